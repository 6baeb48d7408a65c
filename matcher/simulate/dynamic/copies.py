"""Side by side: copies of a market's places, each with people of its own, as one market to be solved at once."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.market import Market
from matcher.solvers.assignment import assign_stage
from matcher.solvers.face import Optimum, whole_face

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class SideBySide:
    """The market of all copies; ``pair`` (n_pairs,) says which pair of the one market each of its pairs repeats."""

    market: Market
    pair: Ints


def side_by_side(one: Market, here: Bools, capacity: Ints, shared_capacity: Ints) -> SideBySide:
    """Return copies of a market, in each those who are ``here`` (n_copies, n_needs) and seats of its own.

    ``capacity`` has shape (n_copies, n_places) and ``shared_capacity`` (n_copies, n_shared). Who must be placed in the
    one market must be in every copy, if there is a place at all.
    """
    n_places, n_shared = len(one.capacity), len(one.shared_capacity)
    copy, need = np.nonzero(here)
    length = np.diff(one.indptr)[need]
    indptr = np.concatenate([[0], np.cumsum(length)])
    pair = np.arange(indptr[-1]) - np.repeat(indptr[:-1] - one.indptr[need], length)
    own_shared = one.shared_of + n_shared * np.arange(len(here))[:, None]
    market = Market(
        indptr=indptr,
        place_of=(one.place_of[pair] + np.repeat(copy, length) * n_places).astype(np.int32),
        capacity=capacity.ravel(),
        shared_of=np.where(one.shared_of >= 0, own_shared, NONE).ravel().astype(np.int32),
        shared_capacity=shared_capacity.ravel(),
        must_place=one.must_place[need] & (length > 0),
        aims=(),
        priority=np.zeros(len(pair), dtype=np.int64),
        order=np.arange(len(need)),
        lot=np.arange(len(need)),
    )
    return SideBySide(market, pair)


def best_of(market: Market, value: Ints) -> Optimum:
    """Return the best matching of a market for a value (int64) a pair, with exact prices.

    The faster method leaves shared capacities out; where its best keeps them all, it is the best and they cost
    nothing.
    """
    alone = assign_stage(whole_face(_apart(market)), value)
    if _keeps_shared(market, alone.held):
        return replace(alone, shared_price=np.zeros(len(market.shared_capacity), dtype=np.int64))
    from matcher.solvers.flow import flow_stage

    return flow_stage(whole_face(market), value)


def _apart(market: Market) -> Market:
    nothing = np.full(len(market.capacity), NONE, dtype=np.int32)
    return replace(market, shared_of=nothing, shared_capacity=np.zeros(0, dtype=np.int64))


def _keeps_shared(market: Market, held: Ints) -> bool:
    group = market.shared_of[market.place_of[held[held != NONE]]]
    load = np.bincount(group[group >= 0], minlength=len(market.shared_capacity))
    return bool((load <= market.shared_capacity).all())
