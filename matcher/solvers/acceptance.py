"""Acceptance: the mechanisms in which people and places choose in turn instead of a sum being maximised."""

import numpy as np
import numpy.typing as npt

from matcher.kernels.acceptance import applicant_proposing, position_proposing
from matcher.lists import Ints
from matcher.market import Answer, Market


def applicants_propose(market: Market) -> Answer:
    """Return the stable matching that is best for every applicant at once (Gale and Shapley 1962)."""
    return Answer(applicant_proposing(*_arrays(market)))


def positions_propose(market: Market) -> Answer:
    """Return the stable matching that is best for the positions."""
    return Answer(position_proposing(*_arrays(market)))


Shorts = npt.NDArray[np.int32]


def _arrays(market: Market) -> tuple[Ints, Shorts, Ints, Ints, Shorts, Ints]:
    return (
        market.indptr,
        market.place_of,
        market.priority,
        market.capacity,
        market.shared_of,
        market.shared_capacity,
    )


def in_order(market: Market) -> Answer:
    """Return what comes of each need taking its best open place in turn: those fixed by hand, then by ``order``."""
    seats, shared = market.capacity.copy(), market.shared_capacity.copy()
    pair_of = np.full(market.n_needs, -1, dtype=np.int64)
    for need in sorted(market.order.tolist(), key=lambda i: not market.must_place[i]):
        for pair in range(market.indptr[need], market.indptr[need + 1]):
            place = market.place_of[pair]
            group = market.shared_of[place]
            if seats[place] > 0 and (group < 0 or shared[group] > 0):
                seats[place] -= 1
                if group >= 0:
                    shared[group] -= 1
                pair_of[need] = pair
                break
    return Answer(pair_of)
