"""The best that anybody can do who does not know the future: dynamic programming over all that can happen.

Written in plain Python on ids, with nothing of the package but the habits: for a few people without withdrawals.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import prod

from matcher.rounds import Round
from matcher.simulate.dynamic.streams import Habits


def best_online(round_: Round, habits: Habits, n_days: int, window: int = 1) -> float:
    """Return the best expected total of utility; decisions fall at the end of each window and on the last day."""
    worth: Mapping[tuple[str, str], float] = {(p.applicant_id, p.position_id): p.utility or 0 for p in round_.pairs}
    positions = tuple(j.position_id for j in round_.positions)
    most = {h.host_id: h.capacity for h in round_.hosts}
    host = {j.position_id: j.host_id for j in round_.positions}
    ends = [d for d in range(n_days) if (d + 1) % window == 0 or d == n_days - 1]

    def fits(free: tuple[int, ...], taken: Mapping[str | None, int]) -> bool:
        return min(free) >= 0 and all(taken.get(h, 0) <= (c or 0) for h, c in most.items())

    def choices(free: tuple[int, ...], come: tuple[str, ...]) -> Iterator[tuple[float, tuple[int, ...]]]:
        for chosen in product((None, *positions), repeat=len(come)):
            left = tuple(f - chosen.count(p) for f, p in zip(free, positions, strict=True))
            taken: dict[str | None, int] = {}
            for j, seats in zip(round_.positions, left, strict=True):
                taken[host[j.position_id]] = taken.get(host[j.position_id], 0) + j.capacity - seats
            if fits(left, taken):
                yield sum(worth[c, p] for c, p in zip(come, chosen, strict=True) if p is not None), left

    @cache
    def value(turn: int, waiting: tuple[str, ...], free: tuple[int, ...]) -> float:
        if turn == len(ends):
            return 0.0
        before = ends[turn - 1] if turn else -1
        p = habits.comes * (ends[turn] - before) / n_days / (1 - habits.comes * (before + 1) / n_days or 1)
        total = 0.0
        for comes in product((False, True), repeat=len(waiting)):
            if chance := prod(p if c else 1 - p for c in comes):
                come = tuple(w for w, c in zip(waiting, comes, strict=True) if c)
                rest = tuple(w for w, c in zip(waiting, comes, strict=True) if not c)
                total += chance * max(gain + value(turn + 1, rest, left) for gain, left in choices(free, come))
        return total

    return value(0, tuple(a.applicant_id for a in round_.applicants), tuple(j.capacity for j in round_.positions))
