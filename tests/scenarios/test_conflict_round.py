"""The round with a contradiction names it, and each way out that it names leads to a matching."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from time import process_time
from typing import Any

import pytest

from matcher.cli import Exit, run
from matcher.files.reading import load_round
from matcher.matching import Result, Status
from matcher.policy import Level, LevelName
from matcher.rounds import Round
from matcher.solve import solve
from tests.scenarios.demo_files import SCENARIOS

CONFLICT = SCENARIOS / "kireevsk-conflict"
SECONDS = 10
WITHOUT_LOCK = ("lock-assigned", "СВ-23-003", None)
LOWER_QUOTA = ("quota-minimum", None, "К-03")


@cache
def contradictory() -> Round:
    return load_round(CONFLICT)


def few_levels(round_: Round) -> Result:
    """The round solved for the number placed alone: whether there is a matching does not depend on levels."""
    policy = replace(round_.policy, objectives=(Level(LevelName.PLACED),))
    return solve(round_, policy)


def test_the_command_names_the_conflict_in_time_and_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    started = process_time()
    assert run(["solve", str(CONFLICT), "--json"]) == Exit.INFEASIBLE
    assert process_time() - started < SECONDS
    (found,) = json.loads(capsys.readouterr().out)["conflict"]
    assert found["rules"] == ["lock-assigned", "mentor", "quota-minimum"]
    assert {c.get("specialty") for c in found["evidence"]["conditions"]} == {None, "15.01.05"}
    assert [named(way) for way in found["relaxations"]] == [WITHOUT_LOCK, LOWER_QUOTA]


def named(way: list[dict[str, Any]]) -> tuple[str, str | None, str | None]:
    (step,) = way
    assert step["by"] == 1
    return step["code"], step.get("applicant_id"), step.get("quota_id")


def without_lock(round_: Round) -> Round:
    return replace(round_, locks=tuple(k for k in round_.locks if k.applicant_id != WITHOUT_LOCK[1]))


def lower_quota(round_: Round) -> Round:
    return replace(
        round_, quotas=tuple(replace(q, minimum=0) if q.quota_id == LOWER_QUOTA[2] else q for q in round_.quotas)
    )


def one_more_seat(round_: Round) -> Round:
    more = (replace(j, capacity=j.capacity + 1) if j.position_id == "МП-043" else j for j in round_.positions)
    return replace(round_, positions=tuple(more))


@pytest.mark.parametrize("ease", [without_lock, lower_quota])
def test_each_way_out_leads_to_a_matching(ease: Callable[[Round], Round]) -> None:
    assert few_levels(ease(contradictory())).status == Status.OPTIMAL


def test_one_more_seat_alone_would_not_help_and_is_not_named() -> None:
    """The seat's only mentor takes one."""
    assert few_levels(one_more_seat(contradictory())).status == Status.INFEASIBLE


def test_nothing_of_the_conflict_can_be_left_out() -> None:
    """Without the lock or the quota there is a matching (above); with more seats and mentors there is too."""
    alone = replace(one_more_seat(contradictory()), mentors=())
    assert few_levels(alone).status == Status.OPTIMAL
