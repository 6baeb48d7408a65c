"""Searches in a certificate: the judge goes through them, and takes nothing for shown that they leave open."""

from dataclasses import replace
from pathlib import Path

import pytest

from matcher.files.results import read_certificate, write_result
from matcher.judge import judge
from matcher.matching import Branch, Certificate, Matching, Result, StageMultipliers
from matcher.rounds import Round
from matcher.solve import solve
from tests.oracle.opening_rounds import opening_round

SEEDS = range(0, 140, 7)


def solved(seed: int) -> tuple[Round, Result]:
    """A middling round whose levels are placed and utility."""
    round_ = opening_round(seed, n_applicants=40, n_positions=9, most=100)
    return round_, solve(round_)


def searched(result: Result) -> StageMultipliers | None:
    """The stage with a search, if there is one."""
    stages = result.certificate.multipliers if result.certificate else ()
    return next((stage for stage in stages if stage.branch is not None), None)


@pytest.fixture(scope="module")
def gaps() -> list[tuple[Round, Result, StageMultipliers]]:
    """Rounds in which the multipliers alone leave a gap."""
    found = [(round_, result, stage) for round_, result in map(solved, SEEDS) if (stage := searched(result))]
    with_gap = [(r, x, s) for r, x, s in found if not utility_certified(r, x.matching, without(x, s, None))]
    assert len(with_gap) > 3
    return with_gap


def without(result: Result, stage: StageMultipliers, branch: Branch | None) -> Certificate:
    """The result's certificate with another search in the stage."""
    assert result.certificate is not None
    stages = [replace(s, branch=branch) if s is stage else s for s in result.certificate.multipliers]
    return Certificate(multipliers=tuple(stages))


def utility_certified(round_: Round, matching: Matching | None, certificate: Certificate) -> bool:
    assert matching is not None
    return judge(round_, matching, certificate=certificate).levels[1].certified


def forks(branch: Branch) -> list[Branch]:
    """The search's nodes that try a column both ways, from the top."""
    below = [b for b in (branch.then, branch.shut, branch.open) if b is not None]
    return [*([branch] if branch.column else []), *(fork for b in below for fork in forks(b))]


def altered(branch: Branch, old: Branch, new: Branch) -> Branch:
    """The search with one node replaced."""
    if branch is old:
        return new
    parts = {
        name: None if part is None else altered(part, old, new)
        for name, part in (("then", branch.then), ("shut", branch.shut), ("open", branch.open))
    }
    return replace(branch, then=parts["then"], shut=parts["shut"], open=parts["open"])


Gaps = list[tuple[Round, Result, StageMultipliers]]


def test_a_search_closes_the_gap_that_multipliers_leave(gaps: Gaps) -> None:
    for round_, result, stage in gaps:
        assert utility_certified(round_, result.matching, without(result, stage, stage.branch))


def test_a_search_that_leaves_a_side_open_shows_nothing(gaps: Gaps) -> None:
    n_tried = 0
    for round_, result, stage in gaps:
        assert stage.branch is not None
        for fork in forks(stage.branch):
            for cut in (replace(fork, shut=None), replace(fork, open=None), replace(fork, column=None)):
                n_tried += 1
                certificate = without(result, stage, altered(stage.branch, fork, cut))
                assert not utility_certified(round_, result.matching, certificate)
    assert n_tried > 10


def test_a_search_over_a_column_that_does_not_exist_shows_nothing(gaps: Gaps) -> None:
    for round_, result, stage in gaps:
        assert stage.branch is not None
        for fork in forks(stage.branch)[:1]:
            strange = altered(stage.branch, fork, replace(fork, column=("open", "nowhere", "")))
            assert not utility_certified(round_, result.matching, without(result, stage, strange))


def test_a_search_with_a_row_that_does_not_exist_shows_nothing(gaps: Gaps) -> None:
    for round_, result, stage in gaps:
        assert stage.branch is not None
        strange = replace(stage.branch, rows={**stage.branch.rows, ("need", "nobody", ""): 1})
        assert not utility_certified(round_, result.matching, without(result, stage, strange))


def test_a_search_without_end_shows_nothing(gaps: Gaps) -> None:
    round_, result, stage = gaps[0]
    endless = Branch(stage.rows)
    for _ in range(400):
        endless = Branch(stage.rows, then=endless)
    assert not utility_certified(round_, result.matching, without(result, stage, endless))


def test_a_search_shows_nothing_of_a_worse_matching(gaps: Gaps) -> None:
    for round_, result, stage in gaps:
        assert result.matching is not None
        other = solve(replace(round_, policy=replace(round_.policy, objectives=round_.policy.objectives[:1])))
        assert other.matching is not None
        worse = judge(round_, other.matching, certificate=without(result, stage, stage.branch))
        best = judge(round_, result.matching).levels[1].value
        assert worse.levels[1].value == best or not worse.levels[1].certified


def test_a_search_survives_being_written_and_read(gaps: Gaps, tmp_path: Path) -> None:
    round_, result, stage = gaps[0]
    write_result(round_, result, tmp_path)
    read = read_certificate(tmp_path / "certificate.json")
    assert result.certificate is not None
    assert read.multipliers == result.certificate.multipliers
    assert stage in read.multipliers
