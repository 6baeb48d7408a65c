"""Compile every kernel once and leave it in numba's cache: ``python -m matcher.kernels``."""

import numpy as np

from matcher.kernels.acceptance import applicant_proposing, position_proposing
from matcher.kernels.assignment import best_assignment
from matcher.kernels.blocking import undecided
from matcher.kernels.cardinality import largest_matching
from matcher.kernels.face import tight_face
from matcher.kernels.fullness import narrow, whole_case
from matcher.kernels.lottery import serial_choice
from matcher.kernels.newcomers import newcomer_cost
from matcher.kernels.openings import Offers, gains
from matcher.kernels.prices import dual_prices
from matcher.kernels.seat_worth import seat_worth
from matcher.kernels.tiers import tiers_of


def compile_all() -> None:
    """Call every kernel on a market of one applicant and one seat."""
    indptr, position, one = np.array([0, 1]), np.array([0]), np.array([1])
    no_group, no_groups = np.array([-1]), np.zeros(0)
    no, nobody = np.array([False]), np.zeros(0)
    pair_of, price, surplus = largest_matching(indptr, position, one)
    tight_face(indptr, position, one, price, surplus)
    best_assignment(indptr, position, one, one, no, no)
    dual_prices(indptr, position, one, one, no_group, no_groups, no, no, nobody, pair_of)
    serial_choice(indptr, position, one, no_group, no_groups, no, no, nobody, pair_of, np.array([0]))
    gains(Offers(indptr, position, one, one), one, one, no, no)
    applicant_proposing(indptr, position, one, one, no_group, no_groups)
    position_proposing(indptr, position, one, one, no_group, no_groups)
    seat_worth(indptr, position, [one], one, no_group, no_groups, no, pair_of, [one], [no_groups])
    newcomer_cost(indptr, position, one, one, no_group, no_groups, no, pair_of, [1], no_groups)
    tiers = tiers_of(indptr, position, one, one, one, no_group, no_groups)
    case = whole_case(tiers, no)
    narrow(tiers, case, -1)
    undecided(tiers, case, pair_of)


if __name__ == "__main__":
    compile_all()
