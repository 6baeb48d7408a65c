"""Bonds: hosts to which an applicant belongs already, by a target contract or by a job."""

from collections.abc import Iterator, Mapping

from matcher.rounds import AgreementKind, Outcome, Period
from matcher.rules.columns import dated
from matcher.rules.cover import first_gap, in_force
from matcher.rules.register import Register
from matcher.rules.ties import Ties, ties


def target_hosts(register: Register) -> Ties:
    """Return (need, host) for every target contract that names the applicant and holds on every day of the period."""
    return ties(_offered(register, _targets(register)), len(register.needs), len(register.hosts))


def _targets(register: Register) -> Iterator[tuple[int, str]]:
    for agreement in register.round.agreements:
        if agreement.kind == AgreementKind.TARGET and agreement.applicant_id is not None and in_force(agreement):
            for i in register.needs_of_applicant.get(agreement.applicant_id, ()):
                if first_gap([agreement], register.period_of(i)) is None:
                    yield i, agreement.host_id


def workplaces(register: Register) -> Ties:
    """Return (need, host) where by the latest outcomes the applicant works at the host when the period starts."""
    pairs = ((i, host) for i, outcome in _latest(register) for host in _works_at(outcome, register.period_of(i)))
    return ties(_offered(register, pairs), len(register.needs), len(register.hosts))


def _latest(register: Register) -> Iterator[tuple[int, Outcome]]:
    outcomes = register.round.outcomes
    last: dict[str, Outcome] = {}
    for outcome in outcomes:
        known = last.get(outcome.applicant_id)
        if known is None or outcome.check_date > known.check_date:
            last[outcome.applicant_id] = outcome
    for outcome in outcomes:
        if outcome.check_date == last[outcome.applicant_id].check_date:
            for i in register.needs_of_applicant.get(outcome.applicant_id, ()):
                yield i, outcome


def _works_at(outcome: Outcome, period: Period) -> Iterator[str]:
    hired, left, first = outcome.hired_on, outcome.left_on, period.starts_on
    works = hired is not None and hired <= first and (left is None or left >= first)
    if outcome.host_id is not None and dated(period) and works:
        yield outcome.host_id


def _offered(register: Register, pairs: Iterator[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield the bonds that can be kept: the host offers a place in the period that admits the specialty."""
    offers = _offers(register)
    for i, host in pairs:
        number = register.host_index.get(host, -1)
        admissions = offers.get((number, int(register.need.period[i])), set())
        if any(register.admits[row, register.need.specialty[i]] for row in admissions):
            yield i, number


def _offers(register: Register) -> Mapping[tuple[int, int], set[int]]:
    place = register.place
    offers: dict[tuple[int, int], set[int]] = {}
    for host, t, row in zip(place.host.tolist(), place.period.tolist(), place.admission.tolist(), strict=True):
        offers.setdefault((host, t), set()).add(row)
    return offers
