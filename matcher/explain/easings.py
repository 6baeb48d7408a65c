"""Easings: the single changes of a round that a college can bring about, from what bars a pair or a matching.

They are tried in the order of ``CODES``, least effort first: what the applicant alone can do, then what a host grants,
then papers, at last the college's own rules. Law is never eased: age, hazard, hours and access stay what they are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil
from typing import Any

from matcher.explain.subjects import Subject, changed
from matcher.judge import Case, Violation
from matcher.needs import Need, PlaceKey, periods_of
from matcher.policy import Policy
from matcher.rounds import Agreement, AgreementKind, AgreementStatus, LockKind, Period, Role, Round
from matcher.rules import BY_CODE
from matcher.rules.book import Breach
from matcher.rules.cover import CARRYING, first_gap, validity
from matcher.solvers.relaxing import relaxed

CODES = (
    "consent",
    "medical",
    "kilometres",
    "mentor",
    "supervisor",
    "seat",
    "host-seat",
    "bed",
    "minor",
    "agreement-seat",
    "agreement-renewed",
    "agreement-signed",
    "quota",
    "minimum",
    "lock-lifted",
    "rule-off",
)
"""Every kind of change, the least effort first."""

PERSONAL = frozenset({"consent", "medical", "kilometres"})
"""Changes that concern the applicant alone."""

KEPT = frozenset(
    {"specialty", "consent", "agreement-valid", "target-contract", "own-workplace", "medical", "accessible", "health"}
)
"""Rules that stand on law or on people's health though their entry names no article: no remedy switches them off."""

SWITCHES: Mapping[str, str] = {"mentor": "mentors", "supervisor": "supervisors"}
"""The college's own conditions on a whole matching that may be switched off."""


@dataclass(frozen=True, slots=True)
class Easing:
    """One change: its kind, which row and from what to what, and the round and policy after it.

    ``widens`` says that it may make further pairs eligible.
    """

    code: str
    evidence: Mapping[str, object]
    round: Round
    policy: Policy
    widens: bool

    @property
    def key(self) -> tuple[int, str]:
        """Return what easings are sorted by and told apart by."""
        return CODES.index(self.code), str(sorted(self.evidence.items(), key=lambda item: item[0]))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which need asks for which place, in which round."""

    case: Case
    need: Need
    place: PlaceKey

    @property
    def seats_now(self) -> int:
        """Return the seats of the position."""
        return self.case.setting.positions[self.place.position_id].capacity


def of_breaches(asked: Asked, breaches: Sequence[Breach]) -> Iterator[Easing]:
    """Yield the changes that lift every rule that bars a pair; none where one change cannot."""
    family = {FAMILY.get(b.code, b.code) for b in breaches}
    if len(family) != 1:
        return
    for ease in OF_RULES.get(family.pop(), ()):
        yield from ease(asked, breaches)
    for breach in breaches if len(breaches) == 1 else ():
        rule = BY_CODE[breach.code]
        if rule.switchable and not rule.source and rule.code not in KEPT:
            yield _off(asked, breach.code)


def one_seat(asked: Asked) -> Easing:
    """Return the change that gives a position as many seats more as the applicant takes."""
    (easing,) = _one_more(asked, "seat", Subject("position", asked.place.position_id), asked.seats_now)
    return easing


def of_violations(asked: Asked, broken: Sequence[Violation]) -> Iterator[Easing]:
    """Yield the changes that lift a broken condition of a matching; none where several kinds are broken."""
    kinds = {v.code for v in broken}
    if len(kinds) == 1:
        yield from (e for v in broken for e in OF_CONDITIONS.get(v.code, _nothing)(asked, v))
        switch = SWITCHES.get(kinds.pop())
        if switch is not None:
            yield _off(asked, switch)


FAMILY: Mapping[str, str] = {"housing": "distance"}
"""Rules that one and the same change lifts."""


def _row(asked: Asked, code: str, table: str, key: str, row_id: str, **new: Any) -> Easing:
    """Return the easing that writes new values into one row of a table; the evidence tells the old ones."""
    rows: list[Any] = list(getattr(asked.case.round, table))
    at = next(n for n, row in enumerate(rows) if getattr(row, key) == row_id)
    column, value = next(iter(new.items()))
    evidence = {key: row_id, "column": column, "from": _plain(getattr(rows[at], column)), "to": _plain(value)}
    rows[at] = replace(rows[at], **new)
    tables: dict[str, Any] = {table: tuple(rows)}
    return Easing(code, evidence, replace(asked.case.round, **tables), asked.case.policy, widens=True)


def _plain(value: Any) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value


def _consent(asked: Asked, _: Sequence[Breach]) -> Iterator[Easing]:
    yield _row(asked, "consent", "applicants", "applicant_id", asked.need.applicant_id, consent=True)


def _medical(asked: Asked, _: Sequence[Breach]) -> Iterator[Easing]:
    ends = periods_of(asked.case.round)[asked.need.period_id].ends_on
    yield _row(asked, "medical", "applicants", "applicant_id", asked.need.applicant_id, medical_until=ends)


def _kilometres(asked: Asked, breaches: Sequence[Breach]) -> Iterator[Easing]:
    """Raise the applicant's own maximum to the way, in whole kilometres; nothing helps where the way is unknown."""
    km = breaches[0].evidence["km"]
    if isinstance(km, float):
        who = asked.need.applicant_id
        yield _row(asked, "kilometres", "applicants", "applicant_id", who, max_km=float(ceil(km)))


