"""A small fixed round with results made by hand, for every renderer."""

from dataclasses import replace
from datetime import date

from matcher.matching import LevelResult, Matching, Place, Reason, Result, Status, StopReason
from matcher.policy import Level, LevelName, Measure, Policy
from matcher.report.summary import Summary, summarise
from matcher.rounds import Applicant, Group, Host, Lock, LockKind, Position, Preference, Round

OBJECTIVES = (
    Level(LevelName.PLACED),
    Level(LevelName.PREFERENCE, measure=Measure.GENEROUS),
    Level(LevelName.DISTANCE),
)
POLICY = Policy(objectives=OBJECTIVES, rules={"agreement-valid": False})

ROUND = Round(
    "small",
    applicants=(
        Applicant("С-01", "Ёлкин Пётр", group="СВ-24", lat=54.0, lon=38.0),
        Applicant("С-02", "Еремеев Иван", group="СВ-24"),
        Applicant("С-03", "Жуков Олег", group="ТМ-23"),
        Applicant("С-04", group="ТМ-23"),
        Applicant("С-05", "Абрамов Лев", group="СВ-24"),
        Applicant("С-06", "Яшина Вера", group="ПК-24"),
    ),
    positions=(
        Position("М-1", 2, host_id="П-1", title="Сварочный участок", specialties=("15.01.05",)),
        Position("М-2", 2, host_id="П-1", title="Механический цех", specialties=("15.02.16",)),
        Position("М-3", 1, host_id="П-2", title="Ремонтная зона", specialties=("15.01.05",)),
        Position("М-4", 1, host_id="П-3", specialties=("15.02.16",), medical_required=True),
    ),
    title="Весна 2026",
    starts_on=date(2026, 4, 13),
    ends_on=date(2026, 5, 24),
    policy=POLICY,
    groups=(Group("СВ-24", "15.01.05"), Group("ТМ-23", "15.02.16"), Group("ПК-24", "43.01.09")),
    hosts=(
        Host("П-1", "АО «Завод»", "Киреевск", 54.0, 38.1, capacity=3),
        Host("П-2", "ООО «Ремонт»", "Липки"),
        Host("П-3"),
    ),
    preferences=(
        Preference("С-01", "М-1", rank=1),
        Preference("С-02", "М-1", rank=2),
        Preference("С-03", "М-2", rank=1),
        Preference("С-05", "М-1", rank=1),
        Preference("С-05", "М-3", rank=2),
    ),
    locks=(Lock("С-01", "М-1", LockKind.ASSIGNED, "целевой договор", "зав. практикой"),),
)

PLACES = (
    Place("С-01", "", "М-1"),
    Place("С-02", "", "М-3"),
    Place("С-03", "", "М-2"),
    Place("С-05", "", "М-1"),
)
REASONS = (
    Reason("С-04", "", "competition", {"eligible": 1, "taken": 1, "positions": ["М-2"]}),
    Reason("С-06", "", "no-eligible-place", {"excluded": {"specialty": 4, "medical": 1}}),
)
LEVELS = (
    LevelResult("placed", 4, 4, proved=True, certified=True),
    LevelResult("preference", (3, 0, 1), (3, 0, 1), proved=True, certified=True, measure="generous"),
    LevelResult("distance", 6.54, 6.54, proved=True, certified=True),
)
RESULT = Result(
    Status.OPTIMAL,
    StopReason.PROVED,
    Matching(PLACES),
    LEVELS,
    ranks=(1, None, 1, 1),
    rank_profile=(3, 0),
    unranked=1,
    unplaced=2,
    blocking_pairs=1,
    reasons=REASONS,
    facts={
        "policy": POLICY,
        "seed": 1,
        "round_sha256": "0123456789abcdef" * 4,
        "seconds": 0.1,
        "solver": "assignment",
        "why": "alone",
    },
)
INFEASIBLE = Result(
    Status.INFEASIBLE,
    StopReason.CONFLICT,
    facts={"solver": "none", "why": "locks-clash"},
    conflict=(
        {
            "rules": ["lock-assigned", "veto-position"],
            "applicant_id": "С-01",
            "position_id": "М-1",
            "evidence": {"applicant_id": "С-01", "position_id": "М-1", "host_id": "П-1"},
        },
        {"rules": ["lock-assigned", "capacity"], "position_id": "М-1", "evidence": {"fixed": 3, "capacity": 2}},
        {"rules": ["lock-assigned", "host-capacity"], "host_id": "П-1", "evidence": {"fixed": 4, "capacity": 3}},
    ),
)


def summary(round_: Round = ROUND, result: Result = RESULT) -> Summary:
    return summarise(round_, result)


def hostile() -> Summary:
    """A round whose every name tries to be code."""
    evil = "<script>alert(1)</script>"
    people = tuple(replace(a, name=f"{evil} {{{{7*7}}}} [red]", group=f"{a.group}{evil}") for a in ROUND.applicants)
    hosts = tuple(replace(h, name=f'{evil}" onload="x', locality=evil) for h in ROUND.hosts)
    positions = tuple(replace(j, title=f'=HYPERLINK("http://x"){evil}') for j in ROUND.positions)
    return summarise(replace(ROUND, title=f"{evil}&A", applicants=people, hosts=hosts, positions=positions), RESULT)
