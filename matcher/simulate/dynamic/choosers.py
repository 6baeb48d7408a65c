"""Choosers: ways to decide where somebody who has come goes, for good, before the next are known.

``greedy`` gives the best seat there is. ``prices`` keeps seats by prices made once, before the first comes: the mean
cost of a seat over drawn futures (bid prices; Talluri and van Ryzin 1998, and 1999 for drawing them). ``lookahead``
draws futures anew at each decision and solves them exactly with each choice made (hindsight optimisation: Chang, Givan
and Chong 2000; Van Hentenryck and Bent 2006; that the regret of solving again does not grow with the market: Vera and
Banerjee 2021).
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matcher.simulate.dynamic.desk import Desk
from matcher.simulate.dynamic.futures import Forecast, Ints, costs_of_seats
from matcher.simulate.dynamic.standing import NONE, Standing

Bools = npt.NDArray[np.bool_]
Choose = Callable[[Standing, int, Bools], int]
"""Of what stands, a need to be decided now and a mark on those to be decided after it: a pair, or NONE for no seat."""


def greedy(_: Desk, __: Forecast) -> Choose:
    """Return a chooser of the best seat there is now."""

    def choose(standing: Standing, need: int, _: Bools) -> int:
        pairs = standing.desk.pairs_of(need)
        return _best(standing, pairs, standing.desk.value[pairs.start : pairs.stop])

    return choose


def prices(desk: Desk, forecast: Forecast) -> Choose:
    """Return a chooser of the seat worth most beyond a price, the prices being made once from drawn futures."""
    nobody: Bools = np.zeros(desk.n_needs, dtype=np.bool_)
    total = costs_of_seats(Standing(desk), forecast, ~nobody, nobody, 0)

    def choose(standing: Standing, need: int, _: Bools) -> int:
        return _beyond(standing, need, total, forecast.samples)

    return choose


def lookahead(_: Desk, forecast: Forecast) -> Choose:
    """Return a chooser that draws and solves futures anew for each decision."""

    def choose(standing: Standing, need: int, waiting: Bools) -> int:
        pairs = standing.desk.pairs_of(need)
        if not any(standing.has_seat(pair) for pair in pairs):
            return NONE
        region = standing.desk.region
        total = costs_of_seats(standing, forecast, region == region[need], waiting, standing.n_decided)
        return _beyond(standing, need, total, forecast.samples)

    return choose


CHOOSERS: dict[str, Callable[[Desk, Forecast], Choose]] = {"greedy": greedy, "prices": prices, "lookahead": lookahead}
"""All ways to decide, under the names that results use."""


def _beyond(standing: Standing, need: int, total: Ints, samples: int) -> int:
    """Return the pair worth most beyond what its seat costs, both times the number of futures; none below 0."""
    pairs = standing.desk.pairs_of(need)
    own = slice(pairs.start, pairs.stop)
    gain = samples * standing.desk.value[own] - total[standing.desk.market.place_of[own]]
    return _best(standing, [p for p, g in zip(pairs, gain.tolist(), strict=True) if g >= 0], gain[gain >= 0])


def _best(standing: Standing, pairs: Sequence[int], gain: Ints) -> int:
    """Return the pair of the largest gain that may be given, of equals the first in the person's own order."""
    return next((pair for pair in _in_order(pairs, gain) if standing.may_give(pair)), NONE)


def _in_order(pairs: Sequence[int], gain: Ints) -> Iterator[int]:
    for n in np.argsort(-gain, kind="stable").tolist():
        yield pairs[n]
