"""Cycles: can a unit that comes to one node be passed on to another? A search from both ends, and what it learns.

Two nodes on one cycle share a label. Deciding an applicant only removes arcs and passing units along a cycle keeps
the components, so a label that differs once differs for ever. A search that finds no way has closed a set that no
cycle leaves; it gets a label of its own, and because both ends advance in step, only the smaller side is paid for.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.exchange import NONE, Exchange, any_leaver, gives_up, move, out_of, takes_in

LEAVES = -1
NOBODY = -2


class Side(NamedTuple):
    """One end's search: ``mark`` (n_nodes,) is the round in which a node was reached, ``toward`` the node next to it
    on the way back, ``pair`` and ``mover`` who moves between them (LEAVES: somebody leaves, NOBODY: no one moves).

    ``count`` holds [reached, expanded, looks, OUT kept for last, round].
    """

    mark: Shorts
    toward: Shorts
    pair: Ints
    mover: Shorts
    reached: Shorts
    count: Ints


REACHED, EXPANDED, LOOKS, KEPT, ROUND = 0, 1, 2, 3, 4


@part
def side_of(n_nodes: int) -> Side:
    """Return a side that has reached nothing."""
    return Side(
        np.zeros(n_nodes, dtype=np.int32),
        np.empty(n_nodes, dtype=np.int32),
        np.empty(n_nodes, dtype=np.int64),
        np.empty(n_nodes, dtype=np.int32),
        np.empty(n_nodes, dtype=np.int32),
        np.zeros(5, dtype=np.int64),
    )
