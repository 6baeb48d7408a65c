"""Round: the people, places, wishes and documents of one placement occasion, as frozen data.

Every class is one table of the public contract and every field one of its columns; ``None`` is an empty cell.
Ids are text, kept as written. Dates are inclusive on both ends.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from matcher.policy import Policy


class Kind(StrEnum):
    """What a round places, and where."""

    INTERNSHIP = "internship"
    VACANCY = "vacancy"
    TEACHER_INTERNSHIP = "teacher-internship"
    TEACHING = "teaching"


class Role(StrEnum):
    """Who seeks a place."""

    STUDENT = "student"
    GRADUATE = "graduate"
    TEACHER = "teacher"
    SPECIALIST = "specialist"


class PeriodKind(StrEnum):
    """Kinds of practice, in the order they must be taken."""

    TRAINING = "training"
    PRODUCTION = "production"
    PRE_DIPLOMA = "pre-diploma"


class Opening(StrEnum):
    """Whether a position with a minimum may stay empty instead."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Shift(StrEnum):
    """When work is done; ``away`` is rotation work far from home."""

    DAY = "day"
    ROTATING = "rotating"
    NIGHT = "night"
    AWAY = "away"


class AgreementKind(StrEnum):
    """Kinds of contract with a host."""

    PRACTICE = "practice"
    COOPERATION = "cooperation"
    TRIPARTITE = "tripartite"
    TARGET = "target"
    NETWORK = "network"
    APPRENTICESHIP = "apprenticeship"
    TEACHER_INTERNSHIP = "teacher-internship"


class AgreementStatus(StrEnum):
    """Where a contract stands; only ``active`` ones (and those without a status) can carry a placement."""

    DRAFT = "draft"
    SIGNING = "signing"
    ACTIVE = "active"
    EXPIRED = "expired"
    TERMINATED = "terminated"


class LockKind(StrEnum):
    """A pair fixed or forbidden by hand."""

    ASSIGNED = "assigned"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who seeks a place. ``grade`` is 2..5, ``max_km`` kilometres >= 0, ``seats`` >= 1, ``credit`` >= 0."""

    applicant_id: str
    name: str | None = None
    role: Role = Role.STUDENT
    group: str | None = None
    specialty: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    locality: str | None = None
    lat: float | None = None
    lon: float | None = None
    max_km: float | None = None
    needs_housing: bool = False
    own_transport: bool = False
    grade: float | None = None
    medical_until: date | None = None
    restrictions: tuple[str, ...] = ()
    seats: int = 1
    credit: int = 0
    consent: bool | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A study group; its specialty is the default of its members."""

    group: str
    specialty: str | None = None
    course: int | None = None
    graduation_date: date | None = None
    curator: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Dates for which each applicant of the named groups (none named: everyone) needs one place."""

    period_id: str
    kind: PeriodKind | None
    group: tuple[str, ...]
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Host:
    """An enterprise. ``capacity`` bounds the seats taken over all its positions at any one time."""

    host_id: str
    name: str | None = None
    locality: str | None = None
    lat: float | None = None
    lon: float | None = None
    capacity: int | None = None
    minimum: int | None = None
    alumni_led: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """A place of practice or a vacancy with ``capacity`` >= 0 seats. Hours are hours, pay and cost roubles.

    ``cost`` is per applicant placed. ``minors_allowed`` left empty follows from the hazard class.
    """

    position_id: str
    capacity: int
    host_id: str | None = None
    period_id: str | None = None
    title: str | None = None
    specialties: tuple[str, ...] = ()
    minimum: int = 0
    opening: Opening = Opening.OPTIONAL
    max_minors: int | None = None
    hours_week: float | None = None
    hours_day: float | None = None
    shift: Shift | None = None
    hazard_class: str | None = None
    minors_allowed: bool | None = None
    medical_required: bool = False
    accessible: bool = False
    housing_beds: int | None = None
    transport: bool = False
    pay: float | None = None
    cost: float | None = None
    hire_places: int | None = None

    @property
    def host(self) -> str:
        """Return the host's id; a position without one is a host of its own, under the position's id."""
        return self.host_id if self.host_id is not None else self.position_id


@dataclass(frozen=True, slots=True)
class Preference:
    """An applicant's rank (1 is best, ties share one) or veto of a position or of all positions of a host."""

    applicant_id: str
    position_id: str | None = None
    host_id: str | None = None
    period_id: str | None = None
    rank: int | None = None
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Priority:
    """A position's (or host's) rank or veto of an applicant."""

    applicant_id: str
    position_id: str | None = None
    host_id: str | None = None
    rank: int | None = None
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Numbers given for a pair; a given number beats a computed one. ``employment`` is a probability 0..1."""

    applicant_id: str
    position_id: str
    employment: float | None = None
    utility: float | None = None
    cost: float | None = None
    km: float | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract with a host; an empty ``valid_to`` is open-ended."""

    agreement_id: str
    host_id: str
    kind: AgreementKind | None = None
    applicant_id: str | None = None
    specialties: tuple[str, ...] = ()
    signed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    auto_renew: bool = False
    seats: int | None = None
    minimum: int = 1
    tier: int | None = None
    amount: float | None = None
    status: AgreementStatus | None = None


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor of a host, or (without a host) a supervisor of the college; ``capacity`` applicants at a time."""

    mentor_id: str
    capacity: int
    host_id: str | None = None
    specialties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """A minimum and maximum of applicants who pass the filter ``applicants``, at a position, a host or everywhere."""

    quota_id: str
    host_id: str | None = None
    position_id: str | None = None
    applicants: str | None = None
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """A pair fixed or forbidden by hand, with its reason and author."""

    applicant_id: str
    position_id: str
    kind: LockKind
    reason: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """A member of a company of applicants who go to one host together or not at all."""

    companions_id: str
    applicant_id: str


@dataclass(frozen=True, slots=True)
class Placement:
    """One line of an earlier plan or of the history."""

    applicant_id: str
    position_id: str | None = None
    host_id: str | None = None
    period_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an applicant by ``check_date``; ``salary`` in roubles a month."""

    applicant_id: str
    check_date: date
    category: str
    host_id: str | None = None
    by_specialty: bool | None = None
    hired_on: date | None = None
    left_on: date | None = None
    salary: float | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One placement occasion. Tables keep the order of their files; no result may depend on it."""

    round_id: str
    applicants: tuple[Applicant, ...]
    positions: tuple[Position, ...]
    title: str | None = None
    kind: Kind = Kind.INTERNSHIP
    starts_on: date | None = None
    ends_on: date | None = None
    policy: Policy = field(default_factory=Policy)
    groups: tuple[Group, ...] = ()
    periods: tuple[Period, ...] = ()
    hosts: tuple[Host, ...] = ()
    preferences: tuple[Preference, ...] = ()
    priorities: tuple[Priority, ...] = ()
    pairs: tuple[Pair, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    quotas: tuple[Quota, ...] = ()
    locks: tuple[Lock, ...] = ()
    companions: tuple[Companion, ...] = ()
    placements: tuple[Placement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
