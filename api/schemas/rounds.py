"""Rounds: what is stored, what an upload holds, and who may go where."""

from typing import Any, Literal

from pydantic import Field

from api.schemas.words import ErrorEntry, Given, Id, Line, PeriodId, Reason, Seconds, Told, Value

Kind = Literal["internship", "vacancy", "teacher-internship", "teaching"]


class Round(Told):
    """A round at its current version; ``etag`` belongs into If-Match, ``counts`` are rows a table."""

    round_id: str
    title: str | None
    kind: Kind
    version: int
    etag: str
    fingerprint: str
    counts: dict[str, int]
    created_at: Seconds
    updated_at: Seconds


class Version(Told):
    """One version of a round."""

    round_id: str
    version: int
    fingerprint: str
    etag: str
    counts: dict[str, int]
    author: str
    note: str
    created_at: Seconds


class RecognisedColumn(Told):
    """A column as written and what it was taken for."""

    table: str
    place: str
    header: str
    column: str


class CellChange(Told):
    """A cell that reads otherwise; empty text is an empty cell."""

    column: str
    before: str
    after: str


class RowChange(Told):
    """A row with its changed cells."""

    key: list[str]
    cells: list[CellChange]


class TableChange(Told):
    """What changed in a table: how many rows, and the first thousand of each kind by key."""

    table: str
    n_added: int
    n_removed: int
    n_changed: int
    added: list[list[str]]
    removed: list[list[str]]
    changed: list[RowChange]


class Differences(Told):
    """What an upload says otherwise than the stored version."""

    header: list[CellChange]
    tables: list[TableChange]


class UploadReport(Told):
    """What a dry run finds: every problem and note, the columns recognised, what changes against the stored version."""

    sound: bool
    round_id: str | None
    title: str | None
    counts: dict[str, int]
    problems: list[ErrorEntry]
    n_problems: int
    notes: list[ErrorEntry]
    columns: list[RecognisedColumn]
    differences: Differences | None


class PlacesCount(Told):
    """How many needs have exactly so many eligible places."""

    places: int
    needs: int


class RuleCount(Told):
    """How many pairs (or places, for one person) a rule excludes."""

    rule: str
    pairs: int


class Nowhere(Told):
    """Who has no eligible place, and the rules that take most places away."""

    applicant_id: str
    name: str | None
    group: str | None
    period_id: str
    excluded: list[RuleCount]


class EligibilitySummary(Told):
    """Counts of a round's eligibility."""

    round_id: str
    title: str
    kind: str
    needs: int
    places: int
    candidates: int
    eligible_pairs: int
    histogram: list[PlacesCount]
    excluded: list[RuleCount]
    nowhere: list[Nowhere]
    unverified_rules: list[str]


class MatrixCell(Told):
    """A group (empty: none) and a host: needs of the group, eligible pairs, applicants with any of them."""

    group: str
    host_id: str
    needs: int
    pairs: int
    applicants: int


class Eligibility(Told):
    """Who may go where, by group and host."""

    summary: EligibilitySummary
    cells: list[MatrixCell]


class Exclusion(Told):
    """A rule that excludes a place, with the values that show why."""

    code: str
    evidence: dict[str, Any]


class EligiblePlace(Told):
    """A place for an applicant: its distance, and every rule that excludes it."""

    position_id: str
    host_id: str
    km: float | None
    eligible: bool
    excluded_by: list[Exclusion]


class EligibilityRow(Told):
    """An applicant's places in a period."""

    period_id: str
    places: list[EligiblePlace]


class NewLock(Given):
    """A pair to fix or to forbid, with a reason."""

    applicant_id: Id = Field(examples=["ПО-21-014"])
    position_id: Id = Field(examples=["М-1"])
    kind: Literal["assigned", "forbidden"]
    reason: Reason = Field(examples=["Целевой договор"])


class Lock(Told):
    """A pair fixed or forbidden by hand."""

    lock_id: str
    applicant_id: str
    position_id: str
    kind: Literal["assigned", "forbidden"]
    reason: str
    author: str
    created_at: Seconds


class MatchingLine(Given):
    """One line of a matching."""

    applicant_id: Id
    position_id: Id
    period_id: PeriodId = ""
    mentor_id: Line | None = None


class HandMade(Given):
    """A matching to be judged under the round's policy or another."""

    matching: list[MatchingLine] = Field(max_length=200_000)
    policy: dict[str, Any] | None = None
    version: int | None = Field(default=None, ge=1, le=2**31 - 1)


class Violation(Told):
    """A condition that a matching breaks."""

    code: str
    applicant_id: str | None = None
    period_id: str | None = None
    position_id: str | None = None
    host_id: str | None = None
    evidence: dict[str, Any] = Field(default_factory=dict)


class BlockingPair(Told):
    """An applicant and a position that would both gain by leaving the matching for each other."""

    applicant_id: str
    period_id: str
    position_id: str


class JudgedLevel(Told):
    """A level as the judge measures it."""

    level: str
    value: Value
    bound: Value | None
    proved: bool
    certified: bool
    measure: str | None = None
    checkable: Value | None = None


class StageBound(Told):
    """What a certificate proves of a stage."""

    level: int
    stage: str
    bound: int


class Verdict(Told):
    """What the judge says of a matching, every finding with its witness."""

    accepted: bool
    feasible: bool
    violations: list[Violation]
    blocking_pairs: list[BlockingPair]
    levels: list[JudgedLevel]
    stable_required: bool
    claims: list[Violation]
    excused: bool
    stage_bounds: list[StageBound]
