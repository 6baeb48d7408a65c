"""``python -m benchmarks.known_truth [REPEATS] [GAINS]``: models of outcomes held against a truth that is known.

Each repeat makes a history of 2,000 graduates from coefficients that can be looked up, fits a model to it, and asks
about the next cohort of the same town. True is the chance given what a model may look at, which is not sex. Measured:

* the *calibration error*: people of the cohort in ten equal groups by their chance; the mean distance of the mean
  chance and the mean true chance of a group. Nothing is drawn, so luck adds nothing to it;
* how often *intervals of 80 %* hold: of the number to be expected (all; each specialty) and of the number that will be
  employed. For the latter not one draw is taken but the probability, given the truth, that the number falls inside;
* how often the *gain* of other plans, true by the coefficients, lies within its interval (for the first GAINS repeats).
"""

import csv
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import NormalDist

import numpy as np

from matcher.rounds import Round
from matcher.simulate.outcomes.columns import Ints, Reals
from matcher.simulate.outcomes.features import Pairs, Rows, pairs_of
from matcher.simulate.outcomes.fitted import FittedOutcomes
from matcher.simulate.outcomes.fitting import fit_outcomes
from matcher.simulate.outcomes.gain import Gains, gains
from matcher.simulate.outcomes.history import History, history_of
from scenarios.histories import HORIZON, TRADES, WOMEN, Town, make_cohort, make_history, truth

