"""Accounts: why each applicant and each position has what it has, as codes with evidence to check against the round."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.matching import LevelValue, Reason


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that the applicant would rather have, its rank (None: not ranked), and why it is not theirs."""

    position_id: str
    rank: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What a change of the round does to a level: ``change`` is new less old, in the level's units and sign."""

    level: str
    change: LevelValue
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change of the round after which the applicant has ``position_id``, and what it does to every level.

    ``code`` says what is changed, ``evidence`` which row and from what to what. ``verified`` is ``witness`` (a matching
    of the changed round, accepted by the judge, that is better at the first level that differs: ``moves`` are
    applicant, period, and position or None) or ``solved`` (the changed round was solved anew). ``displaced`` lose
    their place in it.
    """

    applicant_id: str
    period_id: str
    code: str
    position_id: str
    evidence: Mapping[str, object]
    levels: tuple[LevelChange, ...]
    verified: str
    moves: tuple[tuple[str, str, str | None], ...] = ()
    displaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicantAccount:
    """What one need got: ``here`` (why this place) or ``unplaced`` (why none), the better choices, the remedies."""

    applicant_id: str
    period_id: str
    position_id: str | None
    rank: int | None
    here: Reason | None = None
    unplaced: Reason | None = None
    choices: tuple[Choice, ...] = ()
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionReason:
    """Why a place is empty or has seats left: a stable code with its evidence."""

    position_id: str
    period_id: str
    code: str
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PositionAccount:
    """What one place got: seats, the last that got in (``cutoff``), who was turned away and by which standard.

    ``cutoff`` holds the worst of those placed by ``rank`` (theirs of the place), ``priority`` (the place's of them),
    ``grade`` and ``utility``, each where known. ``unfilled`` is None where no seat is left.
    """

    position_id: str
    period_id: str
    capacity: int
    taken: int
    cutoff: Mapping[str, object]
    turned_away: tuple[Reason, ...] = ()
    unfilled: PositionReason | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Accounts of applicants in order of applicant and period, of positions in order of position and period."""

    applicants: tuple[ApplicantAccount, ...]
    positions: tuple[PositionAccount, ...]
