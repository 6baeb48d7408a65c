"""scenarios/README.md names everything that a round can hold."""

import re
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from matcher import policy, rounds
from matcher.files.columns import Column, Table
from matcher.files.tables import TABLES as FILE_TABLES
from tests.scenarios.demo_files import SCENARIOS

README = (SCENARIOS / "README.md").read_text("utf-8")
NOT_TABLES = {"round_id", "title", "kind", "starts_on", "ends_on", "policy"}
HINTS = get_type_hints(rounds.Round)
TABLES = [f.name for f in fields(rounds.Round) if f.name not in NOT_TABLES]
COLUMNS = [(table, f.name) for table in TABLES for f in fields(get_args(HINTS[table])[0])]
ENUMS = [
    *(rounds.Kind, rounds.Role, rounds.PeriodKind, rounds.Opening, rounds.Shift, rounds.AgreementKind),
    *(rounds.AgreementStatus, rounds.LockKind),
    *(policy.Mechanism, policy.LevelName, policy.Measure, policy.Stability, policy.Unlisted, policy.OrderKey),
]


def section(table: str) -> str:
    found = re.search(rf"^### {table} —.*?(?=^##)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section on {table}"
    return found.group()


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_of_every_table_has_its_line(table: str, column: str) -> None:
    lines = [line.split("|")[1] for line in section(table).splitlines() if line.startswith("| `")]
    assert any(f"`{column}`" in cell for cell in lines)


@pytest.mark.parametrize("table", TABLES)
def test_every_line_of_a_table_has_its_five_cells(table: str) -> None:
    lines = [line for line in section(table).splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in lines} == {6}


DECLARED = [(table, column) for table in FILE_TABLES for column in table.columns]


@pytest.mark.parametrize(("table", "column"), DECLARED, ids=lambda x: x.name)
def test_every_line_has_the_russian_header_the_star_and_the_russian_words_of_its_column(
    table: Table, column: Column
) -> None:
    line = next(row for row in section(table.name).splitlines() if row.startswith("| `") and f"`{column.name}`" in row)
    assert column.ru in line.split("|")[2]
    assert (f"`{column.name}`*" in line) == column.required
    assert all(spellings[0] in line for spellings in column.spellings.values())


@pytest.mark.parametrize("table", FILE_TABLES, ids=lambda x: x.name)
def test_every_other_name_of_a_table_and_of_its_columns_is_listed(table: Table) -> None:
    also = re.search(r"^Also found as: .*$", section(table.name), re.MULTILINE)
    assert also
    names = [*table.aliases, *(alias for column in table.columns for alias in column.aliases)]
    assert [name for name in names if name not in also.group()] == []


@pytest.mark.parametrize("word", sorted({str(member) for enum in ENUMS for member in enum}))
def test_every_word_of_the_format_is_named(word: str) -> None:
    assert re.search(rf"[`\s{{]{re.escape(word)}[`,\s}}]", README)


@pytest.mark.parametrize("key", sorted({f.name for c in (policy.Policy, policy.Limits) for f in fields(c)}))
def test_every_key_of_the_policy_is_named(key: str) -> None:
    assert re.search(rf"`policy\.(limits\.)?{key}[.`]", README)
