"""People: users, keys, links, what is one's own, and the audit chain."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schemas.words import Given, Id, Line, Reason, Seconds, Told

RoleName = Literal["administrator", "placement-officer", "approver", "planner", "host-contact", "student", "read-only"]


class Me(Told):
    """Who the caller is and what they may do."""

    college_id: str
    actor: str
    role: str
    subject_id: str | None
    round_id: str | None
    rights: list[str]


class NewUser(Given):
    """A person to be let in; ``subject_id`` is the applicant that a student is."""

    name: Reason = Field(examples=["Орлова О. О."])
    role: RoleName
    subject_id: Id | None = None


class NewRole(Given):
    """Another role for a person."""

    role: RoleName


class User(Told):
    """A person of the college."""

    user_id: str
    name: str
    role: str
    subject_id: str | None
    created_at: Seconds
    disabled_at: Seconds | None


class NewKey(Given):
    """A key for a person; without days it does not expire."""

    label: Line = ""
    days: Annotated[int, Field(ge=1, le=3650)] | None = None


class Key(Told):
    """A key without its secret."""

    key_id: str
    user_id: str
    label: str
    created_at: Seconds
    expires_at: Seconds | None
    revoked_at: Seconds | None


class MadeKey(Told):
    """A key just made; ``key`` is shown this once, and null when the request is repeated."""

    key_id: str
    key: str | None


class NewLink(Given):
    """A link for a host's contact or a student."""

    kind: Literal["host", "student"]
    subject_id: Id
    days: Annotated[int, Field(ge=1, le=365)] | None = None


class Link(Told):
    """A link without its secret."""

    link_id: str
    round_id: str
    kind: Literal["host", "student"]
    subject_id: str
    author: str
    created_at: Seconds
    expires_at: Seconds
    revoked_at: Seconds | None


class MadeLink(Told):
    """A link just made; ``token`` is shown this once, and null when the request is repeated."""

    link_id: str
    token: str | None


class Offered(Told):
    """A place that a student may rank."""

    position_id: str
    title: str | None
    host_id: str
    host: str
    locality: str | None
    capacity: int
    period_id: str | None


class Wishes(Told):
    """What a student wants, best first; ``open`` says whether it may still be changed."""

    ranking: list[str]
    updated_at: Seconds | None
    open: bool
    choices: list[Offered]


class NewWishes(Given):
    """Positions, the best first."""

    ranking: list[Id] = Field(max_length=200)


class OwnPlace(Told):
    """A student's place in a period, with the reason in words."""

    period_id: str
    starts_on: str | None
    ends_on: str | None
    position_id: str | None
    title: str | None
    host_id: str | None
    host: str | None
    locality: str | None
    rank: int | None
    mentor_id: str | None
    reason: str | None


class Coming(Given):
    """Whether a student comes to the place that was published; who does not says why."""

    coming: bool
    note: Line = ""


class Confirmation(Told):
    """What a student said of the place that was published."""

    applicant_id: str
    is_coming: bool
    note: str
    author: str
    updated_at: Seconds


class OwnResult(Told):
    """A student's places as published, and what the student said of them."""

    publication_id: str
    places: list[OwnPlace]
    confirmed: Confirmation | None


class Proposed(Told):
    """A student proposed to a host; the name only with consent."""

    period_id: str
    group: str | None
    name: str | None


class HostSeats(Told):
    """A host's position, who is proposed, and what the host said."""

    position_id: str
    title: str | None
    capacity: int
    proposed: list[Proposed]
    seats: int | None
    note: str | None
    answered_at: Seconds | None


class SeatsGiven(Given):
    """How many seats of a position the host confirms; 0 declines, and needs a note."""

    position_id: Id
    seats: int = Field(ge=0, le=100_000)
    note: Line = ""


class SeatAnswer(Told):
    """A host's answer."""

    position_id: str
    host_id: str
    seats: int
    note: str
    author: str
    updated_at: Seconds


class StudentWish(Told):
    """A student's ranking."""

    applicant_id: str
    ranking: list[str]
    updated_at: Seconds


class Answers(Told):
    """What hosts and students of a round have answered; confirmations are those of what is published now."""

    seats: list[SeatAnswer]
    wishes: list[StudentWish]
    confirmations: list[Confirmation]


class AuditEntry(Told):
    """One entry of the audit chain."""

    entry_no: int
    created_at: Seconds
    actor: str
    action: str
    subject: str
    data: dict[str, Any]
    hash: str


class AuditFault(Told):
    """Where the chain does not hold."""

    entry_no: int
    code: Literal["edited", "missing", "cut", "anchor"]


class AuditVerdict(Told):
    """Whether the chain holds; ``entries`` and ``hash`` are its head, to be noted elsewhere."""

    holds: bool
    entries: int
    hash: str
    faults: list[AuditFault]


class ToErase(Given):
    """Whom to take out of everything that is kept."""

    applicant_id: Id


class Erased(Told):
    """What an erasure did: the pseudonym that is left, and how many rows were changed, by table."""

    pseudonym: str
    rows: dict[str, int]
