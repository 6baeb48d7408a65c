"""Histories with a known truth: cohorts of graduates whose fates are drawn from coefficients that can be looked up.

A clerk places each cohort by habit, wish and chance; what becomes of everyone is drawn from :func:`truth`. So what is
fitted to a history can be held against what is true of it. Everything depends on the seed alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from matcher.rounds import Applicant, Group, Host, Kind, Mentor, Outcome, Placement, Position, Preference, Role, Round
from matcher.simulate.categories import Category
from matcher.simulate.chances import FATES
from matcher.simulate.outcomes.features import pairs_of
from matcher.simulate.outcomes.given import GivenOutcomes, given_outcomes

TRADES = ("09.02.07", "13.01.10", "15.01.05", "15.01.38", "23.01.17", "35.01.27", "38.02.01", "43.01.09")
WOMEN = (0.3, 0.05, 0.02, 0.1, 0.03, 0.2, 0.9, 0.85)
"""The share of women in each trade."""
FIRST_YEAR = 2018
HORIZON = 3
"""Months after graduation at which the fate of a cohort is asked; the second check is a year and a quarter later."""
TRIED = 4
"""So many free places a clerk looks at for each student."""
PROBATION, SECOND_CHECK = 90, 550
"""Days after graduation: nobody leaves a first job in the first so many days of it; when the second check is."""

TRUTH: dict[str, object] = {
    "defaults": False,
    "away": {
        "army": {"intercept": -0.9, "coefficients": {"woman": -6.0, "grade": -0.2}},
        "study": {"intercept": -1.4, "coefficients": {"grade": 0.6}, "specialties": {"09": 0.4}},
        "parental-leave": {"intercept": -5.0, "coefficients": {"woman": 2.5}},
    },
    "work": {
        "employed": {
            "intercept": 0.5,
            "specialties": {"15": 0.5, "43.01.09": -0.4, "38.02.01": -0.6, "23.01.17": 0.2, "35.01.27": -0.1},
            "coefficients": {"km": -0.35, "grade": 0.7, "hire_places": 1.4, "pay": 0.25, "mentor": 0.3, "wish": 0.4},
        }
    },
    "where": {
        "host": {"intercept": -0.6, "coefficients": {"hire_places": 1.8, "km": -0.15}},
        "specialty": {"intercept": -0.2, "specialties": {"15": 0.5, "38": -0.5}},
        "self-employed": {"intercept": -1.6, "specialties": {"43": 0.6, "09": 0.5}},
    },
    "stay": {"stays": {"intercept": 0.4, "coefficients": {"mentor": 0.6, "km": -0.2}}},
}
"""What is true of every history made here, in the form of a scenario file."""


def truth() -> GivenOutcomes:
    """Return the model from which fates are drawn."""
    return given_outcomes(TRUTH)


@dataclass(frozen=True, slots=True)
class Town:
    """What a history is made of beside its seed: how many graduates in how many years, and where they can go."""

    records: int = 2000
    cohorts: int = 5
    hosts: int = 24
    unknown: float = 0.03


def make_history(seed: int, town: Town = Town()) -> tuple[Round, ...]:  # frozen
    """Return one finished round a year, with placements and outcomes."""
    rng = np.random.default_rng(seed)
    hosts = _hosts(rng, town)
    sizes = np.diff(np.linspace(0, town.records, town.cohorts + 1).astype(int)).tolist()
    open_ = [_opened(rng, hosts, size, FIRST_YEAR + n) for n, size in enumerate(sizes)]
    last = date(FIRST_YEAR + town.cohorts - 1, 12, 31)
    return tuple(_lived(rng, round_, last, town) for round_ in open_)


def make_cohort(seed: int, town: Town = Town(), size: int = 400) -> Round:  # frozen
    """Return a round of the year after a history of the same seed, placed by the clerk, its outcomes not yet known."""
    hosts = _hosts(np.random.default_rng(seed), town)
    rng = np.random.default_rng([seed, 1])
    round_ = _opened(rng, hosts, size, FIRST_YEAR + town.cohorts)
    return replace(round_, placements=_placed(rng, round_))


def _hosts(rng: np.random.Generator, town: Town) -> tuple[Host, ...]:
    spots = rng.normal((53.93, 37.93), (0.12, 0.2), (town.hosts, 2)).round(4).tolist()
    return tuple(Host(f"h{n:02}", lat=lat, lon=lon) for n, (lat, lon) in enumerate(spots))


def _opened(rng: np.random.Generator, hosts: Sequence[Host], size: int, year: int) -> Round:
    people = tuple(_graduate(rng, f"{year}-{n:04}", year) for n in range(size))
    positions = tuple(_positions(rng, hosts, people))
    return Round(
        f"cohort-{year}",
        people,
        positions,
        kind=Kind.INTERNSHIP,
        starts_on=date(year, 4, 10),
        ends_on=date(year, 5, 30),
        groups=tuple(Group(f"{t}-{year}", t, graduation_date=date(year, 6, 30)) for t in TRADES),
        hosts=tuple(hosts),
        mentors=tuple(Mentor(f"m{h.host_id}", 100, h.host_id) for h in hosts if int(h.host_id[1:]) % 2),
        preferences=tuple(_wishes(rng, people, positions)),
    )


def _graduate(rng: np.random.Generator, name: str, year: int) -> Applicant:
    trade = int(rng.integers(len(TRADES)))
    born = date(year - 20, 1, 1) + timedelta(days=int(rng.integers(700)))
    lat, lon = rng.normal((53.93, 37.93), (0.12, 0.2)).round(4).tolist()
    return Applicant(
        name,
        role=Role.GRADUATE,
        group=f"{TRADES[trade]}-{year}",
        birth_date=born,
        sex="Ж" if rng.random() < WOMEN[trade] else "М",
        lat=lat,
        lon=lon,
        grade=round(float(np.clip(rng.normal(4.0, 0.45), 3.0, 5.0)), 2),
    )


def _positions(rng: np.random.Generator, hosts: Sequence[Host], people: Sequence[Applicant]) -> list[Position]:
    """Return about a seventh more seats than graduates of each trade, spread over some of the hosts."""
    made: list[Position] = []
    for trade in TRADES:
        wanted = sum((p.group or "").startswith(trade) for p in people)
        chosen = rng.choice(len(hosts), size=min(8, len(hosts)), replace=False)
        capacity = -(-wanted * 8 // (7 * len(chosen)))
        for h in sorted(chosen.tolist()):
            hires = int(rng.integers(0, capacity + 1)) if rng.random() < 0.6 else 0
            pay = float(rng.choice([0, 0, 10_000, 20_000, 30_000]))
            name = f"{trade}@{hosts[h].host_id}"
            made.append(
                Position(
                    name, capacity, hosts[h].host_id, specialties=(trade,), pay=pay or None, hire_places=hires or None
                )
            )
    return made


def _wishes(rng: np.random.Generator, people: Sequence[Applicant], positions: Sequence[Position]) -> list[Preference]:
    by_trade = {t: [j.position_id for j in positions if t in j.specialties] for t in TRADES}
    found = []
    for person in people:
        own = by_trade[(person.group or "")[:8]]
        chosen = rng.choice(len(own), size=min(3, len(own)), replace=False)
        found += [Preference(person.applicant_id, own[k], rank=n) for n, k in enumerate(chosen.tolist(), start=1)]
    return found


def _placed(rng: np.random.Generator, round_: Round) -> tuple[Placement, ...]:
    """Place everyone as a clerk does: of a few free places that come to mind, a wished one, else the first."""
    left = {j.position_id: j.capacity for j in round_.positions}
    wished = {(p.applicant_id, p.position_id): p.rank or 0 for p in round_.preferences}
    by_trade = {t: [j.position_id for j in round_.positions if t in j.specialties] for t in TRADES}
    made = []
    for n in rng.permutation(len(round_.applicants)).tolist():
        who = round_.applicants[n]
        free = [j for j in by_trade[(who.group or "")[:8]] if left[j] > 0]
        seen = [free[k] for k in rng.permutation(len(free)).tolist()[:TRIED]]
        place = min(seen, key=lambda j: wished.get((who.applicant_id, j), 9))
        left[place] -= 1
        made.append(Placement(who.applicant_id, place))
    return tuple(sorted(made, key=lambda p: p.applicant_id))


def _lived(rng: np.random.Generator, round_: Round, last: date, town: Town) -> Round:
    """Return the round placed, with the outcomes that are known by the day ``last``."""
    placements = _placed(rng, round_)
    pairs = pairs_of(round_, [p.applicant_id for p in placements], [p.position_id for p in placements])
    chances = truth().stages.chances(pairs)
    fates = (rng.random(len(placements))[:, None] > chances.fate.cumsum(axis=1)).sum(axis=1)
    hosts = {j.position_id: j.host for j in round_.positions}
    graduation = date(round_.starts_on.year if round_.starts_on else FIRST_YEAR, 6, 30)
    rows: list[Outcome] = []
    for row, fate, stay in zip(placements, fates.tolist(), chances.stay.tolist(), strict=True):
        name = FATES[min(fate, len(FATES) - 1)]
        hidden = rng.random() < town.unknown
        told = _told(rng, row.applicant_id, name, hosts[row.position_id or ""], graduation, stay)
        rows += [Outcome(row.applicant_id, told[0].check_date, Category.UNKNOWN)] if hidden else told
    return replace(round_, placements=placements, outcomes=tuple(r for r in rows if r.check_date <= last))


def _told(rng: np.random.Generator, who: str, fate: str, host: str, graduation: date, stay: float) -> list[Outcome]:
    """Return what is written down at both checks: the fate, and for a job when it began and perhaps ended."""
    first, second = (graduation + timedelta(days=d) for d in (PROBATION + 3, SECOND_CHECK))
    category = {
        "host": Category.CONTRACT,
        "specialty": Category.CONTRACT,
        "other": Category.CONTRACT,
        "self-employed": Category.SELF_EMPLOYED,
        "idle": Category.UNEMPLOYED,
    }.get(fate) or Category(fate)
    if category != Category.CONTRACT:
        return [Outcome(who, first, category)]
    hired = graduation + timedelta(days=int(rng.integers(1, PROBATION)))
    employer = host if fate == "host" else "elsewhere"
    days = PROBATION + rng.exponential((365 - PROBATION) / -np.log(stay))
    left = hired + timedelta(days=int(days))
    by_specialty = fate != "other"
    now = Outcome(who, first, category, employer, by_specialty, hired)
    later = (
        replace(now, check_date=second)
        if left > second
        else replace(now, check_date=second, category=Category.UNEMPLOYED, left_on=left)
    )
    return [now, later]
