"""Compare: results side by side, level by level, each held against the first, and who has another place."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.explain.standing import Move, moves_between
from matcher.levels import difference, goodness
from matcher.matching import LevelResult, LevelValue, Matching
from matcher.policy import Level, LevelName


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a result says of itself, under a name; ``matching`` is None where there is none."""

    name: str
    status: str
    placed: int
    unplaced: int
    rank_profile: tuple[int, ...]
    unranked: int
    levels: tuple[LevelResult, ...]
    matching: Matching | None
    round_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a level of a later result differs from the first's; ``verdict``: better, worse, same.

    Both are None where either result lacks the level, or where profiles of other rounds cannot be laid side by side.
    """

    change: LevelValue | None
    verdict: str | None


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level of all results: the values (None where a result lacks it), and each later one's difference."""

    level: str
    measure: str | None
    values: tuple[LevelValue | None, ...]
    proved: tuple[bool | None, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Results side by side. ``moves`` has for each later result who has another place than in the first.

    ``same_round``: all are of one round; None where some result does not say of which.
    """

    outcomes: tuple[Outcome, ...]
    levels: tuple[LevelLine, ...]
    moves: tuple[tuple[Move, ...] | None, ...]
    same_round: bool | None


def compare(outcomes: Sequence[Outcome]) -> Comparison:
    """Return two results or more side by side; levels in the order in which they first come."""
    first, *later = outcomes
    keys = list(dict.fromkeys((k.level, k.measure) for outcome in outcomes for k in outcome.levels))
    moves = tuple(_moves(first, other) for other in later)
    return Comparison(tuple(outcomes), tuple(_line(outcomes, *key) for key in keys), moves, _same_round(outcomes))


def _same_round(outcomes: Sequence[Outcome]) -> bool | None:
    rounds = {outcome.round_sha256 for outcome in outcomes}
    return None if None in rounds else len(rounds) == 1


def _moves(first: Outcome, other: Outcome) -> tuple[Move, ...] | None:
    if first.matching is None or other.matching is None:
        return None
    return moves_between(first.matching, other.matching)


def _line(outcomes: Sequence[Outcome], level: str, measure: str | None) -> LevelLine:
    found = [next((k for k in o.levels if (k.level, k.measure) == (level, measure)), None) for o in outcomes]
    values = tuple(None if k is None else k.value for k in found)
    proved = tuple(None if k is None else k.proved for k in found)
    differences = tuple(_difference(level, measure, value, values[0]) for value in values[1:])
    return LevelLine(level, measure, values, proved, differences)


def _difference(level: str, measure: str | None, later: LevelValue | None, now: LevelValue | None) -> Difference:
    if later is None or now is None or level not in set(LevelName) or _shape(later) != _shape(now):
        return Difference(None, None)
    change = difference(Level(LevelName(level), measure), later, now)
    good = goodness(level, measure, change)
    return Difference(change, "same" if not any(good) else "better" if good > (0,) * len(good) else "worse")


def _shape(value: LevelValue) -> int:
    """Return how many entries a profile has; -1 for a single number."""
    return len(value) if isinstance(value, tuple) else -1
