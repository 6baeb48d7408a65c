"""Selections: which positions, hosts and people a change speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from matcher.rounds import Applicant, Position, Round
from matcher.simulate.changes.edit import Misfit, unknown
from matcher.validate.ids import known_ids

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Positions that pass every filter given; without a filter all of them.

    A position open to any specialty passes no filter by specialty; ``locality`` is the host's.
    """

    position_id: Ids = ()
    host_id: Ids = ()
    specialty: Ids = ()
    locality: Ids = ()

    @property
    def named(self) -> str:
        """Return the filters as one text."""
        return _named(self)

    def of(self, round_: Round) -> tuple[Position, ...]:
        """Return the positions meant, in the round's order."""
        towns = {h.host_id: h.locality for h in round_.hosts} if self.locality else {}
        return tuple(j for j in round_.positions if self._means(j, towns.get(j.host)))

    def _means(self, position: Position, town: str | None) -> bool:
        return (
            (not self.position_id or position.position_id in self.position_id)
            and (not self.host_id or position.host in self.host_id)
            and (not self.specialty or not set(self.specialty).isdisjoint(position.specialties))
            and (not self.locality or town in self.locality)
        )

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield ids, specialties and towns that the round does not have, else that nothing passes all filters."""
        found = [
            *unknown("position_id", self.position_id, (j.position_id for j in round_.positions)),
            *unknown("host_id", self.host_id, known_ids(round_)["hosts"] or ()),
            *unknown("specialty", self.specialty, (s for j in round_.positions for s in j.specialties)),
            *unknown("locality", self.locality, (h.locality for h in round_.hosts if h.locality is not None)),
        ]
        yield from found
        if not found and not self.of(round_):
            yield Misfit("", "nothing-meant")


@dataclass(frozen=True, slots=True)
class People:
    """Applicants who pass every filter given; without a filter all of them. The group's specialty counts as theirs."""

    applicant_id: Ids = ()
    group: Ids = ()
    specialty: Ids = ()
    locality: Ids = ()

    @property
    def named(self) -> str:
        """Return the filters as one text."""
        return _named(self)

    @property
    def prefix(self) -> str:
        """Return what the ids of further such people begin with."""
        return "·".join((*self.group, *self.specialty, *self.locality, *self.applicant_id))

    def of(self, round_: Round) -> tuple[Applicant, ...]:
        """Return the applicants meant, in the round's order."""
        learnt = {g.group: g.specialty for g in round_.groups} if self.specialty else {}
        return tuple(a for a in round_.applicants if self._means(a, a.specialty or learnt.get(a.group or "")))

    def _means(self, applicant: Applicant, specialty: str | None) -> bool:
        return (
            (not self.applicant_id or applicant.applicant_id in self.applicant_id)
            and (not self.group or applicant.group in self.group)
            and (not self.specialty or specialty in self.specialty)
            and (not self.locality or applicant.locality in self.locality)
        )

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield ids, groups, specialties, towns that the round does not have, else that nobody passes all filters."""
        specialties = {a.specialty for a in round_.applicants} | {g.specialty for g in round_.groups}
        found = [
            *unknown("applicant_id", self.applicant_id, (a.applicant_id for a in round_.applicants)),
            *unknown("group", self.group, (a.group for a in round_.applicants if a.group is not None)),
            *unknown("specialty", self.specialty, (s for s in specialties if s is not None)),
            *unknown("locality", self.locality, (a.locality for a in round_.applicants if a.locality is not None)),
        ]
        yield from found
        if not found and not self.of(round_):
            yield Misfit("", "nobody-meant")


def _named(selection: Places | People) -> str:
    given = ((f.name, getattr(selection, f.name)) for f in fields(selection))
    return "&".join(f"{name}={','.join(ids)}" for name, ids in given if ids)
