"""The one matching of a face that a lottery chooses: everyone in turn takes the best that leaves the rest a way."""

import numpy as np
import numpy.typing as npt

from matcher.kernels.compiled import entry, part
from matcher.kernels.components import strong_components
from matcher.kernels.cycles import Side, find_way, pass_along, sides_of
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts
from matcher.kernels.exchange import LABEL, NODE, NONE, PAIR, Exchange, arcs_of, decide, exchange_of, move


def serial_choice(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
    must_match: npt.ArrayLike,
    must_fill: npt.ArrayLike,
    must_fill_group: npt.ArrayLike,
    pair_of: npt.ArrayLike,
    order: npt.ArrayLike,
) -> Ints:
    """Return the pair each applicant ends with (-1: none) when all choose in ``order``.

    Shapes as in :mod:`matcher.kernels`; ``order`` (n_applicants,) is a permutation, first chooses first. Each takes
    the first pair of its row (any rather than none) with which all musts and capacities can still be met.
    ``pair_of`` is any matching that meets them; the result does not depend on which.
    """
    return _choose_in_turn(
        ints(indptr),
        shorts(position),
        ints(capacity),
        shorts(group_of),
        ints(group_capacity),
        bools(must_match),
        bools(must_fill),
        bools(must_fill_group),
        ints(pair_of),
        ints(order),
    )


@entry
def _choose_in_turn(
    indptr: Ints,
    position: Shorts,
    capacity: Ints,
    group_of: Shorts,
    group_capacity: Ints,
    must_match: Bools,
    must_fill: Bools,
    must_fill_group: Bools,
    pair_of: Ints,
    order: Ints,
) -> Ints:
    exchange = exchange_of(
        indptr, position, capacity, group_of, group_capacity, must_match, must_fill, must_fill_group, pair_of
    )
    first, head = arcs_of(exchange)
    exchange.nodes[:, LABEL] = -1 - strong_components(first, head)
    fore, back = sides_of(len(exchange.nodes))
    turn = 0
    for i in order:
        turn = _choose(exchange, fore, back, turn, i)
        decide(exchange, i)
    return exchange.people[:, PAIR].astype(np.int64)


@part
def _choose(exchange: Exchange, fore: Side, back: Side, turn: int, i: int) -> int:
    """Move ``i`` to the first pair of its row that it can have; return how many searches there have been."""
    nodes = exchange.nodes
    here = exchange.people[i, NODE]
    for pair in range(exchange.indptr[i], exchange.indptr[i + 1]):
        j = exchange.position[pair]
        if j == here:
            exchange.people[i, PAIR] = pair
            break
        if nodes[j, LABEL] == nodes[here, LABEL]:
            turn += 1
            meeting = find_way(exchange, fore, back, turn, j, here)
            if meeting != NONE:
                pass_along(exchange, fore, back, j, meeting, here)
                move(exchange, i, pair)
                break
    return turn