REPEATS, GAINS = 1000, 500
WORKERS = 2
SIZE, ASKED = 2000, 400
"""Graduates of the next cohort by whom calibration is measured, and the first of them whose number is foretold."""
BINS = 10
COLUMNS = ("date", "measure", "repeats", "of", "value", "low", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One repeat: the calibration error, whether intervals held (0..1), each of the shape of what was asked."""

    error: float
    mean_held: bool
    number_held: float
    specialties_held: tuple[bool, ...]
    off: float


def history(seed: int, town: Town) -> History:
    """Return a history of a town."""
    return history_of(make_history(seed, town), HORIZON)


def trial(seed: int, town: Town, size: int = SIZE) -> Trial:
    """Return one repeat; ``off`` is the error of the expected number in standard deviations of the model."""
    model = fit_outcomes(history(seed, town))
    cohort = make_cohort(seed, town, size)
    pairs = pairs_of(cohort, *zip(*((p.applicant_id, p.position_id) for p in cohort.placements), strict=True))
    true = true_chances(cohort)
    asked = np.arange(min(ASKED, size))
    found = model.expectation(Rows(pairs, asked))
    real = NormalDist(true[asked].sum(), float(np.sqrt((true[asked] * (1 - true[asked])).sum())))
    low, high = found.interval()
    return Trial(
        calibration_error(model, pairs, true),
        held(model, pairs, true, asked),
        real.cdf(high) - real.cdf(low),
        tuple(held(model, pairs, true, at) for at in _by_specialty(pairs)),
        (found.expected - real.mean) / found.sd_model,
    )


def true_chances(cohort: Round) -> Reals:
    """Return the true chance of being employed of everyone placed, given what a model may look at: of no known sex."""
    people = [p.applicant_id for p in cohort.placements]
    places = [p.position_id for p in cohort.placements]
    by_sex = [truth().stages.employed(pairs_of(_all_of(cohort, sex), people, places)) for sex in ("М", "Ж")]
    trade = {a.applicant_id: (a.group or "")[:8] for a in cohort.applicants}
    women = np.array([WOMEN[TRADES.index(trade[who])] for who in people])
    chances: Reals = (1 - women) * by_sex[0] + women * by_sex[1]
    return chances


def _all_of(cohort: Round, sex: str) -> Round:
    return replace(cohort, applicants=tuple(replace(a, sex=sex) for a in cohort.applicants))


def calibration_error(model: FittedOutcomes, pairs: Pairs, true: Reals) -> float:
    """Return the mean distance of foretold and true shares over groups of people with about the same chance."""
    chance = model.stages.employed(pairs)
    groups = np.array_split(np.argsort(chance, kind="stable"), BINS)
    return float(np.mean([abs(chance[g].mean() - true[g].mean()) for g in groups]))


def held(model: FittedOutcomes, pairs: Pairs, true: Reals, at: Ints) -> bool:
    """Return whether the true expected number of some people lies within its interval."""
    low, high = model.expectation(Rows(pairs, at)).interval_of_mean()
    return bool(low <= true[at].sum() <= high)


def _by_specialty(pairs: Pairs) -> Iterator[Ints]:
    own = np.array(pairs.specialty)
    for name in np.unique(own):
        yield np.flatnonzero(own == name)


def gain_trial(seed: int, town: Town) -> dict[str, tuple[float, float, float, float]]:
    """Return for each contrast of plans: the gain, its interval, and the gain that is true."""
    found = gains(history(seed, town))
    assert found is not None
    return {
        f"{c.plan} - {c.against}": (c.gain, *c.interval(), _true(found, c.plan, c.against)) for c in found.contrasts
    }


def _true(found: Gains, plan: str, against: str) -> float:
    model = truth().stages
    of = [(p.planned[plan], p.actual if against == "actual" else p.planned[against]) for p in found.parts]
    return float(sum((model.employed(one) - model.employed(other)).sum() for one, other in of))


def rows(repeats: int, n_gains: int, pool: Executor) -> Iterator[tuple[object, ...]]:
    """Yield a row a measure; ``low`` and ``high`` are quantiles (10 and 90 %), of a share its bounds (95 %)."""
    town, today = Town(), date.today().isoformat()
    trials = list(pool.map(partial(trial, town=town), range(1, repeats + 1)))
    errors = np.array([t.error for t in trials])
    yield today, "calibration error", repeats, SIZE, errors.mean(), *np.quantile(errors, (0.1, 0.9))
    yield today, "holds: expected number", repeats, ASKED, *_share([float(t.mean_held) for t in trials])
    yield today, "holds: real number", repeats, ASKED, *_share([t.number_held for t in trials])
    yield today, "holds: specialties", repeats, SIZE, *_share([float(np.mean(t.specialties_held)) for t in trials])
    off = np.array([t.off for t in trials])
    yield today, "off, in sd of the model", repeats, ASKED, off.mean(), *np.quantile(off, (0.1, 0.9))
    found = list(pool.map(partial(gain_trial, town=town), range(1, n_gains + 1)))
    for name in found[0] if found else ():
        gain, low, high, true = np.array([g[name] for g in found]).T
        yield today, f"gain {name}", n_gains, 2000, gain.mean(), low.mean(), high.mean()
        yield today, f"true gain {name}", n_gains, 2000, true.mean(), *np.quantile(true, (0.1, 0.9))
        yield (
            today,
            f"holds: gain {name}",
            n_gains,
            2000,
            *_share(((low <= true) & (true <= high)).astype(float).tolist()),
        )


def _share(held_: list[float]) -> tuple[float, float, float]:
    mean, sd = float(np.mean(held_)), float(np.std(held_) / np.sqrt(len(held_)))
    return mean, mean - 1.96 * sd, mean + 1.96 * sd


def main() -> None:
    """Print the summary and write it beside the other results."""
    numbers = [int(a) for a in sys.argv[1:]]
    repeats, n_gains = (*numbers, *(REPEATS, GAINS)[len(numbers) :])
    path = Path(__file__).parent / "results" / f"{date.today():%Y-%m-%d}-known-truth.csv"
    with path.open("w", newline="", encoding="utf-8") as file, ProcessPoolExecutor(WORKERS) as pool:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows(repeats, n_gains, pool):
            told = [f"{cell:.4f}" if isinstance(cell, float) else cell for cell in row]
            writer.writerow(told)
            file.flush()
            print(*told, flush=True)


if __name__ == "__main__":
    main()
