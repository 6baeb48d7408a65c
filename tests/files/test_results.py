"""Results as files: written for every status, and refused in words when they are not what they should be."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from matcher.errors import MatchingError
from matcher.files.results import matching_rows, read_certificate, read_claims, result_as_mapping, write_result
from matcher.matching import (
    Certificate,
    LevelResult,
    Result,
    SeatPrice,
    StageDual,
    StageMultipliers,
    Status,
    StopReason,
)
from matcher.rounds import Applicant, Position, Round

ROUND = Round("r", (Applicant("a"),), (Position("p", 1),))
NOTHING = Result(Status.NONE, StopReason.TIME)


def test_without_a_matching_only_the_result_is_written(tmp_path: Path) -> None:
    write_result(ROUND, NOTHING, tmp_path / "out")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["result.json"]
    assert json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))["matching"] is None
    assert matching_rows(ROUND, NOTHING) == []


def test_prices_name_their_subject_and_only_the_reasons_there_are() -> None:
    prices = (
        SeatPrice("position", "p", "preference", (1, 0), None, "generous", last_reason="no-seat"),
        SeatPrice("quota-minimum", "q", "placed", 0, 1),
    )
    written = result_as_mapping(ROUND, replace(NOTHING, prices=prices))["prices"]
    assert written == [
        {
            "position_id": "p",
            "level": "preference",
            "measure": "generous",
            "next_seat": (1, 0),
            "last_seat": None,
            "last_reason": "no-seat",
        },
        {"quota_id": "q", "bound": "minimum", "level": "placed", "next_seat": 0, "last_seat": 1},
    ]


CERTIFICATE = Certificate(
    (StageDual(0, "placed", {("p", "t"): 1}, {("h", ("t", "u")): 2}, 3),),
    (StageMultipliers(1, "cost", {("need", "a", "t"): -5}, 7),),
)


def test_a_certificate_comes_back_whole(tmp_path: Path) -> None:
    write_result(ROUND, Result(Status.FEASIBLE, StopReason.TIME, certificate=CERTIFICATE), tmp_path)
    assert read_certificate(tmp_path / "certificate.json") == CERTIFICATE


STAGE: dict[str, Any] = {"level": 0, "stage": "placed", "bound": 1, "prices": {"places": [], "shared": []}}


@pytest.mark.parametrize("level", ["0", 0.5, True, None])
def test_a_certificate_of_anything_but_whole_numbers_is_refused(tmp_path: Path, level: object) -> None:
    (tmp_path / "c.json").write_text(json.dumps({"stages": [STAGE | {"level": level}]}), "utf-8")
    with pytest.raises(MatchingError) as caught:
        read_certificate(tmp_path / "c.json")
    assert [p.code for p in caught.value.problems] == ["bad-certificate"]


LEVEL: dict[str, Any] = {"level": "placed", "value": 3, "bound": 3, "proved": True, "certified": True}


def claims(tmp_path: Path, level: dict[str, Any]) -> tuple[LevelResult, ...]:
    (tmp_path / "result.json").write_text(json.dumps({"levels": [level]}), "utf-8")
    found = read_claims(tmp_path / "result.json").levels
    assert found is not None
    return found


def test_claims_are_read_with_numbers_and_profiles(tmp_path: Path) -> None:
    (one,) = claims(tmp_path, LEVEL | {"value": [2, 1], "bound": None, "measure": "generous", "proved": "yes"})
    assert one == LevelResult("placed", (2, 1), None, proved=False, certified=True, measure="generous")


@pytest.mark.parametrize(
    "spoilt", [{"value": None}, {"value": "3"}, {"value": True}, {"value": [1.5]}, {"bound": {}}, {"value": [[]]}]
)
def test_claims_of_anything_but_numbers_are_refused(tmp_path: Path, spoilt: dict[str, Any]) -> None:
    with pytest.raises(MatchingError) as caught:
        claims(tmp_path, LEVEL | spoilt)
    assert [p.code for p in caught.value.problems] == ["bad-result"]


def test_a_file_that_is_not_there_claims_nothing(tmp_path: Path) -> None:
    with pytest.raises(MatchingError):
        read_claims(tmp_path / "result.json")
