"""Futures: what may still happen, drawn many times over, and what a seat given now would cost in each.

All futures are one market: as many copies of the places as there are futures, and in each those who come in it. So one
exact solve and one search for shortest ways answer for all of them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.kernels.newcomers import newcomer_cost
from matcher.simulate.draws import Draws, keys_of
from matcher.simulate.dynamic.copies import best_of, side_by_side
from matcher.simulate.dynamic.standing import NONE, Standing
from matcher.simulate.dynamic.streams import Habits

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of those who have not come yet: habits, days in all (>= 1), futures drawn (>= 1), and a seed."""

    habits: Habits
    n_days: int
    samples: int = 20
    seed: int = 1


def costs_of_seats(standing: Standing, forecast: Forecast, among: Bools, waiting: Bools, step: int) -> Ints:
    """Return what a seat at each place costs those who come later, summed over the futures; shape (n_places,).

    Only those ``among`` (n_needs,) are looked at. ``waiting`` (n_needs,) marks who has come and will be decided later
    in the same window; ``step`` numbers the decision, each with futures of its own. Withdrawals to come free their
    seats for everybody who comes later in a future, whatever the days: a little too hopeful, and the same for all
    seats. A place without a seat costs 0.
    """
    stays, withdraws = _drawn(standing, forecast, waiting, step)
    side = side_by_side(standing.desk.seats, stays & among, *_seats_of(standing, withdraws))
    value = standing.desk.value[side.pair]
    market, best = side.market, best_of(side.market, value)
    found = newcomer_cost(
        market.indptr,
        market.place_of,
        value,
        market.capacity,
        market.shared_of,
        market.shared_capacity,
        market.must_place,
        best.held,
        best.price,
        best.shared_price,
    )
    total: Ints = found.cost.reshape(len(stays), -1).sum(axis=0)
    return total


def _drawn(standing: Standing, forecast: Forecast, waiting: Bools, step: int) -> tuple[Bools, Bools]:
    """Return who comes (or waits) and stays, and who gives a seat back, each (n_futures, n_needs)."""
    keys = keys_of(standing.desk.ids)
    draws = [Draws(forecast.seed, k) for k in range(forecast.samples)]
    comes = np.array([d.at(f"future/{step}/comes", keys) for d in draws])
    leaves = np.array([d.at(f"future/{step}/leaves", keys) for d in draws])
    chance = np.where(
        standing.coming, forecast.habits.still_comes(standing.day, forecast.n_days), waiting & (standing.held == NONE)
    )
    arrived = np.where(standing.arrived >= 0, standing.arrived, max(standing.day, 0))
    gone = np.where(
        standing.coming,
        forecast.habits.leaves,
        forecast.habits.still_leaves(arrived.astype(np.float64), max(standing.day, 0), forecast.n_days),
    )
    here = (standing.held != NONE) & (standing.arrived >= 0)
    return (comes < chance) & (leaves >= gone), here & (leaves < gone)


def _seats_of(standing: Standing, withdraws: Bools) -> tuple[Ints, Ints]:
    """Return the seats of each place and shared capacity in each future, those that withdrawals free included."""
    seats = standing.desk.seats
    free = np.tile(standing.free, (len(withdraws), 1))
    shared = np.tile(np.maximum(standing.limited_free, 0), (len(withdraws), 1))
    future, need = np.nonzero(withdraws)
    place = seats.place_of[standing.held[need]]
    np.add.at(free, (future, place), 1)
    group = seats.shared_of[place]
    np.add.at(shared, (future[group >= 0], group[group >= 0]), 1)
    return free, shared
