"""``python -m matcher.kernels`` compiles every kernel once, so that the first solve need not wait for it."""

import numpy as np

from matcher.kernels.acceptance import applicant_proposing, position_proposing
from matcher.kernels.assignment import best_assignment
from matcher.kernels.cardinality import largest_matching
from matcher.kernels.face import tight_face
from matcher.kernels.lottery import serial_choice
from matcher.kernels.prices import dual_prices


def compile_all() -> None:
    """Call every entry on a market of one applicant and one position."""
    indptr, one, zero = np.array([0, 1]), np.ones(1, dtype=np.int64), np.zeros(1, dtype=np.int32)
    no, alone, none = np.zeros(1, dtype=np.bool_), np.full(1, -1, dtype=np.int32), np.zeros(0, dtype=np.int64)
    no_group = np.zeros(0, dtype=np.bool_)
    held, price, surplus = largest_matching(indptr, zero, one)
    tight_face(indptr, zero, one, price, surplus)
    best_assignment(indptr, zero, one, one, no, no)
    serial_choice(indptr, zero, one, alone, none, no, no, no_group, held, np.zeros(1, dtype=np.int64))
    dual_prices(indptr, zero, one, one, alone, none, no, no, no_group, held)
    applicant_proposing(indptr, zero, one, one, alone, none)
    position_proposing(indptr, zero, one, one, alone, none)


if __name__ == "__main__":
    compile_all()
