"""Register: who needs a place and what stands open, numbered in canonical order, with their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.needs import Need, PlaceKey, needs_of, periods_of, places_of
from matcher.policy import Policy
from matcher.rounds import Applicant, Period, Position, Round
from matcher.rules.columns import (
    Bools,
    NeedColumns,
    PeriodColumns,
    PlaceColumns,
    need_columns,
    own_specialty,
    period_columns,
    place_columns,
)


@dataclass(frozen=True, eq=False)
class Register:
    """The needs and places of a round under a policy; a valid round is assumed (see :mod:`matcher.validate`)."""

    round: Round
    policy: Policy

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Return the periods in id order."""
        return tuple(periods_of(self.round).values())

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Return the needs in canonical order."""
        return needs_of(self.round)

    @cached_property
    def places(self) -> tuple[PlaceKey, ...]:
        """Return the places in canonical order."""
        return places_of(self.round)

    @cached_property
    def need_index(self) -> Mapping[Need, int]:
        """Return the number of each need."""
        return {need: i for i, need in enumerate(self.needs)}

    @cached_property
    def place_index(self) -> Mapping[PlaceKey, int]:
        """Return the number of each place."""
        return {place: j for j, place in enumerate(self.places)}

    @cached_property
    def applicants(self) -> Mapping[str, Applicant]:
        """Return the applicants by id."""
        return {a.applicant_id: a for a in self.round.applicants}

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Return the positions by id."""
        return {j.position_id: j for j in self.round.positions}

    @cached_property
    def tells_of_beds(self) -> bool:
        """Return whether any position of the round says how many beds it has."""
        return any(j.housing_beds is not None for j in self.round.positions)

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Return the ids of the hosts that offer a position, in order."""
        return tuple(sorted({j.host for j in self.round.positions}))

    @cached_property
    def host_index(self) -> Mapping[str, int]:
        """Return the number of each host."""
        return {host: n for n, host in enumerate(self.hosts)}

    @cached_property
    def specialty_of_group(self) -> Mapping[str, str | None]:
        """Return the specialty of each group."""
        return {g.group: g.specialty for g in self.round.groups}

    @cached_property
    def specialty_index(self) -> Mapping[str | None, int]:
        """Return the number of each specialty an applicant may have; 0 stands for none."""
        people = {own_specialty(a, self.specialty_of_group) for a in self.round.applicants}
        return {None: 0} | {s: c for c, s in enumerate(sorted(s for s in people if s is not None), start=1)}

    @cached_property
    def _admissions(self) -> tuple[frozenset[str], ...]:
        return tuple(sorted({frozenset(j.specialties) for j in self.round.positions}, key=sorted))

    @cached_property
    def admits(self) -> Bools:
        """Return which specialty each row ``place.admission`` admits, shape (n_admissions, n_specialties)."""
        matrix = np.zeros((len(self._admissions), len(self.specialty_index)), dtype=np.bool_)
        for row, named in enumerate(self._admissions):
            matrix[row] = not named
            matrix[row, [self.specialty_index[s] for s in named if s in self.specialty_index]] = True
        return matrix

    @cached_property
    def period(self) -> PeriodColumns:
        """Return the columns of the periods."""
        return period_columns(self.round)

    @cached_property
    def need(self) -> NeedColumns:
        """Return the columns of the needs."""
        return need_columns(self.round, self.needs, self.specialty_index)

    @cached_property
    def place(self) -> PlaceColumns:
        """Return the columns of the places."""
        admission = {named: row for row, named in enumerate(self._admissions)}
        return place_columns(self.round, self.places, self.host_index, admission)

    @cached_property
    def needs_of_applicant(self) -> Mapping[str, tuple[int, ...]]:
        """Return the numbers of each applicant's needs."""
        own: dict[str, list[int]] = {}
        for i, need in enumerate(self.needs):
            own.setdefault(need.applicant_id, []).append(i)
        return {applicant: tuple(numbers) for applicant, numbers in own.items()}

    def applicant(self, need: int) -> Applicant:
        """Return whose need it is."""
        return self.applicants[self.needs[need].applicant_id]

    def position(self, place: int) -> Position:
        """Return which position it is."""
        return self.positions[self.places[place].position_id]

    def specialty(self, need: int) -> str | None:
        """Return the specialty of whose need it is."""
        return own_specialty(self.applicant(need), self.specialty_of_group)

    def period_of(self, need: int) -> Period:
        """Return the period of a need."""
        return self.periods[int(self.need.period[need])]