def _agreement(asked: Asked, _: Sequence[Breach]) -> Iterator[Easing]:
    """Renew one of the host's agreements through the period, else sign a new one for it."""
    case, role = asked.case, asked.case.setting.people[asked.need.applicant_id].role
    host = case.setting.positions[asked.place.position_id].host
    period = periods_of(case.round)[asked.need.period_id]
    own = [a for a in case.round.agreements if a.host_id == host and _carries(asked, a, role)]
    for a in sorted(own, key=lambda a: (_last(a), a.agreement_id), reverse=True):
        longer = _renewed(a, period)
        if first_gap([longer], period) is None:
            named = ("valid_to", "status") if longer.valid_to != a.valid_to else ("status",)
            new = {name: getattr(longer, name) for name in named}
            yield _row(asked, "agreement-renewed", "agreements", "agreement_id", a.agreement_id, **new)
            return
    kind = AgreementKind.TEACHER_INTERNSHIP if role == Role.TEACHER else AgreementKind.PRACTICE
    signed = Agreement(f"+{host}", host, kind, valid_from=period.starts_on, valid_to=period.ends_on)
    evidence = {"host_id": host, "from": period.starts_on.isoformat(), "to": period.ends_on.isoformat()}
    round_ = replace(case.round, agreements=(*case.round.agreements, signed))
    yield Easing("agreement-signed", evidence, round_, case.policy, widens=True)


def _renewed(agreement: Agreement, period: Period) -> Agreement:
    """Return the agreement in force, and through the period where it ends before."""
    ends = agreement.valid_to
    longer = ends is not None and not agreement.auto_renew and ends < period.ends_on
    return replace(agreement, status=AgreementStatus.ACTIVE, valid_to=period.ends_on if longer else ends)


def _last(agreement: Agreement) -> int:
    return validity(agreement)[1]


def _carries(asked: Asked, agreement: Agreement, role: Role) -> bool:
    specialty = asked.case.setting.specialty(asked.need.applicant_id)
    return (
        agreement.status != AgreementStatus.TERMINATED
        and agreement.kind in CARRYING[role]
        and (not agreement.specialties or specialty in agreement.specialties)
        and agreement.applicant_id in (None, asked.need.applicant_id)
    )


def _lift(asked: Asked, _: Sequence[Breach]) -> Iterator[Easing]:
    who, where, round_ = asked.need.applicant_id, asked.place.position_id, asked.case.round
    named = (who, where, LockKind.FORBIDDEN)
    own = [k for k in round_.locks if (k.applicant_id, k.position_id, k.kind) == named]
    kept = tuple(k for k in round_.locks if k not in own)
    evidence = {"applicant_id": who, "position_id": where, "reason": min(k.reason for k in own)}
    yield Easing("lock-lifted", evidence, replace(round_, locks=kept), asked.case.policy, widens=True)


def _off(asked: Asked, rule: str) -> Easing:
    policy = asked.case.policy
    off = replace(policy, rules={**policy.rules, rule: False})
    return Easing("rule-off", {"rule": rule}, asked.case.round, off, widens=True)


