"""The committed demo as plain dicts, read without any code of matcher."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

SCENARIOS = Path(__file__).parents[2] / "scenarios"
DEMO = SCENARIOS / "kireevsk-spring"
FULL = SCENARIOS / "kireevsk-full"
TINY = SCENARIOS / "tiny"
STARTS_ON = date(2026, 4, 13)
ENDS_ON = date(2026, 5, 24)

Row = dict[str, str]


@cache
def table(name: str, folder: Path = DEMO) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(name: str, column: str) -> set[str]:
    return {row[column] for row in table(name)}


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def day(cell: str) -> date:
    return date.fromisoformat(cell)
