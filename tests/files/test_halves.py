"""Half characters: a fault with its place, wherever a text comes from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matcher.errors import InputError
from matcher.files.acceptances import read_acceptance
from matcher.files.matchings import read_matching
from matcher.files.outcome_models import read_model
from matcher.files.outcomes import read_outcome
from matcher.files.policies import read_policy
from matcher.files.reading import read_round
from matcher.files.results import read_certificate, read_claims
from matcher.files.scenarios import read_study
from matcher.files.simulations import read_simulation
from matcher.text import sentence
from tests.files.test_workbooks import book

DOCUMENT = """{"round": {"version": 1, "id": "r"},
 "applicants": [{"applicant_id": "1", "name": "%s"}],
 "positions": [{"position_id": "p", "capacity": "x"}]}"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def folder(path: Path, header: str = "version: 1\nid: r\n", applicants: str = "applicant_id\n1\n") -> Path:
    path.mkdir(exist_ok=True)
    written(path / "round.yaml", header)
    written(path / "applicants.csv", applicants)
    written(path / "positions.csv", "position_id,capacity\np,1\n")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    return [(p.where, p.code) for p in read_round(path).problems]


@pytest.mark.parametrize("half", [r"\ud800", r"a\uDFFF", r"\ud83d\u0041", r"\ude00\ud83d", r"\\\ud800"])
def test_half_in_a_document_is_told_beside_its_other_faults(tmp_path: Path, half: str) -> None:
    found = told(written(tmp_path / "r.json", DOCUMENT % half))
    assert {where.split(":")[1] for where, code in found if code == "half-character"} == {"2"}
    assert ("positions:1 capacity", "bad-value") in found


@pytest.mark.parametrize("sound", [r"\ud83d\ude00", r"\\ud800", "😀", r"\ufffd", r"\\\ud83d\ude00"])
def test_whole_characters_are_no_fault(tmp_path: Path, sound: str) -> None:
    loaded = read_round(written(tmp_path / "r.json", DOCUMENT.replace('"x"', "1") % sound))
    assert loaded.problems == ()
    assert loaded.round is not None
    assert loaded.round.applicants[0].name == json.loads(f'"{sound}"')


def test_half_in_a_key_of_a_document(tmp_path: Path) -> None:
    path = written(tmp_path / "r.json", DOCUMENT.replace('"name"', r'"\udc00"').replace('"x"', "1") % "")
    assert [(p.row, p.at, p.code) for p in read_round(path).problems] == [(2, 40, "half-character")]


def test_halves_without_end_are_counted(tmp_path: Path) -> None:
    found = told(written(tmp_path / "r.json", DOCUMENT % (r"\ud800" * 5000)))
    assert sum(code == "half-character" for _, code in found) == 1000
    assert ("r.json", "more-half-characters") in found


def test_half_in_round_yaml_is_told_by_line(tmp_path: Path) -> None:
    header = 'version: 1\nid: r\ntitle: "\\ud800"\npolicy: {rules: {"\\udc00": on}}\n'
    assert [w for w, c in told(folder(tmp_path / "r", header)) if c == "half-character"] == [
        "round.yaml:3",
        "round.yaml:4",
    ]


@pytest.mark.parametrize("cell", ['\'"\\ud800"', '["a", "\\ud800"]'])
def test_half_in_a_cell_of_a_table_is_told_by_row_and_column(tmp_path: Path, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    column = "restrictions" if cell.startswith("[") else "name"
    path = folder(tmp_path / "r", applicants=f"applicant_id,{column}\n1,{quoted}\n")
    assert told(path) == [(f"applicants.csv:2 {column}", "half-character")]


def test_half_in_a_workbook_is_told_by_sheet_and_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "r"], ["title", '\'"\\ud800"'], ["policy.objectives", '["\\ud800"]']]
    found = told(book(tmp_path / "b.xlsx", Раунд=rows))
    assert ("Раунд:2 title", "half-character") in found
    assert ("Раунд:3 policy.objectives", "half-character") in found


YAML = '{"title": "\\ud800"}'
READERS: list[tuple[str, Callable[[Path], object]]] = [
    ("policy.yaml", read_policy),
    ("scenario.yaml", read_study),
    ("acceptance.yaml", read_acceptance),
    ("result.json", read_matching),
    ("result.json", read_claims),
    ("result.json", lambda path: read_outcome(path, "a")),
    ("certificate.json", read_certificate),
    ("summary.json", lambda path: read_simulation(path, "a")),
    ("model.json", read_model),
]


@pytest.mark.parametrize(("name", "read"), READERS)
def test_half_in_any_other_file_is_told_by_line(tmp_path: Path, name: str, read: Callable[[Path], object]) -> None:
    path = written(tmp_path / name, f'{{"matching": [], "round": "r",\n "title": {YAML}}}')
    with pytest.raises(InputError) as caught:
        read(path)
    assert [p.row for p in caught.value.problems if p.code == "half-character"] == [2]
    for problem in caught.value.problems:
        sentence(problem, "ru").encode()
