"""Levels in order: a method that errs is found out before anybody believes it."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.errors import SolverError
from matcher.lists import Ints
from matcher.market import Market, compile_market
from matcher.policy import Level, LevelName, Policy
from matcher.quantities import quantities_of
from matcher.rounds import Applicant, Host, Lock, LockKind, Pair, Position, Preference, Round
from matcher.solve import solve
from matcher.solvers.assignment import assign_stage
from matcher.solvers.face import Face, Optimum, whole_face
from matcher.solvers.flow import flow_stage
from matcher.solvers.levels import solve_levels


def market(*hosts: Host) -> Market:
    """Three applicants for two positions of one seat at one host."""
    positions = tuple(Position(f"p{n}", 1, host_id="h") for n in range(2))
    policy = Policy(objectives=(Level(LevelName.PLACED),))
    round_ = Round("r", tuple(Applicant(f"a{n}") for n in range(3)), positions, hosts=hosts, policy=policy)
    return compile_market(quantities_of(round_, policy)).market


def test_prices_that_do_not_add_up_to_the_matching_are_an_error() -> None:
    def lying(face: Face, weight: Ints) -> Optimum:
        optimum = assign_stage(face, weight)
        return replace(optimum, price=optimum.price + 1)

    with pytest.raises(SolverError, match="placed: the matching gives 2, its prices"):
        solve_levels(market(), lying)


def test_more_who_must_be_placed_than_seats_are_an_error_of_the_flow() -> None:
    face = whole_face(market(Host("h", capacity=1)))
    crowded = replace(face, must_place=np.ones(3, dtype=np.bool_))
    with pytest.raises(SolverError, match="musts"):
        flow_stage(crowded, np.ones(len(face.pair), dtype=np.int64))


@pytest.mark.parametrize("host", [Host("h"), Host("h", capacity=1)], ids=["alone", "shared"])
def test_who_is_fixed_by_hand_has_a_place_though_no_level_counts_any_pair(host: Host) -> None:
    tiers = Policy(objectives=(Level(LevelName.TIER),))
    people, positions = (Applicant("a"), Applicant("b")), (Position("p", 1, host_id="h"), Position("q", 1, host_id="h"))
    round_ = Round(
        "r",
        people,
        positions,
        hosts=(host,),
        preferences=(Preference("a", "q", veto=True),),
        pairs=(Pair("a", "q", tier=1),),
        locks=(Lock("b", "p", LockKind.ASSIGNED, "by hand"),),
        policy=tiers,
    )
    result = solve(round_)
    assert result.matching is not None
    assert ("b", "p") in {(p.applicant_id, p.position_id) for p in result.matching.places}
    assert result.levels[0].certified
