"""Edit: what every change has in common: how likely it is, what it costs, which round it edits, what does not fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import ClassVar

from matcher.rounds import Round
from matcher.simulate.draws import Draws


class Where(StrEnum):
    """Which round of a study a change edits."""

    PRACTICE = "practice"
    VACANCIES = "vacancies"


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a change cannot be made in a round: the key of the change that is wrong, a stable code, and values."""

    key: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit of a round. ``chance`` (0..1) is how likely it happens in a trial, ``cost`` is in roubles a year.

    Subclasses say what they do in :meth:`applied` and what hinders them in :meth:`misfits`; ``varies`` tells that
    :meth:`applied` draws so many lots that hardly two trials have the same round.
    """

    chance: float = 1.0
    cost: float = 0.0
    where: Where = Where.PRACTICE

    code: ClassVar[str]

    @property
    def varies(self) -> bool:
        """Return whether hardly two trials have the same edited round."""
        return False

    @property
    def subject(self) -> str:
        """Return what is edited; changes of one code and subject happen in the same trials in every scenario."""
        return ""

    def happens(self, draws: Draws) -> bool:
        """Return whether it happens in this trial: the number of its code and subject is below ``chance``."""
        return self.chance >= 1 or bool(draws.uniform(f"change/{self.code}", [self.subject])[0] < self.chance)

    def applied(self, round_: Round, draws: Draws) -> Round:
        """Return the round with the change made."""
        raise NotImplementedError

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield every reason why the change cannot be made in this round."""
        raise NotImplementedError


def unknown(key: str, ids: Iterable[str], known: Iterable[str]) -> Iterator[Misfit]:
    """Yield the ids that are not known, each with the nearest known one."""
    at_hand = frozenset(known)
    for id_ in ids:
        if id_ not in at_hand:
            near = get_close_matches(id_, sorted(at_hand), n=1)
            yield Misfit(key, "unknown-id", {"id": id_, "near": near[0] if near else None})


def taken(key: str, ids: Iterable[str], known: Iterable[str]) -> Iterator[Misfit]:
    """Yield the ids of new rows that rows of the round, or earlier new ones, have already."""
    seen = set(known)
    for id_ in ids:
        if id_ in seen:
            yield Misfit(key, "taken-id", {"id": id_})
        seen.add(id_)
