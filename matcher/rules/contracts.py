"""Rules of contracts: no valid agreement, no placement; a target contract and a job bind to their host."""

import numpy as np

from matcher.rounds import Kind, Role
from matcher.rules.columns import ROLES, Bools, Ints, dated
from matcher.rules.cover import first_gap
from matcher.rules.frame import Frame
from matcher.rules.rule import Evidence, Rule
from matcher.rules.ties import Ties

NEED_NO_AGREEMENT = (Kind.VACANCY, Kind.TEACHING)
"""Vacancies end in a labour contract, and those who come to teach work at the college."""


def without_agreement(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Ask for agreements of the host that together are valid on every day of the period.

    An agreement counts when it is active (or without a status), of a kind that carries the applicant's role, open to
    the specialty and to the person; it runs past valid_to only if renewed by itself. A round without an agreements
    table knows nothing of them and excludes nobody; vacancies, teaching and specialists need none.
    """
    if not frame.round.agreements or frame.round.kind in NEED_NO_AGREEMENT:
        return np.zeros(len(need_of), dtype=np.bool_)
    asked: Bools = frame.need.role[need_of] != ROLES.index(Role.SPECIALIST)
    return asked & ~frame.cover.covered(need_of, place_of)


def _agreement_evidence(frame: Frame, need: int, place: int) -> Evidence:
    period, own = frame.period_of(need), frame.cover.applicable(need, place)
    gap = first_gap(own, period)
    return {
        "host_id": frame.position(place).host,
        "starts_on": period.starts_on.isoformat() if dated(period) else None,
        "ends_on": period.ends_on.isoformat() if dated(period) else None,
        "first_day_without": gap.isoformat() if gap is not None and dated(period) else None,
        "agreements": [a.agreement_id for a in own],
    }


def against_target(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Send who has a target contract only to its host: host(place) in hosts of the contracts that name the applicant.

    A contract binds when it is in force on every day of the period and its host offers a place in the period for the
    applicant's specialty; otherwise it cannot be served in this period and excludes nothing.
    """
    return frame.target_hosts.breaks(need_of, frame.place.host[place_of])


def against_workplace(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Leave who works at a host with that host: host(place) = host of the latest outcome, hired before and not left.

    Off by default: practice at one's own workplace is the applicant's right and no duty (приказ 885/390, from memory),
    and outcomes are usually kept for those who have left the college.
    """
    return frame.workplaces.breaks(need_of, frame.place.host[place_of])


def _target_evidence(frame: Frame, need: int, place: int) -> Evidence:
    return _bond(frame.target_hosts, frame, need, place)


def _workplace_evidence(frame: Frame, need: int, place: int) -> Evidence:
    return _bond(frame.workplaces, frame, need, place)


def _bond(bonds: Ties, frame: Frame, need: int, place: int) -> Evidence:
    return {"host_id": frame.position(place).host, "bound_to": [frame.hosts[n] for n in bonds.targets(need)]}


AGREEMENT_VALID = Rule("agreement-valid", without_agreement, _agreement_evidence)
TARGET_CONTRACT = Rule("target-contract", against_target, _target_evidence)
OWN_WORKPLACE = Rule(
    "own-workplace",
    against_workplace,
    _workplace_evidence,
    source="приказ № 885/390 от 05.08.2020",
    verified="M",
    default_on=False,
)