OF_RULES: Mapping[str, Sequence[Callable[[Asked, Sequence[Breach]], Iterator[Easing]]]] = {
    "consent": (_consent,),
    "medical": (_medical,),
    "distance": (_kilometres,),
    "agreement-valid": (_agreement,),
    "lock-forbidden": (_lift,),
}


def _nothing(_asked: Asked, _violation: Violation) -> Iterator[Easing]:
    yield from ()


def _number(code: str, rule: str, key: str, column: str) -> Callable[[Asked, Violation], Iterator[Easing]]:
    """Return the easing that moves a number of a row by as much as a violation misses it."""

    def ease(asked: Asked, violation: Violation) -> Iterator[Easing]:
        row_id = str(getattr(violation, key, None) or violation.evidence.get(key))
        most = next((violation.evidence[k] for k in LIMITS if violation.evidence.get(k) is not None), 0)
        taken = violation.evidence.get("taken", violation.evidence.get("count"))
        if not isinstance(most, int) or not isinstance(taken, int):
            return
        if (rule == "quota-maximum" and taken < most) or (column == "minimum" and taken > most):
            return
        round_, policy = relaxed(asked.case.round, asked.case.policy, {(rule, row_id): abs(taken - most)})
        evidence = {key: row_id, "column": column, "from": most, "to": taken}
        yield Easing(code, evidence, round_, policy, widens=False)

    return ease


LIMITS = ("capacity", "beds", "maximum", "minimum")
"""Words of a violation's evidence that hold the number that is missed."""


def words_of(violation: Violation) -> tuple[str, ...]:
    """Return the words of the class of people in short supply: host, then specialty or agreements, then period."""
    found = violation.evidence["class"]
    return tuple(map(str, found)) if isinstance(found, tuple) else ()


def _keeper(code: str) -> Callable[[Asked, Violation], Iterator[Easing]]:
    """Return the easing that lets one mentor (or supervisor) of the class in short supply look after more."""

    def ease(asked: Asked, violation: Violation) -> Iterator[Easing]:
        host, specialty, _ = words_of(violation)
        for mentor in sorted(asked.case.round.mentors, key=lambda m: m.mentor_id):
            if mentor.host_id == (host or None) and (not mentor.specialties or specialty in mentor.specialties):
                yield from _one_more(asked, code, Subject("mentor", mentor.mentor_id), mentor.capacity)

    return ease


def _under_agreement(asked: Asked, violation: Violation) -> Iterator[Easing]:
    named = words_of(violation)[1:-1]
    for agreement in sorted(asked.case.round.agreements, key=lambda a: a.agreement_id):
        if agreement.agreement_id in named and agreement.seats is not None:
            subject = Subject("agreement", agreement.agreement_id)
            yield from _one_more(asked, "agreement-seat", subject, agreement.seats)


def _one_more(asked: Asked, code: str, subject: Subject, now: int) -> Iterator[Easing]:
    by = asked.case.seats[asked.need.applicant_id]
    round_ = changed(asked.case.round, subject, by)
    if round_ is not None:
        column = "seats" if subject.kind == "agreement" else "capacity"
        evidence = {f"{subject.kind}_id": subject.subject_id, "column": column, "from": now, "to": now + by}
        yield Easing(code, evidence, round_, asked.case.policy, widens=False)


OF_CONDITIONS: Mapping[str, Callable[[Asked, Violation], Iterator[Easing]]] = {
    "capacity": _number("seat", "capacity", "position_id", "capacity"),
    "position-capacity": _number("seat", "position-capacity", "position_id", "capacity"),
    "host-capacity": _number("host-seat", "host-capacity", "host_id", "capacity"),
    "beds": _number("bed", "beds", "position_id", "housing_beds"),
    "max-minors": _number("minor", "max-minors", "position_id", "max_minors"),
    "quota": _number("quota", "quota-maximum", "quota_id", "maximum"),
    "minimum": _number("minimum", "minimum", "position_id", "minimum"),
    "host-minimum": _number("minimum", "host-minimum", "host_id", "minimum"),
    "mentor": _keeper("mentor"),
    "supervisor": _keeper("supervisor"),
    "agreement": _under_agreement,
}
