"""Face: all matchings that are optimal at every level solved so far, as pairs still alive and musts.

By complementary slackness, a matching is optimal for a stage with dual prices p (places) and q (shared capacities)
exactly when it uses only tight pairs (weight - p - q equals the need's surplus), fills whatever has a positive price
and places every need with a positive surplus. Solving the next stage within the face keeps the levels strictly in
order with no weighting of one against another.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.lists import Ints
from matcher.market import Bools, Market


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Rows as in :class:`matcher.market.Market`, cut to live pairs; ``pair`` (n_alive,) is their market index."""

    market: Market
    indptr: Ints
    pair: Ints
    must_place: Bools
    must_fill: Bools
    must_fill_shared: Bools

    @property
    def place_of(self) -> npt.NDArray[np.int32]:
        """Return the place of each live pair."""
        return self.market.place_of[self.pair]


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """The best of a face: the live pair each need holds (-1: none) and the prices that prove it."""

    held: Ints
    price: Ints
    shared_price: Ints
    surplus: Ints


def whole_face(market: Market) -> Face:
    """Return the face of all feasible matchings."""
    return Face(
        market,
        market.indptr,
        np.arange(len(market.place_of), dtype=np.int64),
        market.must_place,
        np.zeros(len(market.capacity), dtype=np.bool_),
        np.zeros(len(market.shared_capacity), dtype=np.bool_),
    )


def total_price(market: Market, price: Ints, shared_price: Ints) -> Ints:
    """Return what a seat at each place costs: its own price and that of its shared capacity."""
    if not len(shared_price):
        return price
    return price + np.where(market.shared_of >= 0, shared_price[market.shared_of], 0)


def bound(market: Market, optimum: Optimum) -> int:
    """Return the dual bound: surpluses and the worth of all seats at their prices."""
    seats = zip(optimum.price.tolist(), market.capacity.tolist(), strict=True)
    shared = zip(optimum.shared_price.tolist(), market.shared_capacity.tolist(), strict=True)
    worth = sum(p * c for p, c in seats) + sum(q * c for q, c in shared)
    return int(sum(optimum.surplus.tolist()) + worth)


def tighten(face: Face, weight: Ints, optimum: Optimum) -> Face:
    """Return the face of the stage's optima. ``weight`` has shape (n_alive,)."""
    market = face.market
    price = total_price(market, optimum.price, optimum.shared_price)
    row = np.repeat(np.arange(market.n_needs), np.diff(face.indptr))
    tight = weight - price[face.place_of] == optimum.surplus[row]
    indptr = np.zeros_like(face.indptr)
    np.cumsum(np.bincount(row[tight], minlength=market.n_needs), out=indptr[1:])
    return Face(
        market,
        indptr,
        face.pair[tight],
        face.must_place | (optimum.surplus > 0),
        face.must_fill | (optimum.price > 0),
        face.must_fill_shared | (optimum.shared_price > 0),
    )
