"""What a later round says otherwise than an earlier one."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from matcher import load_round
from matcher.files.differences import CellChange, RowChange, differences
from matcher.policy import Policy
from matcher.rounds import Applicant, Outcome, Placement, Position, Preference, Round

ROUND = Round("r", (Applicant("a1", name="А"), Applicant("a2")), (Position("p1", 1), Position("p2", 2)))


def test_a_round_does_not_differ_from_itself_in_another_order() -> None:
    demo = load_round(Path(__file__).parents[2] / "scenarios" / "kireevsk-spring")
    tables: dict[str, Any] = {}
    for name in ("applicants", "positions", "hosts", "preferences", "agreements", "placements"):
        rows = list(getattr(demo, name))
        Random(1).shuffle(rows)
        tables[name] = tuple(rows)
    assert not differences(demo, replace(demo, **tables)).any


def test_rows_that_came_and_went_are_named_by_their_keys() -> None:
    later = replace(ROUND, applicants=(Applicant("a1", name="А"), Applicant("a3")))
    (table,) = differences(ROUND, later).tables
    assert (table.table, table.added, table.removed, table.changed) == ("applicants", (("a3",),), (("a2",),), ())


def test_a_changed_cell_is_told_with_both_texts() -> None:
    later = replace(ROUND, positions=(Position("p1", 3, specialties=("15.01.05", "15.01.31")), Position("p2", 2)))
    (table,) = differences(ROUND, later).tables
    cells = (CellChange("specialties", "", "15.01.05|15.01.31"), CellChange("capacity", "1", "3"))
    assert table.changed == (RowChange(("p1",), cells),)


def test_the_header_and_the_policy_count_too() -> None:
    later = replace(ROUND, title="Весна", policy=Policy(max_changes=3))
    assert differences(ROUND, later).header == (
        CellChange("title", "", "Весна"),
        CellChange("policy.max_changes", "", "3"),
    )


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("preferences", (Preference("a1", "p1", rank=1), Preference("a1", host_id="h", rank=2))),
        ("placements", (Placement("a1", "p1"), Placement("a1", "p1"))),
        ("outcomes", (Outcome("a1", date(2026, 9, 1), "army"),)),
    ],
)
def test_rows_without_an_id_are_known_by_what_they_speak_of(table: str, rows: Any) -> None:
    (found,) = differences(ROUND, replace(ROUND, **{table: rows})).tables
    assert len(found.added) == len(rows)
    assert not differences(replace(ROUND, **{table: rows}), replace(ROUND, **{table: rows[::-1]})).any
