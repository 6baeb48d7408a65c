"""Matching and Result: who goes where, and what is known about how good that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LevelValue = int | float | tuple[int, ...]


class Status(StrEnum):
    """May the matching be used."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NONE = "none"


class StopReason(StrEnum):
    """Why the solve ended."""

    PROVED = "proved"
    CONFLICT = "conflict"
    TIME = "time"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One applicant's place in one period, and who looks after the applicant there. Ordered by applicant, then period.

    The mentor is named for the place and makes no other place of it: equality and order leave it out.
    """

    applicant_id: str
    period_id: str
    position_id: str
    mentor_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Matching:
    """The assignment as a value: places sorted by applicant and period; who is not named is unplaced."""

    places: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", tuple(sorted(self.places)))


@dataclass(frozen=True, slots=True)
class LevelResult:
    """A level's value with its proved bound. ``certified`` means the judge can confirm the bound without a solver.

    ``checkable`` is the weaker bound that the judge can confirm where a level is proved by the solver alone.
    Units of ``value``: applicants for ``placed`` and ``employment`` (expected), roubles for ``cost``, kilometres for
    ``distance``, the rank profile (last entry: unranked) for ``rank-maximal`` and ``generous``.
    """

    level: str
    value: LevelValue
    bound: LevelValue | None
    proved: bool
    certified: bool
    measure: str | None = None
    checkable: LevelValue | None = None


@dataclass(frozen=True, slots=True)
class StageDual:
    """Dual prices of one stage of a level, in the stage's integer units.

    ``places`` maps (position_id, period_id) and ``hosts`` maps (host_id, period ids joined) to a price; a missing
    entry is 0. With them the judge sums the bound over the eligible pairs.
    """

    level: int
    stage: str
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    hosts: Mapping[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """Multipliers of a part of a search, by row, in 2**-30, and what follows where they do not end it.

    ``then`` looks once more at what they leave; a ``column`` of 0 or 1 is tried both ways, ``shut`` (0) and ``open``
    (1). With nothing of it, the multipliers alone must show that nothing better is left.
    """

    rows: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    then: "Branch | None" = None
    column: tuple[str, ...] | None = None
    shut: "Branch | None" = None
    open: "Branch | None" = None


@dataclass(frozen=True, slots=True)
class StageMultipliers:
    """Lagrange multipliers of one stage of a round with constraints: by row, in 2**-30; 0 where missing.

    ``bound`` is what they prove of the stage's total. Where that leaves a gap, ``branch`` may close it: a search that
    ends everywhere shows that nothing is better than the total at hand.
    """

    level: int
    stage: str
    rows: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    bound: int = 0
    branch: Branch | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What proves every level without a solver, stage by stage in the order they bind.

    Rounds whose matchings are flows have dual prices (``stages``), rounds with constraints multipliers.
    """

    stages: tuple[StageDual, ...] = ()
    multipliers: tuple[StageMultipliers, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatPrice:
    """What one seat more and one fewer change at one level, the earlier levels changing as they will.

    ``kind`` is ``position``, ``host``, ``mentor``, ``agreement``, ``quota-maximum`` or ``quota-minimum``, and
    ``subject_id`` its id. ``next_seat`` is the level's value with one seat more less the value now, ``last_seat`` the
    value now less the value with one fewer, both in the level's units and sign; profiles differ entry by entry. Where
    one more or fewer cannot be, the value is None and the reason a code: ``no-seat`` (there is none to take away) or
    ``no-matching`` (no matching would keep all conditions).
    """

    kind: str
    subject_id: str
    level: str
    next_seat: LevelValue | None
    last_seat: LevelValue | None
    measure: str | None = None
    next_reason: str | None = None
    last_reason: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedPlace:
    """What a result says of one of its places beside the place itself."""

    applicant_id: str
    period_id: str
    host_id: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Claims:
    """What a result says of its matching; None where it says nothing.

    ``waiting`` are the applicants and periods for whom it gives a reason why there is no place.
    """

    levels: tuple[LevelResult, ...] | None = None
    status: str | None = None
    stop_reason: str | None = None
    rank_profile: tuple[int, ...] | None = None
    unranked: int | None = None
    placed: int | None = None
    unplaced: int | None = None
    blocking_pairs: int | None = None
    fewest_blocking: LevelResult | None = None
    places: tuple[ClaimedPlace, ...] | None = None
    waiting: tuple[tuple[str, str], ...] | None = None
    round_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an applicant has no place in a period: a stable code with its evidence."""

    applicant_id: str
    period_id: str
    code: str
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What ``solve`` gives back. ``matching is None`` when there is none; ``status`` says whether it may be used.

    ``ranks`` stands beside ``matching.places``: each applicant's rank of its place, None where it gave none.
    ``rank_profile[k - 1]`` counts places held at rank k and ``unranked`` those that their applicant did not rank.
    ``conflict`` lists hard rules that cannot hold together; it is empty unless the status is infeasible.
    ``blocking_pairs`` counts pairs who would both gain by leaving the matching. ``fewest_blocking`` is there only where
    the policy asks for stability and the other conditions leave no stable matching: how many such pairs there must be.
    ``prices`` are empty until asked for (:func:`matcher.explain.prices.with_prices`).
    """

    status: Status
    stop_reason: StopReason
    matching: Matching | None = None
    levels: tuple[LevelResult, ...] = ()
    certificate: Certificate | None = None
    ranks: tuple[int | None, ...] = ()
    rank_profile: tuple[int, ...] = ()
    unranked: int = 0
    unplaced: int = 0
    blocking_pairs: int = 0
    fewest_blocking: LevelResult | None = None
    reasons: tuple[Reason, ...] = ()
    prices: tuple[SeatPrice, ...] = ()
    conflict: tuple[Mapping[str, object], ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def placed(self) -> int:
        """Return how many places are filled."""
        return len(self.matching.places) if self.matching else 0
