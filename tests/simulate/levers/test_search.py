"""The search over sets of levers beside trying every set; bounds and gaps beside the truth."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from random import Random

import numpy as np
import pytest

from matcher.simulate.chances import Reals
from matcher.simulate.levers.gaps import gap_of, most_gain
from matcher.simulate.levers.search import Searched, search
from matcher.simulate.levers.sets import Pulls, affordable, cost_of, everything, nothing, once, scenario_of
from matcher.simulate.scenarios import Lever

Worth = Callable[[Pulls], float]


def some_levers(r: Random, n: int) -> tuple[Lever, ...]:
    return tuple(Lever(f"l{k}", f"l{k}", (), float(r.randint(0, 9)), r.randint(1, 3)) for k in range(n))


def every_set(levers: Sequence[Lever], budget: float) -> list[Pulls]:
    sets = product(*(range(lever.most + 1) for lever in levers))
    return [s for s in sets if sum(lever.cost * n for lever, n in zip(levers, s, strict=True)) <= budget]


def trials_of(worth: Worth, noise: Reals | float = 0.0) -> Callable[[Sequence[Pulls]], Mapping[Pulls, Reals]]:
    return lambda sets: {s: np.full(4, worth(s)) + noise for s in sets}


def covering(r: Random, levers: Sequence[Lever]) -> Worth:
    """How many of twenty things are covered: more never harms, and helps the less the more there is."""
    covered = [[frozenset(r.sample(range(20), r.randint(0, 6))) for _ in range(lever.most)] for lever in levers]
    weight = [r.random() for _ in range(20)]

    def worth(pulls: Pulls) -> float:
        own = [c[k] for c, n in zip(covered, pulls, strict=True) for k in range(n)]
        return sum(weight[x] for x in frozenset().union(*own))

    return worth


def test_the_sets_within_a_budget_are_all_of_them() -> None:
    for seed in range(40):
        r = Random(seed)
        levers, budget = some_levers(r, r.randint(0, 4)), float(r.randint(0, 25))
        expected = every_set(levers, budget)
        assert affordable(levers, budget, 10_000) == expected
        assert affordable(levers, budget, len(expected)) == expected
        assert affordable(levers, budget, len(expected) - 1) is None


def test_where_all_sets_are_tried_the_best_of_all_is_found_and_of_equals_the_cheapest() -> None:
    for seed in range(40):
        r = Random(seed)
        levers = some_levers(r, 3)
        worths = {s: float(r.randint(0, 3)) for s in every_set(levers, 12.0)}
        found = search(levers, 12.0, trials_of(worths.__getitem__), 10_000)
        best = max(worths.values())
        cheapest = min(cost_of(levers, s) for s, w in worths.items() if w == best)
        assert (found.whole, worths[found.best], cost_of(levers, found.best)) == (True, best, cheapest)
        assert [worths[s] for s in found.tried] == sorted(worths.values(), reverse=True)


def mended(seed: int) -> tuple[Searched, Worth, list[Pulls]]:
    """A search that may not try all sets, what sets are worth, and all sets."""
    r = Random(seed)
    levers = some_levers(r, 5)
    worth = covering(r, levers)
    return search(levers, 12.0, trials_of(worth), 1), worth, every_set(levers, 12.0)


def test_where_not_all_are_tried_the_set_is_near_the_best_and_seldom_worse() -> None:
    shares = []
    for seed in range(60):
        found, worth, sets = mended(seed)
        assert not found.whole
        assert found.best in sets
        assert found.tried[0] == found.best
        assert set(found.tried) <= set(sets)
        best = max(worth(s) for s in sets)
        shares.append(worth(found.best) / best if best else 1.0)
    assert min(shares) > 0.85
    assert np.mean(np.array(shares) > 1 - 1e-9) > 0.8


def test_a_search_that_does_not_try_all_tries_few() -> None:
    for seed in range(20):
        found, _, sets = mended(seed)
        assert len(found.tried) < max(60, len(sets) / 2)


@pytest.mark.parametrize("seed", range(60))
def test_no_set_gains_more_than_the_bound_where_levers_do_not_strengthen_each_other(seed: int) -> None:
    r = Random(seed)
    levers = some_levers(r, 4)
    worth = concave(r, levers)
    alone = {s: worth(s) for s in once(levers)}
    bound = most_gain(levers, 12.0, alone, worth(everything(levers)))
    assert bound >= max(worth(s) for s in every_set(levers, 12.0)) - 1e-9


def concave(r: Random, levers: Sequence[Lever]) -> Worth:
    """A sum of gains that shrink with each pull, capped together."""
    first, shrinks = [5 * r.random() for _ in levers], [r.random() for _ in levers]
    cap = 10 * r.random()

    def worth(pulls: Pulls) -> float:
        gains = zip(first, shrinks, pulls, strict=True)
        return min(cap, sum(f * s**k for f, s, n in gains for k in range(n)))

    return worth


def test_levers_that_harm_promise_no_gain() -> None:
    levers = (Lever("a", "a", (), 1.0), Lever("b", "b", (), 0.0))
    assert most_gain(levers, 5.0, {(1, 0): -1.0, (0, 1): -2.0}, -3.0) == 0.0


def test_the_gap_is_nothing_where_the_chosen_set_is_best_in_every_batch() -> None:
    noise = np.random.default_rng(1).normal(size=40)
    found = gap_of({(0,): noise, (1,): noise + 1}, (1,))
    assert found is not None
    assert (found.mean, found.most) == (0.0, 0.0)


def test_the_gap_covers_the_truth_nine_times_of_ten() -> None:
    covered = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        values: dict[Pulls, Reals] = {(k,): mean + rng.normal(size=100) for k, mean in enumerate((1.0, 0.9, 0.5))}
        found = gap_of(values, (1,))
        assert found is not None
        covered += found.most >= 0.1
    assert covered >= 0.88 * 300


def test_too_few_trials_leave_the_gap_unknown() -> None:
    assert gap_of({(0,): np.zeros(19)}, (0,)) is None


def test_a_lever_pulled_twice_makes_its_changes_twice() -> None:
    changes = (object(),)
    levers = (Lever("a", "a", changes, 1.0, 2), Lever("b", "b", (), 1.0))  # type: ignore[arg-type]  # any change
    assert scenario_of(levers, (2, 1)).changes == changes * 2
    assert scenario_of(levers, nothing(levers)).changes == ()
