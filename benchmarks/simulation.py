"""How long ``simulate`` takes on the what-if of the demo, with one worker and with two; writes a dated CSV.

``python -m benchmarks.simulation [TRIALS ...]``: two workers should be at least 1.8 times as quick as one, and 1,000
trials of nine scenarios should take no more than a minute with two. What a second process loads before it can begin
(about a second) weighs less the more trials there are, so more than one number of trials is measured.
"""

import argparse
import csv
import os
import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from matcher.files.scenarios import read_study
from matcher.files.simulations import records_text
from matcher.simulate.scenarios import Study
from matcher.simulate.simulation import simulate, with_trials

ROOT = Path(__file__).parents[1]
STUDY = ROOT / "scenarios" / "kireevsk-what-if.yaml"
RESULTS = ROOT / "benchmarks" / "results"
COLUMNS = (
    "workers",
    "scenarios",
    "trials",
    "seconds",
    "cpu_seconds",
    "ms_a_trial",
    "speed_up",
    "same_bytes",
    "cores",
    "load_before",
)


def main() -> None:
    """Measure one worker and two on the same study, for each number of trials."""
    parser = argparse.ArgumentParser()
    parser.add_argument("trials", type=int, nargs="*", default=[1000, 4000])
    rows = [row for trials in parser.parse_args().trials for row in measured(with_trials(read_study(STUDY), trials))]
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{date.today().isoformat()}-simulation.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(path)


def measured(study: Study) -> Iterator[dict[str, object]]:
    """Yield the line of one worker, then that of two; the records must be the same to the byte."""
    alone: tuple[float, str] | None = None
    for workers in (1, 2):
        load, started, used = os.getloadavg()[0], perf_counter(), _cpu()
        found = simulate(study, workers=workers)
        seconds, text = perf_counter() - started, records_text(found)
        alone = alone or (seconds, text)
        assert text == alone[1]
        n = len(study.scenarios) * study.trials
        row: dict[str, object] = {
            "workers": workers,
            "scenarios": len(study.scenarios),
            "trials": study.trials,
            "seconds": round(seconds, 2),
            "cpu_seconds": round(_cpu() - used, 2),
            "ms_a_trial": round(1000 * seconds / n, 2),
            "speed_up": round(alone[0] / seconds, 2),
            "same_bytes": True,
            "cores": os.cpu_count(),
            "load_before": round(load, 2),
        }
        print(row)
        yield row


def _cpu() -> float:
    """Return the processor seconds of this process and of those it has seen end."""
    own = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in own)


if __name__ == "__main__":
    main()
