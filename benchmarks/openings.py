"""Random rounds whose positions open only from a minimum of .8 to 1 of capacity; about ten pairs an applicant.

``python -m benchmarks.openings`` solves them beside plain models and writes a dated CSV. Every run has a process of
its own, so that peaks of memory can be told apart.
"""

import csv
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np

from matcher.policy import Level, LevelName, Limits, Policy, Unlisted
from matcher.rounds import Applicant, Kind, Pair, Position, Preference, Round


def openings_round(n_applicants: int, n_hosts: int, seed: int = 1, ratio: float = 1.1, seconds: float = 60.0) -> Round:
    """Return a round of ``n_hosts`` one-position hosts with seats for ``ratio`` times the applicants in all."""
    rng = np.random.default_rng([seed, n_applicants, n_hosts])
    size = rng.lognormal(0.0, 0.5, n_hosts)
    capacity = np.maximum(2, np.rint(size * ratio * n_applicants / size.sum())).astype(int)
    minimum = np.ceil(capacity * rng.uniform(0.8, 1.0, n_hosts)).astype(int)
    popularity = (rng.permutation(n_hosts) + 1.0) ** -0.5
    popularity /= popularity.sum()
    pairs: list[Pair] = []
    wishes: list[Preference] = []
    attraction = rng.random(n_hosts)
    for i in range(n_applicants):
        listed = rng.choice(n_hosts, min(n_hosts, int(rng.integers(8, 13))), replace=False, p=popularity)
        for rank, j in enumerate(listed.tolist(), start=1):
            value = 1 + int(500 * attraction[j] + 500 * rng.random())
            pairs.append(Pair(f"a{i}", f"p{j}", utility=float(value)))
            wishes.append(Preference(f"a{i}", f"p{j}", rank=rank))
    return Round(
        f"openings-{n_applicants}-{n_hosts}",
        tuple(Applicant(f"a{i}") for i in range(n_applicants)),
        tuple(
            Position(f"p{j}", c, minimum=m)
            for j, (c, m) in enumerate(zip(capacity.tolist(), minimum.tolist(), strict=True))
        ),
        kind=Kind.VACANCY,
        pairs=tuple(pairs),
        preferences=tuple(wishes),
        policy=Policy(
            objectives=(Level(LevelName.PLACED), Level(LevelName.UTILITY)),
            unranked=Unlisted.UNACCEPTABLE,
            limits=Limits(seconds=seconds),
        ),
    )


SIZES = ((1_000, 50), (5_000, 250), (20_000, 1_000), (100_000, 2_000))
SEEDS = {1_000: 3, 5_000: 2}
"""How many instances of a size are drawn; one of the others."""

LIMIT = 60.0
SEARCH_LIMIT = 40.0
"""What praktika may search at the largest size: rules, model and judge take their share of the minute as well."""

BIG_ENOUGH = 100_000


@dataclass(frozen=True)
class Outcome:
    """What a rival came to: ``bound`` is None where it gave none, ``total`` None where it found nothing."""

    total: int | None
    bound: float | None
    seconds: float
    megabytes: float = 0.0

    @property
    def gap(self) -> float | None:
        """Return the gap as a share of the total."""
        return None if not self.total or self.bound is None else max(0.0, self.bound - self.total) / self.total


def praktika(round_: Round) -> Outcome:
    """Solve and judge the round: how many can be placed is not given, the answer is unique and its bound checked."""
    from matcher.solve import solve

    started = time.perf_counter()
    result = solve(round_)
    seconds = time.perf_counter() - started
    utility = result.levels[1]
    bound = utility.value if utility.proved else utility.bound
    assert isinstance(utility.value, float)
    assert isinstance(bound, int | float)
    return Outcome(int(utility.value), float(bound), seconds)


