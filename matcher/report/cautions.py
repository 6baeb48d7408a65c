"""Cautions: what in a policy may surprise its author."""

from dataclasses import dataclass

from matcher.levels import MINIMISED
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy


@dataclass(frozen=True, slots=True)
class Caution:
    """Something about the policy that the reader should know: a code, and the level concerned."""

    code: str
    level: Level | None = None


def cautions(policy: Policy) -> tuple[Caution, ...]:
    """Return what may leave people without a place: no level `placed`, or one before it that is best empty."""
    if policy.mechanism != Mechanism.OPTIMAL:
        return ()
    names = [level.name for level in policy.objectives]
    if LevelName.PLACED not in names:
        return (Caution("no-placed-level"),)
    before = policy.objectives[: names.index(LevelName.PLACED)]
    return tuple(Caution("minimise-before-placed", level) for level in before if _minimises(level))


def _minimises(level: Level) -> bool:
    return level.name in MINIMISED and level.measure != Measure.RANK_MAXIMAL
