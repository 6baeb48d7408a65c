"""The full round has everything that a round can hold, and is solved to the end all the same."""

from functools import cache

import pytest

from matcher.features import beyond_flow
from matcher.files.reading import load_round
from matcher.judge import judge
from matcher.matching import Result, Status
from matcher.policy import LevelName
from matcher.rounds import Opening, Role, Round
from matcher.solve import solve
from tests.scenarios.demo_files import FULL, SCENARIOS


@cache
def full() -> Round:
    return load_round(FULL)


@cache
def solved() -> Result:
    return solve(full())


FEATURES = {
    *("minimum", "seats", "companions", "quotas", "max-minors", "beds", "mentors", "supervisors", "agreement-seats"),
    *("overlapping-periods", "level-agreements", "level-balance", "give-up", "hire-places"),
}


def test_every_feature_is_there_but_stability_and_a_bound_on_changes() -> None:
    assert {feature for feature, _ in beyond_flow(full(), full().policy)} == FEATURES


def test_the_policy_has_every_level_but_utility() -> None:
    assert {level.name for level in full().policy.objectives} == set(LevelName) - {LevelName.UTILITY}


def test_minimums_are_of_both_kinds_and_of_hosts_too() -> None:
    assert {j.opening for j in full().positions if j.minimum} == set(Opening)
    assert any(h.minimum for h in full().hosts)
    assert any(a.minimum > 1 for a in full().agreements)


def test_quotas_bound_from_below_and_from_above() -> None:
    assert any(q.minimum for q in full().quotas)
    assert any(q.maximum for q in full().quotas)


def test_teachers_come_while_students_are_there() -> None:
    teachers = {a.group for a in full().applicants if a.role == Role.TEACHER}
    (own,) = [t for t in full().periods if set(t.group) == teachers]
    assert sum(t.starts_on <= own.ends_on and own.starts_on <= t.ends_on for t in full().periods) > 2


def test_some_have_one_practice_after_another() -> None:
    times = [sorted(t.starts_on for t in full().periods if g.group in t.group) for g in full().groups]
    assert max(map(len, times)) == 2


def test_every_level_is_proved_and_the_readme_names_how_many_are_placed() -> None:
    result = solved()
    assert result.status == Status.OPTIMAL
    assert all(level.proved for level in result.levels)
    assert [level.level for level in result.levels if level.certified][:3] == ["placed", "agreements", "tier"]
    readme = (SCENARIOS / "README.md").read_text("utf-8")
    assert f"fills {result.placed} of {result.placed + result.unplaced} needs" in readme


def test_teachers_share_an_enterprise_with_students() -> None:
    matching = solved().matching
    assert matching is not None
    hosts = {j.position_id: j.host for j in full().positions}
    teachers = {a.applicant_id for a in full().applicants if a.role == Role.TEACHER}
    taught = {hosts[p.position_id] for p in matching.places if p.applicant_id in teachers}
    assert taught & {hosts[p.position_id] for p in matching.places if p.applicant_id not in teachers}


@pytest.mark.parametrize("shown", [True, False])
def test_the_judge_accepts_the_result_with_and_without_its_certificate(shown: bool) -> None:
    result = solved()
    assert result.matching is not None
    assert judge(full(), result.matching, certificate=result.certificate if shown else None).accepted