def cp_sat(round_: Round) -> Outcome:
    """Solve a plain model in 2 workers; that everyone can be placed is given."""
    from ortools.sat.python import cp_model

    started = time.perf_counter()
    model = cp_model.CpModel()
    pair = [model.new_bool_var("") for _ in round_.pairs]
    opens = {j.position_id: model.new_bool_var("") for j in round_.positions}
    own, there = _groups(round_)
    for indices in own.values():
        model.add_exactly_one(pair[i] for i in indices)
    for j in round_.positions:
        load = sum(pair[i] for i in there.get(j.position_id, []))
        model.add(load <= j.capacity * opens[j.position_id])
        model.add(load >= j.minimum * opens[j.position_id])
    model.maximize(sum(int(p.utility or 0) * x for p, x in zip(round_.pairs, pair, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 2, LIMIT
    status = solver.solve(model)
    seconds = time.perf_counter() - started
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(None, None, seconds)
    return Outcome(int(solver.objective_value), solver.best_objective_bound, seconds)


def highs(round_: Round) -> Outcome:
    """Solve a plain model with all links x <= y; that everyone can be placed is given."""
    import highspy

    started = time.perf_counter()
    own, there = _groups(round_)
    n, m = len(round_.pairs), len(round_.positions)
    column_of = {j.position_id: n + k for k, j in enumerate(round_.positions)}
    rows: list[tuple[list[int], list[float], float, float]] = [
        (indices, [1.0] * len(indices), 1.0, 1.0) for indices in own.values()
    ]
    for j in round_.positions:
        indices, opens = there.get(j.position_id, []), column_of[j.position_id]
        ones = [1.0] * len(indices)
        rows.append(([*indices, opens], [*ones, -float(j.capacity)], -highspy.kHighsInf, 0.0))
        rows.append(([*indices, opens], [*ones, -float(j.minimum)], 0.0, highspy.kHighsInf))
        rows += [([i, opens], [1.0, -1.0], -highspy.kHighsInf, 0.0) for i in indices]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n + m, len(rows)
    lp.col_cost_ = np.array([*(float(p.utility or 0) for p in round_.pairs), *[0.0] * m])
    lp.col_lower_, lp.col_upper_ = np.zeros(n + m), np.ones(n + m)
    lp.row_lower_, lp.row_upper_ = np.array([r[2] for r in rows]), np.array([r[3] for r in rows])
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.integrality_ = [highspy.HighsVarType.kContinuous] * n + [highspy.HighsVarType.kInteger] * m
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(r[0]) for r in rows])]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([r[0] for r in rows]).astype(np.int32)
    lp.a_matrix_.value_ = np.concatenate([r[1] for r in rows])
    model = highspy.Highs()
    model.silent()
    for option, value in (("time_limit", LIMIT), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99)):
        model.setOptionValue(option, value)
    model.passModel(lp)
    model.run()
    info, seconds = model.getInfo(), time.perf_counter() - started
    found = info.primal_solution_status == highspy.kSolutionStatusFeasible
    return Outcome(round(info.objective_function_value) if found else None, info.mip_dual_bound, seconds)


def _groups(round_: Round) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    own: dict[str, list[int]] = {}
    there: dict[str, list[int]] = {}
    for i, p in enumerate(round_.pairs):
        own.setdefault(p.applicant_id, []).append(i)
        there.setdefault(p.position_id, []).append(i)
    return own, there


RIVALS: dict[str, Callable[[Round], Outcome]] = {"praktika": praktika, "cp-sat": cp_sat, "highs": highs}


def measured(rival: str, n_applicants: int, n_hosts: int, seed: int) -> Outcome:
    """Return a rival's outcome with the peak of memory of its process, the round included."""
    seconds = SEARCH_LIMIT if n_applicants >= BIG_ENOUGH else LIMIT
    if rival == "praktika":
        RIVALS[rival](openings_round(60, 5))
    found = RIVALS[rival](openings_round(n_applicants, n_hosts, seed, seconds=seconds))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Outcome(found.total, found.bound, found.seconds, peak)


def runs(n_applicants: int, n_hosts: int) -> Iterator[tuple[str, int, Outcome]]:
    """Yield every rival's outcome on each instance, in turn; equal totals are asserted wherever two are proved."""
    for seed in range(1, 1 + SEEDS.get(n_applicants, 1)):
        proved: dict[str, int] = {}
        for rival in RIVALS:
            with get_context("spawn").Pool(1) as pool:
                found = pool.apply(measured, (rival, n_applicants, n_hosts, seed))
            if found.total is not None and found.gap is not None and found.gap * found.total < 1:
                proved[rival] = found.total
            yield rival, seed, found
        assert len(set(proved.values())) <= 1, (n_applicants, n_hosts, seed, proved)


def main() -> None:
    """Run every size (or those applicants named on the command line) and write the dated file."""
    wanted = {int(a) for a in sys.argv[1:]} or {n for n, _ in SIZES}
    path = Path(__file__).parent / "results" / f"{date.today().isoformat()}-openings.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "n_applicants", "n_hosts", "seed", "rival", *asdict(Outcome(0, 0, 0)), "gap_percent"])
        for n, h in SIZES:
            seconds: dict[str, list[float]] = {rival: [] for rival in RIVALS}
            for rival, seed, found in runs(n, h) if n in wanted else ():
                gap = "" if found.gap is None else f"{100 * found.gap:.6f}"
                figures = [found.total, found.bound, f"{found.seconds:.2f}", f"{found.megabytes:.0f}", gap]
                writer.writerow([date.today().isoformat(), n, h, seed, rival, *figures])
                file.flush()
                seconds[rival].append(found.seconds)
                print(n, h, seed, rival, *figures, sep="\t", flush=True)
            print(*(f"{rival}: median {median(s):.2f} s" for rival, s in seconds.items() if s), sep="; ")
    print(f"written: benchmarks/results/{path.name}")


if __name__ == "__main__":
    main()
