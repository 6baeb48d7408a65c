"""Setting: a round's eligible pairs grouped by whom and what they concern, for constraints to pick from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from matcher.lists import Ints
from matcher.needs import Need, PlaceKey, concurrent_periods
from matcher.quantities import Quantities
from matcher.rounds import Applicant, Position
from matcher.rules import Eligibility
from matcher.rules.columns import own_specialty


class Blocking(Enum):
    """What becomes of pairs who would both gain by leaving, where the policy asks for stability."""

    FORBIDDEN = "forbidden"
    COUNTED = "counted"
    """Each has a column of its own; as few as can be are wanted."""
    IGNORED = "ignored"


NO_PAIRS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Setting:
    """Groups of pair indices, each ascending, made once when first asked for."""

    quantities: Quantities
    blocking: Blocking = Blocking.FORBIDDEN

    @property
    def eligibility(self) -> Eligibility:
        """Return the eligible pairs."""
        return self.quantities.eligibility

    def is_on(self, switch: str) -> bool:
        """Return whether a condition that the policy may switch off applies."""
        return self.quantities.policy.rule_is_on(switch, default=True)

    @cached_property
    def people(self) -> Mapping[str, Applicant]:
        """Return the applicants by id."""
        return {a.applicant_id: a for a in self.quantities.round.applicants}

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Return the positions by id."""
        return {j.position_id: j for j in self.quantities.round.positions}

    def need(self, pair: int) -> Need:
        """Return the need of a pair."""
        return self.eligibility.needs[int(self.eligibility.need_of[pair])]

    @cached_property
    def _specialties(self) -> Mapping[str, str | None]:
        groups = {g.group: g.specialty for g in self.quantities.round.groups}
        return {key: own_specialty(person, groups) for key, person in self.people.items()}

    def specialty(self, applicant_id: str) -> str | None:
        """Return an applicant's own specialty, else the group's, else None."""
        return self._specialties[applicant_id]

    @cached_property
    def seats(self) -> Ints:
        """Return the seats each pair takes, shape (n_pairs,)."""
        own = np.array([self.people[n.applicant_id].seats for n in self.eligibility.needs], dtype=np.int64)
        return own[self.eligibility.need_of]

    @cached_property
    def _by_place(self) -> tuple[Ints, Ints]:
        place_of = self.eligibility.place_of
        bounds = np.searchsorted(place_of[np.argsort(place_of, kind="stable")], np.arange(len(self.places) + 1))
        return np.argsort(place_of, kind="stable"), bounds

    @property
    def places(self) -> tuple[PlaceKey, ...]:
        """Return the places."""
        return self.eligibility.places

    def at_place(self, place: int) -> Ints:
        """Return the pairs of a place."""
        order, bounds = self._by_place
        return order[bounds[place] : bounds[place + 1]]

    def at_places(self, places: Iterable[int]) -> Ints:
        """Return the pairs of several places."""
        return np.sort(np.concatenate([NO_PAIRS, *(self.at_place(j) for j in places)]))

    def of_need(self, need: int) -> Ints:
        """Return the pairs of a need."""
        return np.arange(self._ends[need], self._ends[need + 1])

    @cached_property
    def _ends(self) -> Ints:
        return np.searchsorted(self.eligibility.need_of, np.arange(len(self.eligibility.needs) + 1)).astype(np.int64)

    @cached_property
    def places_of_host(self) -> Mapping[str, tuple[int, ...]]:
        """Return the places of each host."""
        own: dict[str, list[int]] = {}
        for j, place in enumerate(self.places):
            own.setdefault(self.positions[place.position_id].host, []).append(j)
        return {host: tuple(places) for host, places in own.items()}

    def at_host(self, host: str, periods: Iterable[str] | None = None) -> Ints:
        """Return the pairs of a host's places, in some periods or in all."""
        wanted = None if periods is None else set(periods)
        places = self.places_of_host.get(host, ())
        return self.at_places(j for j in places if wanted is None or self.places[j].period_id in wanted)

    @cached_property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """Return the sets of periods that run at one time."""
        return concurrent_periods(self.quantities.round)

    @cached_property
    def places_of_position(self) -> Mapping[str, tuple[int, ...]]:
        """Return the places of each position, in order of position."""
        own: dict[str, list[int]] = {}
        for j, place in enumerate(self.places):
            own.setdefault(place.position_id, []).append(j)
        return {position: tuple(own[position]) for position in sorted(own)}

    def at_one_time(self, pairs: Ints) -> Iterator[tuple[tuple[str, ...], Ints]]:
        """Yield sets of periods that share a day, none within another, with those of the pairs that are in them."""
        period = np.array([self.places[j].period_id for j in self.eligibility.place_of[pairs].tolist()], dtype=object)
        sets = {tuple(t for t in together if (period == t).any()) for together in self.together}
        for periods in sorted(s for s in sets if s and not any(set(s) < set(other) for other in sets)):
            yield periods, pairs[np.isin(period, periods)]

    @cached_property
    def passing(self) -> dict[str | None, frozenset[str]]:
        """Hold the applicants who pass each filter asked for so far; see :mod:`matcher.constraints.company`."""
        return {}

    @cached_property
    def quota_periods(self) -> dict[str, tuple[str, ...]]:
        """Hold the periods of each quota asked for so far; see :mod:`matcher.constraints.company`."""
        return {}

    @cached_property
    def minor(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which needs are a minor's on the period's first day, shape (n_needs,)."""
        ages = self.quantities.book.frame.need.age
        return np.asarray(ages < ADULT, dtype=np.bool_)


ADULT = 18
