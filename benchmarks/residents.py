"""``python -m benchmarks.residents``: largest weakly stable matchings, praktika beside a plain CP-SAT model."""

import csv
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from ortools.sat.python import cp_model

from benchmarks.resident_rounds import SHAPES, residents_round
from matcher.rounds import Round
from matcher.solve import solve

SEEDS = range(1, 6)
REPETITIONS = 5
LIMIT = 60.0
COLUMNS = [
    *("date", "shape", "seed", "n_applicants", "n_positions", "n_seats", "n_pairs", "rival"),
    *("repetitions", "median_s", "least_s", "greatest_s", "placed", "bound", "proved", "certified"),
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rival found and how long each repetition took."""

    seconds: list[float]
    placed: int
    bound: int
    certified: bool

    @property
    def proved(self) -> bool:
        """Return whether no stable matching can be larger."""
        return self.placed == self.bound


def praktika(round_: Round) -> Outcome:
    """Solve the whole round: rules, the level placed, the lottery, the judge."""
    solve(round_)
    seconds = []
    for _ in range(REPETITIONS):
        started = time.perf_counter()
        result = solve(round_)
        seconds.append(time.perf_counter() - started)
    level = result.levels[0]
    assert isinstance(level.value, int)
    assert isinstance(level.bound, int)
    assert result.blocking_pairs == 0
    return Outcome(seconds, level.value, level.bound, level.certified)


def plain(round_: Round) -> Outcome:
    """Solve the level placed as a plain script does: a Boolean a pair, a row a pair that it does not block, no more.

    The row of a pair (i, j) with c seats: c * (i placed as well) + others at j liked as much >= c. Two workers.
    """
    started = time.perf_counter()
    model = cp_model.CpModel()
    rank = {(p.applicant_id, p.position_id): p.rank or 0 for p in round_.preferences}
    priority = {(p.applicant_id, p.position_id): p.rank or 0 for p in round_.priorities}
    taken = {pair: model.new_bool_var("") for pair in rank}
    rows: dict[str, list[str | None]] = {}
    columns: dict[str | None, list[str]] = {}
    for i, j in taken:
        rows.setdefault(i, []).append(j)
        columns.setdefault(j, []).append(i)
    capacity: dict[str | None, int] = {p.position_id: p.capacity for p in round_.positions}
    for i, own in rows.items():
        model.add(sum(taken[i, j] for j in own) <= 1)
    for j, there in columns.items():
        model.add(sum(taken[i, j] for i in there) <= capacity[j])
    for i, j in taken:
        as_well = sum(taken[i, k] for k in rows[i] if rank[i, k] <= rank[i, j])
        liked = sum(taken[o, j] for o in columns[j] if o != i and priority[o, j] <= priority[i, j])
        model.add(capacity[j] * as_well + liked >= capacity[j])
    model.maximize(sum(taken.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = LIMIT
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    placed, bound = (round(solver.objective_value) if found else 0), int(solver.best_objective_bound + 1e-6)
    return Outcome([time.perf_counter() - started], placed, min(bound, len(rows)), certified=False)


RIVALS = {"praktika": praktika, "cp-sat": plain}


def side_by_side(round_: Round) -> dict[str, Outcome]:
    """Return what each rival found; what both proved must be equal, and nobody may exceed a proved size."""
    found = {name: rival(round_) for name, rival in RIVALS.items()}
    for one in found.values():
        assert all(one.placed <= other.bound for other in found.values()), found
    return found


def rows(seeds: range) -> Iterator[dict[str, object]]:
    """Yield one row a rival and round."""
    for shape in SHAPES:
        for seed in seeds:
            round_ = residents_round(seed, shape)
            size = (len(round_.applicants), len(round_.positions), sum(p.capacity for p in round_.positions))
            for rival, found in side_by_side(round_).items():
                s = found.seconds
                values = (
                    *(date.today().isoformat(), shape, seed, *size, len(round_.preferences), rival, len(s)),
                    *(f"{v:.3f}" for v in (median(s), min(s), max(s))),
                    *(found.placed, found.bound, found.proved, found.certified),
                )
                yield dict(zip(COLUMNS, values, strict=True))


def main() -> None:
    """Run every shape with five seeds, or with as many as the command line says, and write the dated file."""
    seeds = range(1, int(sys.argv[1]) + 1) if len(sys.argv) > 1 else SEEDS
    path = Path(__file__).parent / "results" / f"{date.today().isoformat()}-residents.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows(seeds):
            writer.writerow(row)
            file.flush()
            print(*row.values(), sep="\t", flush=True)
    print(f"written: benchmarks/results/{path.name}")


if __name__ == "__main__":
    main()
