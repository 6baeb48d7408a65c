"""Method: what solves one stage within a face."""

from typing import Protocol

from matcher.lists import Ints
from matcher.solvers.face import Face, Optimum


class Method(Protocol):
    """Maximise the sum of ``weight`` (int64, shape (n_alive,)) over the matchings of a face, with exact prices."""

    def __call__(self, face: Face, weight: Ints) -> Optimum:
        """Return the optimum of the stage."""
