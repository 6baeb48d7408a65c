"""How long ``simulate`` takes on the what-if of the demo, with one worker and with two; writes a dated CSV.

``python -m benchmarks.simulation [--trials N]``: the second line of the CSV should be at least 1.8 times as quick, the
first 9,000 trials (nine scenarios, the assumptions tilted besides) should take no more than a minute with two workers.
"""

import argparse
import csv
import os
import resource
from datetime import date
from pathlib import Path
from time import perf_counter

from matcher.files.scenarios import read_study
from matcher.files.simulations import records_text
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
    """Measure one worker and two on the same study."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--tornado", action="store_true")
    asked = parser.parse_args()
    study = with_trials(read_study(STUDY), asked.trials)
    rows: list[dict[str, object]] = []
    seconds, texts = [], []
    for workers in (1, 2):
        load, started, used = os.getloadavg()[0], perf_counter(), _cpu()
        found = simulate(study, workers=workers, tornado=asked.tornado)
        seconds.append(perf_counter() - started)
        texts.append(records_text(found))
        n = len(study.scenarios) * asked.trials
        row = (
            workers,
            len(study.scenarios),
            asked.trials,
            round(seconds[-1], 2),
            round(_cpu() - used, 2),
            round(1000 * seconds[-1] / n, 2),
            round(seconds[0] / seconds[-1], 2),
            texts[0] == texts[-1],
            os.cpu_count(),
            round(load, 2),
        )
        rows.append(dict(zip(COLUMNS, row, strict=True)))
        print(rows[-1])
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{date.today().isoformat()}-simulation.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(path)


def _cpu() -> float:
    """Return the processor seconds of this process and of those it has seen end."""
    own = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in own)


if __name__ == "__main__":
    main()
