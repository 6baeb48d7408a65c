"""Matchings, from any source."""

import json
from pathlib import Path

import pytest

from matcher.errors import MatchingError
from matcher.files.matchings import read_matching, write_matching_csv
from matcher.matching import Matching, Place


def read(tmp_path: Path, text: str, name: str = "matching.csv") -> Matching:
    (tmp_path / name).write_text(text, "utf-8")
    return read_matching(tmp_path / name)


def faults(tmp_path: Path, text: str, name: str = "matching.csv") -> list[tuple[str, str]]:
    with pytest.raises(MatchingError) as caught:
        read(tmp_path, text, name)
    return [(p.where, p.code) for p in caught.value.problems]


def test_columns_that_say_nothing_of_places_are_ignored(tmp_path: Path) -> None:
    text = "applicant_id,period_id,position_id,host_id,rank,mentor_id,remark\n2,t,p,h,1,,x\n1,t,q,h,,,\n"
    assert read(tmp_path, text) == Matching((Place("1", "t", "q"), Place("2", "t", "p")))


def test_the_mentor_is_read_where_one_is_named(tmp_path: Path) -> None:
    places = read(tmp_path, "Номер студента;Код места;Наставник\n1;p;Орлова\n2;p;\n").places
    assert [p.mentor_id for p in places] == ["Орлова", None]


def test_russian_headers_and_no_period(tmp_path: Path) -> None:
    assert read(tmp_path, "Код места;Номер студента\nМ-1;007\n") == Matching((Place("007", "", "М-1"),))


def test_repeated_places_stay_for_the_judge_to_see(tmp_path: Path) -> None:
    places = read(tmp_path, "applicant_id,position_id\n1,p\n1,p\n1,q\n").places
    assert places == (Place("1", "", "p"), Place("1", "", "p"), Place("1", "", "q"))


def test_empty_matching(tmp_path: Path) -> None:
    assert read(tmp_path, "applicant_id,position_id\n") == Matching()


def test_result_json(tmp_path: Path) -> None:
    lines = [{"applicant_id": "1", "period_id": "", "position_id": "p", "rank": 1}]
    assert read(tmp_path, json.dumps({"matching": lines}), "result.json") == Matching((Place("1", "", "p"),))
    assert read(tmp_path, json.dumps(lines), "list.json") == Matching((Place("1", "", "p"),))


def test_every_fault_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, "applicant_id,position_id\n,p\n1,\n") == [
        ("matching.csv:2 applicant_id", "missing-value"),
        ("matching.csv:3 position_id", "missing-value"),
    ]
    assert faults(tmp_path, "applicant_id\n1\n") == [("matching.csv:1", "missing-column")]
    assert faults(tmp_path, "") == [("matching.csv", "no-header")]
    assert faults(tmp_path, '{"matching": null}', "result.json") == [("result.json", "no-matching")]
    assert faults(tmp_path, "{", "result.json") == [("result.json:1", "bad-json")]
    assert faults(tmp_path, '[{"applicant_id": "1", "position_id": []}, 5]', "r.json") == [
        ("r.json:2", "no-object"),
        ("r.json:1 position_id", "bad-value"),
    ]


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MatchingError):
        read_matching(tmp_path / "none.csv")


def test_written_matching_is_plain_and_comes_back(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"applicant_id": "=1", "period_id": "", "position_id": "p", "host_id": "h", "rank": 2, "mentor_id": None},
        {"position_id": "q", "applicant_id": "2", "rank": None},
    ]
    write_matching_csv(rows, tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_bytes() == (
        b"applicant_id,period_id,position_id,host_id,rank,mentor_id\n'=1,,p,h,2,\n2,,q,,,\n"
    )
    assert read_matching(tmp_path / "m.csv") == Matching((Place("2", "", "q"), Place("=1", "", "p")))
