"""Levels strictly in order: each stage is solved within the face of the stages before it, the lottery decides last."""

import numpy as np

from matcher.errors import SolverError
from matcher.kernels.lottery import serial_choice
from matcher.lists import Ints
from matcher.market import Aim, Answer, Dual, Market
from matcher.progress import Tell, silent
from matcher.solvers.face import Face, Optimum, bound, tighten, whole_face
from matcher.solvers.method import Method
from matcher.stopping import Stop, never


def solve_levels(market: Market, method: Method, stop: Stop = never, tell: Tell = silent) -> Answer:
    """Return the one matching that is best at every aim in order, ties decided by lot, with the prices that prove it.

    1. Solve the aim within the face; 2. note its prices; 3. cut the face to the aim's optima; 4. next aim; 5. in the
    last face, needs choose in order of their lot, each its best place that leaves the rest a way to complete. Once
    ``stop`` says so, no further aim is begun; the first one always is.
    """
    face, duals = whole_face(market), list[Dual]()
    held = _any(face, method)
    for aim in market.aims:
        if duals and stop():
            break
        tell(aim.level, None, None)
        weight = aim.weight[face.pair]
        optimum = method(face, weight)
        duals.append(_proof(face, aim, weight, optimum))
        market_pair = np.where(optimum.held >= 0, np.append(face.pair, -1)[optimum.held], -1)
        face = tighten(face, weight, optimum)
        held = _within(face, market_pair)
    chosen = draw(face, held)
    return Answer(
        np.where(chosen >= 0, np.append(face.pair, -1)[chosen], -1),
        tuple(duals),
        in_time=len(duals) == len(market.aims),
    )


def _any(face: Face, method: Method) -> Ints:
    """Return a matching that keeps to the musts, for where there are no aims: a level may count no pair at all."""
    if face.market.aims or not face.must_place.any():
        return np.full(face.market.n_needs, -1, dtype=np.int64)
    return method(face, np.zeros(len(face.pair), dtype=np.int64)).held


def _proof(face: Face, aim: Aim, weight: Ints, optimum: Optimum) -> Dual:
    total = sum(weight[optimum.held[optimum.held >= 0]].tolist())
    proved = bound(face.market, optimum)
    if total != proved:
        raise SolverError(f"{aim.name}: the matching gives {total}, its prices {proved}")
    return Dual(aim, optimum.price, optimum.shared_price, proved)


def _within(face: Face, market_pair: Ints) -> Ints:
    """Return market pairs as pairs of the face."""
    at = np.searchsorted(face.pair, market_pair)
    within: Ints = np.where(market_pair >= 0, at, -1)
    return within


def draw(face: Face, held: Ints) -> Ints:
    """Return the face's matching chosen by lot."""
    market = face.market
    return serial_choice(
        face.indptr,
        face.place_of,
        market.capacity,
        market.shared_of,
        market.shared_capacity,
        face.must_place,
        face.must_fill,
        face.must_fill_shared,
        held,
        market.lot,
    )
