"""Changes of people: late arrivals and withdrawals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from matcher.rounds import Applicant, Round
from matcher.simulate.changes.edit import Edit, Misfit, taken, unknown
from matcher.simulate.changes.leaving import without_people
from matcher.simulate.changes.selections import People
from matcher.simulate.draws import Draws


@dataclass(frozen=True, slots=True)
class Arrivals(Edit):
    """Applicants come late: those given as rows, with no wishes of their own."""

    code: ClassVar[str] = "arrivals"
    applicants: tuple[Applicant, ...]

    @property
    def subject(self) -> str:
        """Return the ids of those who come."""
        return ",".join(a.applicant_id for a in self.applicants)

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the applicants at the end of the table."""
        return replace(round_, applicants=(*round_.applicants, *self.applicants))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield ids that are taken and groups that are not there."""
        ids = [a.applicant_id for a in self.applicants]
        yield from taken("applicants", ids, (a.applicant_id for a in round_.applicants))
        if round_.groups:
            named = [a.group for a in self.applicants if a.group is not None]
            yield from unknown("applicants", named, (g.group for g in round_.groups))


@dataclass(frozen=True, slots=True)
class Clones(Edit):
    """``n`` applicants come late, each like one drawn from those meant: the same wishes and chances, a new id."""

    code: ClassVar[str] = "more-applicants"
    like: People
    n: int

    @property
    def varies(self) -> bool:
        """Return True: lots decide whom each is like."""
        return True

    @property
    def subject(self) -> str:
        """Return whom they are like."""
        return self.like.named

    def applied(self, round_: Round, draws: Draws) -> Round:
        """Return the round with the arrivals and the rows that speak of them; locks and companies are not copied."""
        models = sorted(self.like.of(round_), key=lambda a: a.applicant_id)
        ids = self._ids(round_)
        lots = draws.uniform("more-applicants", ids)
        model_of = {i: models[int(lot * len(models))] for i, lot in zip(ids, lots, strict=True)} if models else {}
        if not model_of:
            return round_
        by_model: dict[str, list[str]] = {}
        for i, model in model_of.items():
            by_model.setdefault(model.applicant_id, []).append(i)
        come = tuple(replace(a, applicant_id=i, name=None) for i, a in model_of.items())
        return replace(
            round_,
            applicants=(*round_.applicants, *come),
            preferences=(*round_.preferences, *_copied(round_.preferences, by_model)),
            priorities=(*round_.priorities, *_copied(round_.priorities, by_model)),
            pairs=(*round_.pairs, *_copied(round_.pairs, by_model)),
        )

    def _ids(self, round_: Round) -> list[str]:
        known = {a.applicant_id for a in round_.applicants}
        ids: list[str] = []
        k = 1
        while len(ids) < self.n:
            name = f"{self.like.prefix}+{k}"
            if name not in known:
                ids.append(name)
            k += 1
        return ids

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield people who are not there to be like."""
        yield from self.like.misfits(round_)


def _copied(rows: tuple[Any, ...], by_model: Mapping[str, list[str]]) -> Iterator[Any]:
    for row in rows:
        for i in by_model.get(row.applicant_id, ()):
            yield replace(row, applicant_id=i)


@dataclass(frozen=True, slots=True)
class Withdrawals(Edit):
    """Each applicant meant goes, with probability ``chance`` of their own, before the round is solved."""

    code: ClassVar[str] = "withdrawals"
    people: People

    @property
    def varies(self) -> bool:
        """Return whether lots decide who goes."""
        return self.chance < 1

    def happens(self, draws: Draws) -> bool:  # noqa: ARG002  # each person has a lot of their own, see applied
        """Return True: lots are drawn a person."""
        return True

    def applied(self, round_: Round, draws: Draws) -> Round:
        """Return the round without those whose number is below ``chance``; the last applicant of a round stays."""
        ids = sorted(a.applicant_id for a in self.people.of(round_))
        if not self.varies:
            return without_people(round_, set(ids))
        lots = dict(zip(ids, draws.uniform("withdraws", ids).tolist(), strict=True))
        gone = {i for i, lot in lots.items() if lot < self.chance}
        if len(gone) == len(round_.applicants):
            gone.remove(max(lots, key=lambda i: (lots[i], i)))
        return without_people(round_, gone)

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield applicants who are not there, and that nobody would be left."""
        yield from self.people.misfits(round_)
        if self.chance >= 1 and len(self.people.of(round_)) == len(round_.applicants):
            yield Misfit("", "nobody-left")
