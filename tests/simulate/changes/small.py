"""A small sound round in which every kind of change has something to change."""

from collections.abc import Iterable
from datetime import date

from matcher.rounds import (
    Agreement,
    AgreementStatus,
    Applicant,
    Companion,
    Group,
    Host,
    Lock,
    LockKind,
    Mentor,
    Outcome,
    Pair,
    Placement,
    Position,
    Preference,
    Priority,
    Quota,
    Round,
)
from matcher.simulate.changes import Edit, Misfit
from matcher.simulate.draws import Draws

WELDING, COOKING = "15.01.05", "43.01.09"
LOTS = Draws(1, 0)


def small_round() -> Round:
    """Two hosts in two towns, a position without a host, five applicants in two groups."""
    return Round(
        "small",
        applicants=(
            Applicant("a1", "Анна", group="W", locality="Киреевск", max_km=10),
            Applicant("a2", "Борис", group="W", locality="Тула", max_km=20),
            Applicant("a3", "Вера", group="W", locality="Тула"),
            Applicant("b1", "Глеб", group="C", locality="Липки"),
            Applicant("b2", "Дарья", group="C", specialty=WELDING, locality="Липки"),
        ),
        positions=(
            Position("p1", 3, "h1", specialties=(WELDING,), minimum=2, hire_places=1, pay=10_000, housing_beds=2),
            Position("p2", 1, "h1", specialties=(WELDING, COOKING), hire_places=None),
            Position("p3", 4, "h2", specialties=(COOKING,), transport=True),
            Position("p4", 2),
        ),
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 5, 24),
        groups=(Group("W", WELDING), Group("C", COOKING)),
        hosts=(Host("h1", "Завод", "Киреевск", capacity=4, minimum=1), Host("h2", "Столовая", "Тула")),
        preferences=(
            Preference("a1", "p1", rank=1),
            Preference("a1", host_id="h2", rank=2),
            Preference("b1", "p3", rank=1),
        ),
        priorities=(Priority("a1", "p1", rank=1), Priority("b1", host_id="h2", rank=1)),
        pairs=(Pair("a1", "p1", employment=0.5), Pair("b1", "p3", employment=0.25)),
        agreements=(
            Agreement("1", "h1", valid_from=date(2025, 1, 1), valid_to=date(2026, 12, 31), auto_renew=True),
            Agreement("2", "h2", valid_from=date(2026, 1, 1), status=AgreementStatus.DRAFT),
            Agreement("3", "h2", valid_to=date(2026, 4, 30), status=AgreementStatus.EXPIRED),
            Agreement("4", "h1", applicant_id="a2", status=AgreementStatus.ACTIVE),
        ),
        mentors=(Mentor("m1", 2, "h1"), Mentor("m2", 3)),
        quotas=(
            Quota("q1", position_id="p1", minimum=1, maximum=3),
            Quota("q2", host_id="h1", minimum=1),
            Quota("q3", applicants="group=W", minimum=1),
        ),
        locks=(
            Lock("a2", "p1", LockKind.ASSIGNED, "договор"),
            Lock("a3", "p1", LockKind.FORBIDDEN, "конфликт"),
        ),
        companions=(Companion("c", "b1"), Companion("c", "b2")),
        placements=(Placement("a1", "p1"),),
        outcomes=(Outcome("a1", date(2026, 9, 1), "contract"),),
    )


def after(change: Edit, round_: Round | None = None) -> Round:
    """Return the round, the small one by default, with one change made."""
    return change.applied(round_ or small_round(), LOTS)


def told(change: Edit, round_: Round | None = None) -> list[tuple[str, str]]:
    """Return the key and code of each misfit."""
    return keyed(change.misfits(round_ or small_round()))


def keyed(misfits: Iterable[Misfit]) -> list[tuple[str, str]]:
    """Return the key and code of each misfit."""
    return [(m.key, m.code) for m in misfits]


def seats(round_: Round) -> dict[str, int]:
    """Return the seats of each position."""
    return {j.position_id: j.capacity for j in round_.positions}
