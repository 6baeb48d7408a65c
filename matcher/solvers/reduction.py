"""Reduction: pairs in no stable matching go, whoever is placed in every one must be, the rest falls into parts."""

from dataclasses import replace

import numpy as np

from matcher.kernels.fullness import narrow, whole_case
from matcher.solvers.tied import Tied


def reduced(tied: Tied) -> Tied | None:
    """Return the market with the same stable matchings, in fewer pairs; None when no matching can be stable.

    Needs and places keep their numbers. The arguments are in :mod:`matcher.kernels.fullness`.
    """
    case = whole_case(tied.tiers, tied.must_place)
    if not narrow(tied.tiers, case, -1):
        return None
    return replace(tied.cut(case.alive), must_place=case.must_match)


def parts(tied: Tied) -> list[Tied]:
    """Return the market cut into parts that share no need, no place and no capacity, in order of their first pair."""
    n = tied.n_needs
    places = n + np.arange(len(tied.capacity))
    owner = np.where(tied.shared_of >= 0, n + len(places) + tied.shared_of, places)
    leader = np.arange(n + len(places) + len(tied.shared_capacity))
    ends = np.stack([tied.need_of, owner[tied.place_of]], axis=1)
    settled = False
    while not settled:
        before, least = leader.copy(), leader[ends].min(axis=1)
        np.minimum.at(leader, ends[:, 0], least)
        np.minimum.at(leader, ends[:, 1], least)
        settled = np.array_equal(before, leader)
    labels = leader[tied.need_of]
    return [tied.cut(labels == label).compact() for label in dict.fromkeys(labels.tolist())]
