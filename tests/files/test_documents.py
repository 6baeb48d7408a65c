"""JSON documents: typed values, lists and hostile texts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.files.reading import Loaded, read_round
from matcher.rounds import Applicant

GOOD: dict[str, Any] = {
    "round": {"version": 1, "id": "r"},
    "applicants": [{"applicant_id": "1"}],
    "positions": [{"position_id": "p", "capacity": 1}],
}


def load(tmp_path: Path, text: str | None = None, **parts: Any) -> Loaded:
    path = tmp_path / "r.json"
    path.write_text(json.dumps({**GOOD, **parts}) if text is None else text, "utf-8")
    return read_round(path)


def told(loaded: Loaded) -> list[tuple[str, str]]:
    return [(p.where, p.code) for p in loaded.problems]


def test_values_of_every_type(tmp_path: Path) -> None:
    rows = [
        {"applicant_id": "007", "grade": 4.25, "seats": 2, "consent": False, "birth_date": "2009-05-14"},
        {"applicant_id": 8, "restrictions": ["a;b", " c"], "Личный транспорт": True, "seats": "2", "name": None},
        {"applicant_id": "9", "restrictions": "a;b", "name": ""},
    ]
    loaded = load(tmp_path, applicants=rows)
    assert loaded.problems == ()
    assert loaded.round is not None
    assert loaded.round.applicants == (
        Applicant("007", grade=4.25, seats=2, consent=False, birth_date=date(2009, 5, 14)),
        Applicant("8", restrictions=("a;b", " c"), own_transport=True, seats=2),
        Applicant("9", restrictions=("a", "b")),
    )


def test_wrong_types_are_told_by_table_and_number(tmp_path: Path) -> None:
    rows = [{"applicant_id": "1", "grade": [4]}, {"applicant_id": "2", "seats": 1.5}, 7, {"applicant_id": {}}, {}]
    assert told(load(tmp_path, applicants=rows)) == [
        ("applicants:3", "no-object"),
        ("applicants:1 grade", "bad-value"),
        ("applicants:2 seats", "bad-value"),
        ("applicants:4 applicant_id", "bad-value"),
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"positions": "p"}, [("positions", "no-list")]),
        ({"round": []}, [("round", "no-object")]),
        ({"round": {"id": "r", "policy": {"order": 5}}}, [("round policy.order", "bad-value")]),
        ({"round": {"id": "r", "policy": {"mechanism": 5}}}, [("round policy.mechanism", "bad-value")]),
        ({"applicants": [{"name": "x"}]}, [("applicants", "missing-column")]),
        ({"groups": None}, []),
        ({"students": [{"ID": 5}]}, [("students", "duplicate-table")]),
    ],
)
def test_wrong_shapes_are_told(tmp_path: Path, parts: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(load(tmp_path, **parts)) == expected


def test_unknown_keys_are_noted(tmp_path: Path) -> None:
    loaded = load(tmp_path, shoes=[], applicants=[{"applicant_id": "1", "shoe": 4}, {"applicant_id": "2", "shoe": 5}])
    assert loaded.problems == ()
    assert [(n.where, n.code) for n in loaded.notes] == [
        ("shoes", "unknown-table"),
        ("applicants shoe", "unknown-column"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("r.json:1", "bad-json")]),
        ('{"round": {},\n}', [("r.json:2", "bad-json")]),
        ("[]", [("r.json", "no-object")]),
        ('{"round": NaN}', [("r.json", "bad-json")]),
        ('{"pairs": [{"utility": -Infinity}]}', [("r.json", "bad-json")]),
        ("[" * 100_000, [("r.json", "too-deep")]),
        ('{"round": ' * 50_000, [("r.json", "too-deep")]),
        ("9" * 5000, [("r.json", "bad-json")]),
    ],
)
def test_broken_documents_are_told(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(load(tmp_path, text)) == expected


def test_repeated_keys_are_told_where_they_stand(tmp_path: Path) -> None:
    text = (
        '{"round": {"id": "r", "policy": {"rules": {"a": true, "a": false}}},'
        ' "applicants": [{"applicant_id": "1"}, {"applicant_id": "2", "applicant_id": "3"}],'
        ' "positions": [], "positions": [{"position_id": "p", "capacity": 1}]}'
    )
    assert told(load(tmp_path, text)) == [
        ("r.json", "repeated-key"),
        ("round", "repeated-key"),
        ("applicants:2", "repeated-key"),
    ]


def test_nested_value_deeper_than_a_header_goes(tmp_path: Path) -> None:
    depth = 600
    text = '{"round": {"id": "r", "title": ' + "[" * depth + "]" * depth + "}, " + '"applicants": [], "positions": []}'
    assert {code for _, code in told(load(tmp_path, text))} <= {"bad-value", "too-deep"}


def test_document_without_a_round_is_told(tmp_path: Path) -> None:
    assert told(load(tmp_path, '{"applicants": [], "positions": []}')) == [("r.json", "missing-key")]
