"""What the demo's students wish for, and whom its enterprises would rather have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from matcher.rounds import Applicant, Host, Position, Preference, Priority
from scenarios.fit import Option, options_of
from scenarios.hosts import ENTERPRISES

NEAR_KM = 12.0
"""Every so many kilometres a place loses two thirds of its charm."""

HOPELESS = 0.15
"""The charm left to a place that looks impossible: some students name it all the same."""


def make_preferences(
    rng: np.random.Generator, students: Sequence[Applicant], positions: Sequence[Position], hosts: Sequence[Host]
) -> tuple[Preference, ...]:
    """Return the students' lists of three to five wishes, best first, with a few vetoes."""
    charm = {j.position_id: float(np.exp(rng.normal(0, 0.8))) * (1 + (j.pay or 0) / 20_000) for j in positions}
    return tuple(row for s in students for row in _list_of(rng, options_of(s, positions, hosts), charm))


def _list_of(rng: np.random.Generator, options: Sequence[Option], charm: Mapping[str, float]) -> Iterator[Preference]:
    if rng.random() < 0.015:
        return
    ordered = _by_charm(rng, options, charm)
    n_wishes = int(rng.integers(3, 6))
    for option, rank in zip(ordered[:n_wishes], _ranks(rng, n_wishes), strict=False):
        yield _wish(rng, option, ordered[:n_wishes], rank)
    if rng.random() < 0.06 and len(ordered) > n_wishes:
        refused = ordered[-1]
        yield Preference(refused.student.applicant_id, refused.position.position_id, veto=True)


def _by_charm(rng: np.random.Generator, options: Sequence[Option], charm: Mapping[str, float]) -> list[Option]:
    """Order the options by weighted lot: each comes next with a chance in proportion to its charm."""

    def lot(option: Option) -> float:
        weight = charm[option.position.position_id] * float(np.exp(-option.km / NEAR_KM))
        return float(np.log(1 - rng.random())) / (weight * (1 if option.sensible else HOPELESS))

    lots = [lot(option) for option in options]
    return [options[n] for n in sorted(range(len(options)), key=lambda n: -lots[n])]


def _ranks(rng: np.random.Generator, n_wishes: int) -> list[int]:
    """Return 1, 2, 3, …; one student in ten holds the second and the third wish equal."""
    ranks = list(range(1, n_wishes + 1))
    return [r - (r >= 3) for r in ranks] if rng.random() < 0.1 else ranks


def _wish(rng: np.random.Generator, option: Option, wishes: Sequence[Option], rank: int) -> Preference:
    """Name the position, or sometimes the host as a whole when it stands in the list but once."""
    named = sum(o.position.host == option.position.host for o in wishes)
    wish = Preference(option.student.applicant_id, option.position.position_id, rank=rank)
    if named == 1 and rng.random() < 0.1:
        return replace(wish, position_id=None, host_id=option.position.host)
    return wish


LISTING = ("base", "long", "tripartite")
"""Papers of the enterprises that may say whom they prefer."""

MOST_VETOES = 6


def make_priorities(
    rng: np.random.Generator,
    students: Sequence[Applicant],
    positions: Sequence[Position],
    hosts: Sequence[Host],
    preferences: Sequence[Preference],
) -> tuple[Priority, ...]:
    """Return the lists of some enterprises: those who asked for them, better grades first, equal grades tied."""
    people = {s.applicant_id: s for s in students}
    rows: list[Priority] = []
    for host, enterprise in zip(hosts, ENTERPRISES, strict=True):
        if enterprise.papers in LISTING and rng.random() < 0.8:
            rows += _lists_of_host(rng, host, positions, preferences, people)
    return _with_vetoes(rng, rows)


def _lists_of_host(
    rng: np.random.Generator,
    host: Host,
    positions: Sequence[Position],
    preferences: Sequence[Preference],
    people: Mapping[str, Applicant],
) -> list[Priority]:
    own = [j.position_id for j in positions if j.host == host.host_id]
    asked = {p: [r.applicant_id for r in preferences if r.position_id == p and not r.veto] for p in own}
    if rng.random() < 0.3:
        everyone = sorted({a for names in asked.values() for a in names})
        return [replace(r, position_id=None, host_id=host.host_id) for r in _by_grade(everyone, "", people)]
    return [row for p, names in asked.items() for row in _by_grade(names, p, people)]


def _by_grade(names: Sequence[str], position_id: str, people: Mapping[str, Applicant]) -> list[Priority]:
    grades = sorted({people[a].grade or 0 for a in names}, reverse=True)
    rows = [Priority(a, position_id, rank=grades.index(people[a].grade or 0) + 1) for a in names]
    return sorted(rows, key=lambda r: (r.rank or 0, r.applicant_id))


def _with_vetoes(rng: np.random.Generator, rows: Sequence[Priority]) -> tuple[Priority, ...]:
    """Turn a few rows, drawn by lot, into refusals."""
    refused = {int(n) for n in rng.permutation(len(rows))[:MOST_VETOES]}
    return tuple(replace(r, rank=None, veto=True) if n in refused else r for n, r in enumerate(rows))
