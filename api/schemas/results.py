"""Results: ``result.json`` of the public contract, moves made by hand, and what is told of them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.rounds import JudgedLevel, Violation
from api.schemas.words import Given, Id, PeriodId, Reason, Seconds, Told, Value


class Placed(Told):
    """Who goes where: one line of a matching."""

    applicant_id: str
    period_id: str
    position_id: str
    host_id: str
    rank: int | None = None
    mentor_id: str | None = None


class Unplaced(Told):
    """Why somebody has no place: a stable code with evidence."""

    applicant_id: str
    period_id: str
    code: str
    evidence: dict[str, Any]


class Price(BaseModel):
    """What one seat more and one fewer change at one level."""

    model_config = ConfigDict(extra="allow")

    level: str
    next_seat: Value | None
    last_seat: Value | None
    measure: str | None = None
    next_reason: str | None = None
    last_reason: str | None = None


class Facts(BaseModel):
    """What was solved, how, with what."""

    model_config = ConfigDict(extra="allow")

    round_sha256: str | None = None
    policy: dict[str, Any] | None = None
    seed: int | None = None
    solver: str | None = None
    versions: dict[str, str] | None = None
    seconds: float | None = None


class Result(BaseModel):
    """``result.json`` as ``praktika solve`` writes it; further keys belong to replans and simulations."""

    model_config = ConfigDict(extra="allow")

    version: Literal[1]
    status: Literal["optimal", "feasible", "infeasible", "none"]
    stop_reason: str
    levels: list[JudgedLevel]
    rank_profile: list[int]
    unranked: int
    placed: int
    unplaced: int
    blocking_pairs: int
    fewest_blocking: JudgedLevel | None = None
    matching: list[Placed] | None
    reasons: list[Unplaced]
    prices: list[Price]
    conflict: list[dict[str, Any]]
    facts: Facts


class Simulation(BaseModel):
    """What a simulation came to."""

    model_config = ConfigDict(extra="allow")


class Certificate(BaseModel):
    """``certificate.json``: what proves the levels without a solver."""

    model_config = ConfigDict(extra="allow")

    version: Literal[1]
    round_sha256: str | None
    stages: list[dict[str, Any]]
    multipliers: list[dict[str, Any]]


class Standing(Told):
    """The matching of a result after ``moves`` moves by hand, measured by the judge."""

    run_id: str
    moves: int
    matching: list[Placed]
    levels: list[JudgedLevel]
    violations: list[Violation]
    placed: int
    unplaced: int


class NewMove(Given):
    """Another position for an applicant in a period (null: none); ``after`` is the last move the board shows."""

    applicant_id: Id
    period_id: PeriodId = ""
    to_position_id: Id | None
    reason: Reason
    after: int | None = Field(default=None, ge=0, le=2**31 - 1)


class TriedMove(Given):
    """A move to be checked and not made."""

    applicant_id: Id
    period_id: PeriodId = ""
    to_position_id: Id | None


class MovedLevel(Told):
    """What a move does to a level."""

    level: str
    measure: str | None
    before: Value
    after: Value
    change: Value
    verdict: Literal["better", "worse", "same"]


class MoveCheck(Told):
    """Whether a move is allowed, by which conditions it is refused, and what each level changes by."""

    allowed: bool
    moves: int = Field(description="The number of moves it was checked after.")
    from_position_id: str | None
    violations: list[Violation]
    levels: list[MovedLevel]


class Move(Told):
    """A move made by hand; no position is no place."""

    move_no: int
    applicant_id: str
    period_id: str
    from_position_id: str | None
    to_position_id: str | None
    reason: str
    author: str
    created_at: Seconds


class MadeMove(Told):
    """A move that was made, and what it changed."""

    move: Move
    levels: list[MovedLevel]


class Coded(Told):
    """A reason by its code, with evidence."""

    code: str
    evidence: dict[str, Any]


class BetterChoice(Told):
    """A place the applicant would rather have, and why it is not theirs."""

    position_id: str
    rank: int | None
    reason: Coded | None


class ApplicantAccount(Told):
    """Why an applicant has this place or none, and what would help."""

    applicant_id: str
    period_id: str
    position_id: str | None
    rank: int | None
    here: Coded | None
    unplaced: Coded | None
    choices: list[BetterChoice]
    remedies: list[dict[str, Any]]


class TurnedAway(Told):
    """Somebody who did not get into a position, and by which standard."""

    applicant_id: str
    reason: Coded | None


class PositionAccount(Told):
    """Who got into a position, who did not, why seats are left."""

    position_id: str
    period_id: str
    capacity: int
    taken: int
    cutoff: dict[str, Any]
    turned_away: list[TurnedAway]
    unfilled: Coded | None


class Explanation(Told):
    """Why a result is as it is."""

    version: Literal[1]
    applicants: list[ApplicantAccount]
    positions: list[PositionAccount]


class LevelChange(Told):
    """A level's value, or by how much it changes."""

    level: str
    measure: str | None = None
    value: Value


class OtherMove(Told):
    """Who else would change places."""

    applicant_id: str
    period_id: str
    from_position: str | None
    to_position: str | None


class Option(Told):
    """A place for an applicant and what it changes."""

    applicant_id: str
    period_id: str
    position_id: str
    from_position_id: str | None
    changes: list[LevelChange]
    moves: list[OtherMove]


class RefusedOption(Told):
    """A place that cannot be had, and why."""

    applicant_id: str
    period_id: str
    position_id: str
    reasons: list[Violation]


class Recommendation(Told):
    """The best places for one more applicant or the best applicants for one seat, the best first."""

    applicant_id: str | None = None
    position_id: str | None = None
    added_seat: bool
    levels: list[LevelChange]
    options: list[Option]
    refusals: list[RefusedOption]
    standing_violations: list[Violation]


class ComparedResult(Told):
    """One of the results laid side by side."""

    name: str
    status: str
    placed: int
    unplaced: int
    rank_profile: list[int]
    unranked: int
    round_sha256: str | None


class Difference(Told):
    """By how much a level differs from the first result's."""

    change: Value | None
    verdict: Literal["better", "worse", "same"] | None


class ComparedLevel(Told):
    """One level of all results."""

    level: str
    measure: str | None = None
    values: list[Value | None]
    proved: list[bool | None]
    differences: list[Difference]


class Comparison(Told):
    """Results side by side; ``moves`` has for each later one who has another place than in the first."""

    same_round: bool | None
    results: list[ComparedResult]
    levels: list[ComparedLevel]
    moves: list[list[OtherMove] | None]
