"""Placement day by day beside hindsight: greedy, fixed prices and looking ahead on streams drawn from seeds."""

import csv
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.markets import draw_market, write_folder
from matcher import load_round
from matcher.rounds import Round
from matcher.simulate.dynamic.desk import Desk, desk_of, levels_of
from matcher.simulate.dynamic.shares import compare
from matcher.simulate.dynamic.streams import Habits, drawn_streams

DAYS, SAMPLES, SEED = 30, 20, 11
DEMO = Path(__file__).parent.parent / "scenarios" / "kireevsk-spring"
COLUMNS = [
    "date",
    "round",
    "n_roster",
    "n_seats",
    "conditions",
    "comes",
    "leaves",
    "window",
    "samples",
    "streams",
    "level",
    "chooser",
    "share_median",
    "share_p10",
    "share_p90",
    "share_least",
    "seconds_all",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of settings: the levels that count (each has its own row), habits, window in days, streams."""

    name: str
    levels: tuple[str, ...]
    habits: Habits
    window: int
    streams: int


SETTINGS = (
    Setting("kireevsk-spring", ("placed", "employment"), Habits(0.9, 0.05), 1, 20),
    Setting("kireevsk-spring", ("employment",), Habits(0.9, 0.05), 1, 10),
    Setting("kireevsk-spring", ("employment",), Habits(0.9, 0.05), 7, 10),
    Setting("drawn-300", ("utility",), Habits(0.8, 0.05), 1, 10),
    Setting("drawn-300", ("placed", "utility"), Habits(0.8, 0.05), 1, 10),
    Setting("drawn-1000", ("utility",), Habits(0.8, 0.05), 7, 3),
)


def round_of(name: str) -> Round:
    """Return the demo round, or a drawn one of so many people with seats for .75 of them."""
    if name == DEMO.name:
        return load_round(DEMO)
    with tempfile.TemporaryDirectory() as folder:
        write_folder(draw_market(int(name.rpartition("-")[2]), 0.75), Path(folder))
        return load_round(Path(folder))


def rows(setting: Setting) -> Iterator[dict[str, object]]:
    """Yield one row a level and chooser."""
    round_, streams = round_of(setting.name), setting.streams
    desk = desk_of(round_, levels_of(round_, setting.levels))
    played = drawn_streams(desk.ids, setting.habits, date(2026, 3, 2), DAYS, streams, SEED)
    started = time.perf_counter()
    found = compare(desk, played, setting.habits, setting.window, SAMPLES, SEED)
    seconds = time.perf_counter() - started
    for share in found.shares():
        values = (
            *(date.today().isoformat(), setting.name, desk.n_needs, _seats(desk)),
            *("all" if desk.is_bound else "seats", setting.habits.comes, setting.habits.leaves),
            *(setting.window, SAMPLES, streams, setting.levels[share.level], share.chooser),
            *(f"{s:.4f}" for s in (share.median, share.low, share.high, share.least)),
            f"{seconds:.0f}",
        )
        yield dict(zip(COLUMNS, values, strict=True))


def _seats(desk: Desk) -> int:
    return int(desk.market.capacity.sum())


def main() -> None:
    """Run every setting, or those numbered 1, 2 … on the command line, which are added to the dated file."""
    path = Path(__file__).parent / "results" / f"{date.today().isoformat()}-dynamic.csv"
    named = [SETTINGS[int(n) - 1] for n in sys.argv[1:]]
    with path.open("a" if named else "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if not file.tell():
            writer.writeheader()
        for setting in named or SETTINGS:
            for row in rows(setting):
                writer.writerow(row)
                file.flush()
                print(*row.values(), sep="\t", flush=True)


if __name__ == "__main__":
    main()
