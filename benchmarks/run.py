"""``make bench``: all rivals side by side on every size, then the whole command; writes one dated CSV."""

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.markets import BareMarket, draw_market, write_folder
from benchmarks.rivals import RIVALS, Outcome

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
RATIOS = (0.9, 1.0, 1.2)
HIGHS_UP_TO = 10_000
COLUMNS = [
    "date",
    "n_applicants",
    "ratio",
    "n_pairs",
    "rival",
    "repetitions",
    "median_s",
    "least_s",
    "greatest_s",
    "to_ortools",
    "placed",
    "utility",
]
Times = dict[str, list[float]]


def repetitions(n_applicants: int, rival: str) -> int:
    """Return how often a rival runs at a size: often where it is quick."""
    if rival == "highs":
        return 1 if n_applicants > 1_000 else 3
    return 15 if n_applicants <= 3_000 else 7 if n_applicants <= 30_000 else 5


def side_by_side(market: BareMarket) -> tuple[Times, Outcome]:
    """Return every rival's seconds, run in turn, and the optimum on which all agree."""
    rivals = [r for r in RIVALS if r != "highs" or market.n_applicants <= HIGHS_UP_TO]
    optimum = RIVALS["ortools"](market)
    for rival in rivals:
        if rival != "highs":
            assert RIVALS[rival](market) == optimum, rival
    times: Times = {rival: [] for rival in rivals}
    while waiting := [r for r in rivals if len(times[r]) < repetitions(market.n_applicants, r)]:
        for rival in waiting:
            times[rival].append(_timed(lambda r=rival: RIVALS[r](market), optimum))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    return times, optimum


def _timed(work: Callable[[], Outcome], optimum: Outcome) -> float:
    started = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - started
    assert found == optimum, (found, optimum)
    return seconds


def whole_command(market: BareMarket, runs: int = 3) -> list[float]:
    """Return the seconds of ``praktika solve`` as a fresh process, files in and files out."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(market, Path(folder) / "round")
        command = [
            *(sys.executable, "-m", "matcher", "solve", f"{folder}/round", "--out", f"{folder}/out"),
        ]
        seconds = []
        for _ in range(runs):
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own command on our own files
            seconds.append(time.perf_counter() - started)
        return seconds


def rows(sizes: tuple[int, ...]) -> Iterator[dict[str, object]]:
    """Yield one row a rival and instance."""
    for n in sizes:
        for ratio in RATIOS:
            market = draw_market(n, ratio)
            times, (placed, utility) = side_by_side(market)
            if ratio == 1.0:
                times["command"] = whole_command(market)
            base = median(times["ortools"])
            for rival, seconds in times.items():
                values = (
                    *(date.today().isoformat(), n, ratio, len(market.position), rival, len(seconds)),
                    *(f"{s:.5f}" for s in (median(seconds), min(seconds), max(seconds))),
                    *(f"{median(seconds) / base:.3f}", placed, utility),
                )
                yield dict(zip(COLUMNS, values, strict=True))


def main() -> None:
    """Run every size (or those named on the command line) and write the dated file."""
    sizes = tuple(int(a) for a in sys.argv[1:]) or SIZES
    path = Path(__file__).parent / "results" / f"{date.today().isoformat()}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows(sizes):
            writer.writerow(row)
            file.flush()
            print(*row.values(), sep="\t", flush=True)
    print(f"written: benchmarks/results/{path.name}")


if __name__ == "__main__":
    main()
