"""What a newcomer's seat costs: by how much the best total falls when somebody else takes a seat.

The seat is one of the position's and of its group's at once. In the residual graph of the best matching (Ahuja,
Magnanti and Orlin 1993, ch. 9) the newcomer is one more unit at the position; the shortest way on from there, to where
there is room or out of the market, is what it costs. One search backward from OUT answers for all positions.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.kernels.compiled import entry
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts
from matcher.kernels.handing import handing_of, is_proved, search_backward
from matcher.kernels.outlook import FAR, outlook_of

MOST_WAY = 1 << 61


class NewcomerCost(NamedTuple):
    """Both of shape (n_positions,): the cost of a newcomer's seat (0 where none can be), and where it can be."""

    cost: Ints
    possible: Bools


def newcomer_cost(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    weight: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
    must_match: npt.ArrayLike,
    pair_of: npt.ArrayLike,
    price: npt.ArrayLike,
    group_price: npt.ArrayLike,
) -> NewcomerCost:
    """Return by how much the best sum of weights falls when a newcomer takes a seat at each position.

    Shapes as in :mod:`matcher.kernels`; ``pair_of`` is a best matching and the prices prove it. Raises ValueError when
    they do not, and when weights are so large that sums could leave int64.
    """
    worth, own = ints(weight), np.concatenate([ints(price), ints(group_price)])
    seats, shared, group = ints(capacity), ints(group_capacity), shorts(group_of)
    moves = min(len(ints(indptr)), len(own) + 1) + 1
    if 1 + 8 * moves * _largest(worth) + 32 * _largest(own) > MOST_WAY:
        raise ValueError("the weights are too large")
    proved, cost, possible = _cost(
        ints(indptr),
        shorts(position),
        worth.reshape(-1, 1),
        np.concatenate([seats, shared]),
        np.concatenate([group, np.full(len(shared), -1, dtype=np.int32)]),
        own.reshape(-1, 1),
        bools(must_match),
        ints(pair_of),
        len(seats),
    )
    if not proved:
        raise ValueError("the prices do not prove the matching")
    return NewcomerCost(cost, possible)


def _largest(values: Ints) -> int:
    return max(-int(values.min(initial=0)), int(values.max(initial=0)))


@entry
def _cost(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    most: Ints,
    group_of: Shorts,
    own: Ints,
    must_match: Bools,
    pair_of: Ints,
    n_positions: int,
) -> tuple[bool, Ints, Bools]:
    out = len(most)
    above = np.full(out, out, dtype=np.int32)
    for node in range(out):
        if group_of[node] >= 0:
            above[node] = n_positions + group_of[node]
    h = handing_of(indptr, position, weight, most, above, own, ~must_match, pair_of)
    cost, possible = np.zeros(n_positions, dtype=np.int64), np.zeros(n_positions, dtype=np.bool_)
    proved = is_proved(h)
    if proved:
        outlook = outlook_of(out + 1, 1)
        nowhere = np.full(1, FAR, dtype=np.int64)
        search_backward(h, outlook, out, nowhere)
        for node in range(n_positions):
            if outlook.distance[node, 0] != FAR:
                possible[node] = True
                cost[node] = h.value[node, 0] + outlook.distance[node, 0]
    return proved, cost, possible
