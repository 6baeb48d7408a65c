"""Wishes: the places that a need would rather have than what it has, allowed or not."""

from collections.abc import Iterator

import numpy as np

from matcher.judge import Case


def better_places(case: Case, need: int) -> list[tuple[int, int | None]]:
    """Return the places (indices) that stand strictly before the need's own, with their rank, best first.

    Those it ranked, whether allowed or not, and the allowed ones it did not rank (rank None), which come last. Without
    a place every one is better; where nobody was asked, none is better than a place.
    """
    own = own_rank(case, need)
    if own is not None and not case.round.preferences:
        return []
    found = {j: rank for j, rank in _ranked(case, need) if own is None or rank < own}
    e = case.eligibility
    allowed = e.place_of[case.setting.of_need(need)].tolist() if own is None else []
    places: dict[int, int | None] = {**dict.fromkeys(allowed), **found}
    return sorted(places.items(), key=lambda item: (item[1] is None, item[1] or 0, item[0]))


def own_rank(case: Case, need: int) -> int | None:
    """Return the rank >= 1 of the need's own place, None without one; one not ranked is one worse than the worst."""
    held = int(case.held[need])
    return int(case.quantities.rank[held]) if held >= 0 else None


def given_rank(case: Case, need: int, place: int) -> int | None:
    """Return the rank that the need gave a place, None where it gave none."""
    return dict(_ranked(case, need)).get(place)


def _ranked(case: Case, need: int) -> Iterator[tuple[int, int]]:
    """Yield the places that a need ranked and did not refuse."""
    entries = case.quantities.preferences
    first, last = np.searchsorted(entries.need_of, [need, need + 1])
    for n in range(int(first), int(last)):
        if entries.rank[n] > 0 and not entries.veto[n]:
            yield int(entries.place_of[n]), int(entries.rank[n])
