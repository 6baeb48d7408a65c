"""Search: the set of levers that is best on average over the trials at hand (sample average approximation).

Every set is tried on the same trials, so that differences between sets are their own and not those of the draws
(Kleywegt, Shapiro and Homem-de-Mello 2002). Where few sets are within the budget, all are tried: then the best of them
is the best there is on these trials. Else the set grows by the pulls that gain most for their cost, from nothing and
from the best single lever, and is then mended by swaps until none helps.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matcher.simulate.chances import Reals
from matcher.simulate.levers.sets import Pulls, affordable, cost_of, nothing, richer, swapped
from matcher.simulate.scenarios import Lever

Try = Callable[[Sequence[Pulls]], Mapping[Pulls, Reals]]
"""Gives what sets come to in each of the trials, the same trials for all."""
LEAST = 1e-9
"""A gain below this is none."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The best set; ``whole`` says that it is the best of all sets within the budget on these trials.

    ``tried`` are the sets tried, the best first: by mean, of equals the cheaper, then the one with earlier levers.
    """

    best: Pulls
    tried: tuple[Pulls, ...]
    whole: bool


def search(levers: Sequence[Lever], budget: float, attempt: Try, most: int) -> Searched:
    """Return the best set of levers within the budget, trying all where there are at most ``most`` >= 1."""
    sets = affordable(levers, budget, most)
    if sets is not None:
        ranked = _ranked(levers, _Means(attempt), sets)
        return Searched(ranked[0], tuple(ranked), whole=True)
    means = _Means(attempt)
    ends = [
        _mended(levers, budget, means, _grown(levers, budget, means, start)) for start in _starts(levers, budget, means)
    ]
    ranked = _ranked(levers, means, [s for s in means.known if cost_of(levers, s) <= budget])
    best = _ranked(levers, means, ends)[0]
    return Searched(best, (best, *(s for s in ranked if s != best)), whole=False)


class _Means:
    """Means of sets over the trials; each set is tried once."""

    def __init__(self, attempt: Try) -> None:
        self._attempt = attempt
        self.known: dict[Pulls, float] = {}

    def of(self, sets: Sequence[Pulls]) -> list[float]:
        new = [s for s in dict.fromkeys(sets) if s not in self.known]
        if new:
            self.known |= {s: float(values.mean()) for s, values in self._attempt(new).items()}
        return [self.known[s] for s in sets]


def _ranked(levers: Sequence[Lever], means: _Means, sets: Sequence[Pulls]) -> list[Pulls]:
    found = dict(zip(sets, means.of(sets), strict=True))
    return sorted(found, key=lambda s: (-round(found[s] / LEAST), cost_of(levers, s), tuple(-n for n in s)))


def _starts(levers: Sequence[Lever], budget: float, means: _Means) -> list[Pulls]:
    """Return where growing starts: at nothing, and at the best single lever that the budget allows."""
    return [nothing(levers), *_ranked(levers, means, richer(levers, budget, nothing(levers)))[:1]]


def _grown(levers: Sequence[Lever], budget: float, means: _Means, pulls: Pulls) -> Pulls:
    """Return the set with pulls added, each time those that gain most for a rouble, while any gain."""
    while True:
        now, others = means.of([pulls])[0], richer(levers, budget, pulls)
        gains = dict(zip(others, (m - now for m in means.of(others)), strict=True))
        better = [s for s in others if gains[s] > LEAST]
        if not better:
            return pulls
        cost = cost_of(levers, pulls)
        pulls = max(better, key=lambda s: gains[s] / max(cost_of(levers, s) - cost, LEAST))


def _mended(levers: Sequence[Lever], budget: float, means: _Means, pulls: Pulls) -> Pulls:
    """Return the set after the best swap, drop or addition, while one helps or costs less at no loss."""
    while True:
        others = [pulls, *richer(levers, budget, pulls), *swapped(levers, budget, pulls)]
        best = _ranked(levers, means, others)[0]
        if best == pulls:
            return pulls
        pulls = best
