"""Workbooks for the tests: the demo round, sound or with faults in known cells."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from matcher import load_round
from matcher.files.writing import write_round
from matcher.rounds import Round

SPRING = Path(__file__).parents[2] / "scenarios" / "kireevsk-spring"


@cache
def spring() -> Round:
    """Return the demo round."""
    return load_round(SPRING)


def sound(path: Path) -> Path:
    """Write the demo round as a workbook."""
    write_round(spring(), path)
    return path


def with_two_faults(path: Path) -> Path:
    """Write the demo round with a grade above 5 and a position of a host that is not there."""
    applicants, positions = spring().applicants, spring().positions
    faulty = replace(
        spring(),
        applicants=(replace(applicants[0], grade=7.0), *applicants[1:]),
        positions=(replace(positions[0], host_id="7100000000"), *positions[1:]),
    )
    write_round(faulty, path)
    return path


def with_a_change(path: Path, seats: int = 1) -> Path:
    """Write the demo round with some seats more at its first position, and without its last wish."""
    first, *rest = spring().positions
    changed = replace(
        spring(),
        positions=(replace(first, capacity=first.capacity + seats), *rest),
        preferences=spring().preferences[:-1],
    )
    write_round(changed, path)
    return path
