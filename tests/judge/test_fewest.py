"""Stability beside other conditions: stable where that can be, else the fewest blocking pairs, and openly so."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from matcher.cli import Exit, run
from matcher.files.writing import write_round
from matcher.judge import Claims, judge
from matcher.matching import LevelResult, Result, Status
from matcher.policy import Level, LevelName, Policy, Stability
from matcher.report.html import render
from matcher.report.summary import summarise
from matcher.report.terminal import print_summary
from matcher.rounds import Applicant, Opening, Position, Preference, Quota, Round
from matcher.solve import solve
from matcher.text import Lang, say

STABLE = Policy(objectives=(Level(LevelName.PLACED),), stability=Stability.STABLE)


def shop(**tables: object) -> Round:
    """Two who would rather be at the desk, and a shop that must have two."""
    made: dict[str, object] = {
        "applicants": (Applicant("a"), Applicant("b")),
        "positions": (Position("desk", 1), Position("shop", 2, minimum=2, opening=Opening.REQUIRED)),
        "preferences": tuple(Preference(x, p, rank=n) for x in "ab" for n, p in ((1, "desk"), (2, "shop"))),
        "policy": STABLE,
    }
    return Round("shop", **(made | tables))  # type: ignore[arg-type]  # tables of any kind


@pytest.fixture(scope="module")
def result() -> Result:
    return solve(shop())


def test_where_no_stable_matching_is_left_as_few_pairs_block_as_can_be(result: Result) -> None:
    assert result.status == Status.OPTIMAL
    assert (result.placed, result.blocking_pairs) == (2, 2)
    assert result.fewest_blocking == LevelResult("blocking-pairs", 2, 2, proved=True, certified=True)


def test_where_a_stable_matching_is_left_nothing_is_said_of_blocking_pairs() -> None:
    free = solve(shop(positions=(Position("desk", 1), Position("shop", 2))))
    assert (free.status, free.blocking_pairs, free.fewest_blocking) == (Status.OPTIMAL, 0, None)


def test_conditions_that_clash_by_themselves_are_a_conflict_with_stability_too() -> None:
    alone = solve(shop(applicants=(Applicant("a"),), preferences=()))
    assert alone.status == Status.INFEASIBLE
    assert alone.conflict[0]["rules"] == ["minimum"]


def test_a_quota_that_shuts_a_place_leaves_pairs_that_block() -> None:
    quota = (Quota("q", position_id="desk", maximum=0),)
    round_ = shop(positions=(Position("desk", 1), Position("shop", 2)), quotas=quota)
    found = solve(round_)
    assert (found.blocking_pairs, found.placed) == (2, 2)


def claimed(result: Result, **changes: object) -> Claims:
    assert result.fewest_blocking is not None
    return Claims(fewest_blocking=replace(result.fewest_blocking, **changes))  # type: ignore[arg-type]  # any field


def test_the_judge_takes_blocking_pairs_that_a_result_owns_up_to(result: Result) -> None:
    assert result.matching is not None
    assert judge(shop(), result.matching, certificate=result.certificate, claims=claimed(result)).accepted
    assert judge(shop(), result.matching, claims=claimed(result)).accepted


def test_the_judge_takes_them_from_nobody_else(result: Result) -> None:
    assert result.matching is not None
    assert not judge(shop(), result.matching, certificate=result.certificate).accepted


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"value": 1, "bound": 1}, ["fewest-blocking"]),
        ({"bound": 1}, ["fewest-blocking"]),
        ({"proved": False}, ["fewest-blocking"]),
    ],
)
def test_a_claim_about_them_that_is_not_so_is_refuted(
    result: Result, changes: dict[str, object], codes: list[str]
) -> None:
    assert result.matching is not None
    verdict = judge(shop(), result.matching, certificate=result.certificate, claims=claimed(result, **changes))
    assert [c.code for c in verdict.claims] == codes
    assert not verdict.accepted


def test_a_certificate_that_does_not_bound_them_is_refuted(result: Result) -> None:
    assert result.matching is not None
    assert result.certificate is not None
    fewer = replace(result.certificate, multipliers=result.certificate.multipliers[1:])
    assert [c.code for c in judge(shop(), result.matching, certificate=fewer, claims=claimed(result)).claims] == [
        "fewest-certificate"
    ]


def test_without_other_conditions_no_blocking_pair_is_excused(result: Result) -> None:
    assert result.matching is not None
    free = shop(positions=(Position("desk", 1), Position("shop", 2)))
    assert not judge(free, result.matching, claims=claimed(result)).may_be_used


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_screen_report_and_verdict_say_it(result: Result, lang: Lang, tmp_path: Path) -> None:
    proof = say("stability.certified", lang)
    said = say("stability.fewest", lang, n=2, proof=proof)
    out = StringIO()
    print_summary(summarise(shop(), result), Console(file=out, width=1000, color_system=None), lang)
    assert said in out.getvalue()
    assert said in render(summarise(shop(), result), lang)


def test_the_judge_accepts_the_files_of_such_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_round(shop(), tmp_path / "shop.json")
    assert run(["solve", str(tmp_path / "shop.json"), "--out", str(tmp_path / "out")]) == Exit.DONE
    assert json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))["fewest_blocking"]["certified"] is True
    capsys.readouterr()
    assert run(["judge", str(tmp_path / "shop.json"), str(tmp_path / "out"), "--lang", "en"]) == Exit.DONE
    assert "the result says openly" in " ".join(capsys.readouterr().out.split())
    assert run(["judge", str(tmp_path / "shop.json"), str(tmp_path / "out" / "matching.csv")]) == Exit.REJECTED
