"""Plans: what else could have been done with the seats."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from matcher.rounds import Applicant, Group, Host, Lock, LockKind, Mentor, Period, Position, Round
from matcher.simulate.outcomes.plans import plain_round, plans_of

PEOPLE, PLACES = ("ann", "bob", "cid"), ("x", "y", "z")
CHANCE = {"ann": (0.9, 0.8, 0.1), "bob": (0.9, 0.1, 0.1), "cid": (0.2, 0.2, 0.2)}


def town(**own: object) -> Round:
    tables: dict[str, object] = {
        "applicants": tuple(Applicant(a) for a in PEOPLE),
        "positions": tuple(Position(j, 1, f"host {j}") for j in PLACES),
    }
    return Round("town", **(tables | own))  # type: ignore[arg-type]  # tables by name


def chance(people: Sequence[str], places: Sequence[str]) -> np.ndarray:
    return np.array([CHANCE[a][PLACES.index(j)] for a, j in zip(people, places, strict=True)])


def test_the_best_plan_is_best_and_the_clerk_takes_what_is_best_at_the_moment() -> None:
    plans = plans_of(town(), chance)
    assert plans is not None
    assert plans.best == {"ann": "y", "bob": "x", "cid": "z"}
    assert plans.greedy == {"ann": "x", "bob": "y", "cid": "z"}


def test_who_finds_nothing_is_left_without_a_place() -> None:
    plans = plans_of(town(positions=(Position("x", 1), Position("y", 1))), chance)
    assert plans is not None
    assert len(plans.best) == len(plans.greedy) == 2
    assert plans.best == {"ann": "y", "bob": "x"}


def test_the_seats_of_a_host_bind_both() -> None:
    one = tuple(Position(j, 1, "plant") for j in PLACES)
    plans = plans_of(town(positions=one, hosts=(Host("plant", capacity=2),)), chance)
    assert plans is not None
    assert len(plans.best) == len(plans.greedy) == 2


def test_a_lock_is_kept_by_both() -> None:
    locks = (Lock("cid", "x", LockKind.ASSIGNED, "own workplace"),)
    plans = plans_of(town(locks=locks), chance)
    assert plans is not None
    assert plans.best["cid"] == plans.greedy["cid"] == "x"


def test_locks_that_clash_leave_no_plan() -> None:
    locks = (Lock("cid", "x", LockKind.ASSIGNED, "a"), Lock("bob", "x", LockKind.ASSIGNED, "b"))
    assert plans_of(town(locks=locks), chance) is None


def test_nobody_allowed_anywhere_is_an_empty_plan() -> None:
    barred = tuple(replace(Applicant(a), specialty="15.01.05") for a in PEOPLE)
    plans = plans_of(town(applicants=barred, positions=(Position("x", 1, specialties=("43.01.09",)),)), chance)
    assert plans is not None
    assert plans.best == plans.greedy == {}


def test_everyone_goes_to_their_last_practice_alone() -> None:
    periods = (
        Period("both", None, (), date(2026, 2, 1), date(2026, 2, 20)),
        Period("g", None, ("G",), date(2026, 4, 1), date(2026, 4, 20)),
    )
    people = (Applicant("ann", group="G"), Applicant("bob", group="H"))
    positions = (Position("x", 2, period_id="both"), Position("y", 2, period_id="g"))
    groups = (Group("G"), Group("H"))
    plain = plain_round(town(applicants=people, positions=positions, periods=periods, groups=groups))
    assert {p.period_id: p.group for p in plain.periods} == {"both": ("H",), "g": ("G",)}
    plans = plans_of(town(applicants=people, positions=positions, periods=periods, groups=groups), chance)
    assert plans is not None
    assert plans.best == {"ann": "y", "bob": "x"}


def test_a_period_that_is_nobodys_last_is_left_out_with_its_positions() -> None:
    periods = (
        Period("early", None, (), date(2026, 2, 1), date(2026, 2, 20)),
        Period("late", None, (), date(2026, 4, 1), date(2026, 4, 20)),
    )
    positions = (Position("x", 3, period_id="early"), Position("y", 3, period_id="late"))
    plain = plain_round(town(positions=positions, periods=periods))
    assert [p.period_id for p in plain.periods] == ["late"]
    assert [p.group for p in plain.periods] == [()]
    assert [j.position_id for j in plain.positions] == ["y"]


def test_conditions_on_the_whole_matching_bind_neither() -> None:
    asked = town(
        positions=tuple(Position(j, 1, f"host {j}", minimum=1, hire_places=0) for j in PLACES),
        mentors=(Mentor("m", 0, "host x"),),
    )
    plans = plans_of(asked, chance)
    assert plans is not None
    assert len(plans.best) == 3
