"""Changes of conditions: buses, beds and pay at positions, and how far applicants can travel."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from matcher.rounds import Applicant, Position, Round
from matcher.simulate.changes.amounts import Amount
from matcher.simulate.changes.edit import Edit, Misfit
from matcher.simulate.changes.selections import People, Places
from matcher.simulate.draws import Draws


@dataclass(frozen=True, slots=True)
class Bus(Edit):
    """People are brought to the positions meant, or their way is paid (``runs``), or are not any more."""

    code: ClassVar[str] = "bus"
    places: Places
    runs: bool = True

    @property
    def subject(self) -> str:
        """Return the positions meant."""
        return self.places.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the bus."""
        return _at(round_, self.places, lambda j: replace(j, transport=self.runs))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions that are not there."""
        yield from self.places.misfits(round_)


@dataclass(frozen=True, slots=True)
class Beds(Edit):
    """The host has another number of beds for each position meant."""

    code: ClassVar[str] = "beds"
    places: Places
    amount: Amount

    @property
    def subject(self) -> str:
        """Return the positions meant."""
        return self.places.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the new numbers of beds."""
        return _at(round_, self.places, lambda j: replace(j, housing_beds=self.amount.whole(j.housing_beds or 0)))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions that are not there; beds in a round that knew of none would only bar people elsewhere."""
        yield from self.places.misfits(round_)
        if all(j.housing_beds is None for j in round_.positions):
            yield Misfit("", "first-beds")


@dataclass(frozen=True, slots=True)
class Pay(Edit):
    """The positions meant pay another sum a month, in roubles; who paid nothing is taken to have paid 0."""

    code: ClassVar[str] = "pay"
    places: Places
    amount: Amount

    @property
    def subject(self) -> str:
        """Return the positions meant."""
        return self.places.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the new pay, to the kopeck."""
        return _at(round_, self.places, lambda j: replace(j, pay=round(self.amount.of(j.pay or 0), 2)))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions that are not there."""
        yield from self.places.misfits(round_)


def _at(round_: Round, places: Places, change: Callable[[Position], Position]) -> Round:
    meant = {j.position_id for j in places.of(round_)}
    return replace(round_, positions=tuple(change(j) if j.position_id in meant else j for j in round_.positions))


@dataclass(frozen=True, slots=True)
class Reach(Edit):
    """The applicants meant can travel farther or less far, in km; who has no limit gets one only by ``to``."""

    code: ClassVar[str] = "max-km"
    people: People
    amount: Amount

    @property
    def subject(self) -> str:
        """Return the applicants meant."""
        return self.people.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the new limits."""
        meant = {a.applicant_id for a in self.people.of(round_)}
        rows = (self._reaching(a) if a.applicant_id in meant else a for a in round_.applicants)
        return replace(round_, applicants=tuple(rows))

    def _reaching(self, applicant: Applicant) -> Applicant:
        if applicant.max_km is None and self.amount.to is None:
            return applicant
        return replace(applicant, max_km=round(self.amount.of(applicant.max_km or 0), 3))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield applicants who are not there."""
        yield from self.people.misfits(round_)
