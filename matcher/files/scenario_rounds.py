"""Rounds of scenario files: named by their path from the file, or (vacancies) written into it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matcher.errors import InputError, Problem
from matcher.files.inline_rows import read_rows
from matcher.files.keys import read_day, read_keys, read_text_at
from matcher.files.reading import read_checked
from matcher.files.settings import Spot
from matcher.files.tables_places import HOSTS, POSITIONS
from matcher.rounds import Kind, Round
from matcher.validate import check

INLINE = ("positions", "hosts", "starts_on", "ends_on")


def read_round_at(value: object, home: Path, spot: Spot) -> Round | None:
    """Return the round at a path from the folder ``home``, None and every problem of it when there is none."""
    written = read_text_at(value, spot)
    if written is None:
        return None
    path = home / written
    if not path.exists():
        spot.problem("no-round-there", path=written)
        return None
    try:
        return read_checked(path).round
    except InputError as error:
        spot.findings.problems.extend(_told_from(error.problems, written))
        return None


def _told_from(problems: Iterable[Problem], written: str) -> Iterable[Problem]:
    """Yield problems with the round's path before the names of its files."""
    for problem in problems:
        at_hand = problem.place in (written, Path(written).name)
        yield replace(problem, place=written if at_hand else f"{written}/{problem.place}")


def read_rounds_at(value: object, home: Path, spot: Spot) -> tuple[Round, ...]:
    """Return the rounds at one path or a list of paths, those that could be read."""
    if isinstance(value, str) or value is None:
        found = [read_round_at(value, home, spot)]
    elif isinstance(value, Sequence) and value:
        found = [read_round_at(item, home, spot.inner(value, i)) for i, item in enumerate(value)]
    else:
        spot.unfit("bad-items", value)
        found = []
    return tuple(round_ for round_ in found if round_ is not None)


def read_vacancies(value: object, home: Path, spot: Spot) -> Round | None:
    """Return the round of vacancies at a path, or the one made of the positions and hosts that stand here."""
    if not isinstance(value, Mapping):
        return read_round_at(value, home, spot)
    before = len(spot.findings.problems)
    entries = read_keys(value, INLINE, spot, ("positions",))
    round_ = Round(
        "vacancies",
        (),
        read_rows(POSITIONS, entries["positions"], spot.inner(value, "positions")) if "positions" in entries else (),
        kind=Kind.VACANCY,
        hosts=read_rows(HOSTS, entries["hosts"], spot.inner(value, "hosts")) if "hosts" in entries else (),
        starts_on=read_day(entries["starts_on"], spot.inner(value, "starts_on")) if "starts_on" in entries else None,
        ends_on=read_day(entries["ends_on"], spot.inner(value, "ends_on")) if "ends_on" in entries else None,
    )
    if len(spot.findings.problems) > before:
        return None
    faults = [p for p in check(round_) if p.code != "empty-table"]
    for p in faults:
        where = spot.inner(value, p.place) if p.place in value else spot
        where.problem(p.code, p.sentence, **{"first": None, **p.values})
    return None if faults else round_
