"""Laws that hold whatever the round: names do not matter, row order does not matter, more room never hurts."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from matcher.policy import Level, LevelName, Policy
from matcher.rounds import Position, Round
from matcher.solve import solve
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round

SEEDS = range(120)
PLACED = Policy(objectives=(Level(LevelName.PLACED),))


def shuffled(round_: Round, seed: int) -> Round:
    """The round with the rows of every table in another order."""
    r = Random(seed)
    tables: dict[str, Any] = {
        name: tuple(r.sample(rows, len(rows)))
        for name in Round.__dataclass_fields__
        if isinstance(rows := getattr(round_, name), tuple)
    }
    return replace(round_, **tables)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    round_ = small_round(seed, most=7)
    policy = served(round_, small_policy(seed))
    one, other = solve(round_, policy), solve(shuffled(round_, seed), policy)
    assert one.matching == other.matching
    assert one.certificate == other.certificate
    assert one.facts["round_sha256"] == other.facts["round_sha256"]


def renamed(round_: Round) -> Round:
    """The round with every applicant under another id, in another alphabetical order."""
    new = {a.applicant_id: f"x{99 - n}" for n, a in enumerate(round_.applicants)}
    tables: dict[str, Any] = {
        name: tuple(replace(row, applicant_id=new[row.applicant_id]) for row in getattr(round_, name))
        for name in ("applicants", "preferences", "priorities", "pairs", "locks", "placements")
    }
    return replace(round_, **tables)


@pytest.mark.parametrize("seed", SEEDS)
def test_renaming_applicants_leaves_every_level_as_it_is(seed: int) -> None:
    round_ = small_round(seed, most=7)
    policy = served(round_, small_policy(seed))
    assert solve(round_, policy).levels == solve(renamed(round_), policy).levels


@pytest.mark.parametrize("seed", SEEDS)
def test_a_position_that_nobody_may_take_changes_nothing(seed: int) -> None:
    round_ = small_round(seed, most=7)
    policy = served(round_, small_policy(seed))
    useless = Position("zz", 3, specialties=("99.99.99",))
    assert (
        solve(round_, policy).matching
        == solve(replace(round_, positions=(*round_.positions, useless)), policy).matching
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_one_seat_more_never_places_fewer(seed: int) -> None:
    round_ = small_round(seed, most=7, locks=False)
    first, *rest = round_.positions
    roomier = replace(round_, positions=(replace(first, capacity=first.capacity + 1), *rest))
    assert solve(roomier, PLACED).placed >= solve(round_, PLACED).placed


@pytest.mark.parametrize("seed", SEEDS)
def test_an_earlier_level_is_never_harmed_by_a_later_one(seed: int) -> None:
    round_ = small_round(seed, most=7, locks=False)
    policy = served(round_, small_policy(seed))
    for n in range(1, len(policy.objectives)):
        cut = replace(policy, objectives=policy.objectives[:n])
        assert solve(round_, cut).levels == solve(round_, policy).levels[:n]
