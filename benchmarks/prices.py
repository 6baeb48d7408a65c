"""Prices of every seat beside solving again: all 40,000 at once at 100,000 applicants, a sample of them solved anew."""

import csv
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from benchmarks.markets import BareMarket, draw_market
from matcher.arrays import assign, seat_prices

SIZES = (10_000, 100_000)
RATIOS = (0.9, 1.0, 1.2)
REPETITIONS, SAMPLE = 7, 40
COLUMNS = [
    "date",
    "n_applicants",
    "ratio",
    "n_pairs",
    "n_prices",
    "repetitions",
    "median_s",
    "least_s",
    "greatest_s",
    "one_solve_s",
    "to_solving_each",
    "sampled",
    "equal",
]
Ints = npt.NDArray[np.int64]


def optimum(market: BareMarket, capacity: Ints) -> Ints:
    """Return the most applicants and the largest total value."""
    held = assign(market.indptr, market.position, market.utility, capacity)
    row = market.row
    return np.array([np.count_nonzero(held >= 0), market.utility[held[row] == market.position].sum()])


def sampled(market: BareMarket, seed: int = 1) -> Iterator[bool]:
    """Yield for prices drawn at random whether solving again shows the same, the next and the last seat in turn."""
    held, duals = assign(market.indptr, market.position, market.utility, market.capacity, duals=True)
    found = seat_prices(market.indptr, market.position, market.utility, market.capacity, held, duals)
    now = optimum(market, market.capacity)
    for j in np.random.default_rng(seed).choice(len(market.capacity), SAMPLE, replace=False):
        for price, by in zip(found, (1, -1), strict=True):
            capacity = market.capacity.copy()
            capacity[j] += by
            yield bool((by * (optimum(market, capacity) - now) == price[j]).all())


def seconds(work: Callable[[], object]) -> list[float]:
    """Return how long a piece of work takes, each time, after one turn unmeasured."""
    work()
    times = []
    for _ in range(REPETITIONS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return times


def rows(sizes: tuple[int, ...]) -> Iterator[dict[str, object]]:
    """Yield one row an instance."""
    for n in sizes:
        for ratio in RATIOS:
            market = draw_market(n, ratio)
            arrays = market.indptr, market.position, market.utility, market.capacity
            held, duals = assign(*arrays, duals=True)
            times = seconds(partial(seat_prices, *arrays, held, duals))
            one = median(seconds(partial(assign, *arrays)))
            n_prices = 2 * len(market.capacity)
            agree = list(sampled(market))
            assert all(agree), (n, ratio)
            values = (
                *(date.today().isoformat(), n, ratio, len(market.position), n_prices, REPETITIONS),
                *(f"{s:.4f}" for s in (median(times), min(times), max(times), one)),
                *(f"{median(times) / (n_prices * one):.2e}", len(agree), sum(agree)),
            )
            yield dict(zip(COLUMNS, values, strict=True))


def main() -> None:
    """Run every size (or those named on the command line) and write the dated file."""
    path = Path(__file__).parent / "results" / f"{date.today().isoformat()}-prices.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows(tuple(int(a) for a in sys.argv[1:]) or SIZES):
            writer.writerow(row)
            file.flush()
            print(*row.values(), sep="\t", flush=True)


if __name__ == "__main__":
    main()
