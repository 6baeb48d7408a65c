"""Chances: what an outcome model says of pairs of an applicant and a position, fitted or given alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from matcher.rounds import Round

Reals = npt.NDArray[np.float64]

FATES = ("host", "specialty", "other", "self-employed", "army", "study", "parental-leave", "idle")
"""What can become of a graduate: hired by the host of the practice; by another, in the specialty or outside it;
self-employed or an entrepreneur; drafted; studying on; on parental leave; none of these."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities a pair: ``fate`` has shape ``(n_pairs, len(FATES))`` and rows that sum to 1.

    ``stay`` has shape ``(n_pairs,)``: the probability to be with the same employer 12 months after being hired.
    """

    fate: Reals
    stay: Reals

    @property
    def employed(self) -> Reals:
        """Return the probability of being employed in any way, shape ``(n_pairs,)``."""
        total: Reals = self.fate[:, :4].sum(axis=1)
        return total


class OutcomeModel(Protocol):
    """Says what becomes of applicants who had their practice at positions."""

    def chances(self, round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Chances:
        """Return the chances of each pair of ids, in order; ``None`` stands for no place of practice."""
        ...
