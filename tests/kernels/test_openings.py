"""What places earn at given charges, against every choice of applicants."""

from itertools import combinations
from random import Random

import numpy as np

from matcher.kernels.openings import CANNOT, Offers, gains


def drawn(seed: int) -> tuple[Offers, list[int], list[int]]:
    """A few places with up to five pairs each, the pairs' values and the needs' charges."""
    random = Random(f"gains {seed}")
    n_needs, n_places = 5, 3
    rows = [sorted(random.sample(range(n_needs), random.randint(0, n_needs))) for _ in range(n_places)]
    capacity = [random.randint(0, 4) for _ in rows]
    minimum = [random.randint(0, c) for c in capacity]
    first = np.cumsum([0, *map(len, rows)])
    offers = Offers(
        first, np.array([i for row in rows for i in row], dtype=np.int64), np.array(capacity), np.array(minimum)
    )
    values = [random.randint(-3, 6) for row in rows for _ in row]
    return offers, values, [random.randint(-2, 4) for _ in range(n_needs)]


def worths(offers: Offers, values: list[int], charges: list[int], place: int) -> list[int]:
    own = range(int(offers.first[place]), int(offers.first[place + 1]))
    return [values[x] - charges[int(offers.need_of[x])] for x in own]


def best(worth: list[int], minimum: int, capacity: int) -> int | None:
    """The most a place earns with any choice it may make, None when it cannot open."""
    sizes = range(minimum, min(capacity, len(worth)) + 1)
    return max((sum(chosen) for size in sizes for chosen in combinations(worth, size)), default=None)


def result_of(offers: Offers, values: list[int], charges: list[int]) -> tuple[list[int], list[int], list[int]]:
    n_places = len(offers.capacity)
    no, yes = np.zeros(n_places, dtype=np.bool_), np.ones(n_places, dtype=np.bool_)
    earned, asked, level = gains(offers, np.array(values, dtype=np.int64), np.array(charges), no, yes)
    return earned.tolist(), asked.tolist(), level.tolist()


def test_a_place_earns_what_its_best_choice_is_worth() -> None:
    for seed in range(300):
        offers, values, charges = drawn(seed)
        earned, _, _ = result_of(offers, values, charges)
        for place, found in enumerate(earned):
            expected = best(
                worths(offers, values, charges, place), int(offers.minimum[place]), int(offers.capacity[place])
            )
            assert found == (CANNOT if expected is None else expected), (seed, place)


def test_a_pair_below_its_places_level_costs_the_difference() -> None:
    for seed in range(300):
        offers, values, charges = drawn(seed)
        earned, _, level = result_of(offers, values, charges)
        for place, at_best in enumerate(earned):
            worth = worths(offers, values, charges, place)
            minimum, capacity = int(offers.minimum[place]), int(offers.capacity[place])
            for x, own in enumerate(worth if at_best != CANNOT and capacity else []):
                others = best(worth[:x] + worth[x + 1 :], max(0, minimum - 1), capacity - 1)
                assert others is not None
                assert own + others == at_best - max(0, level[place] - own), (seed, place, x)


def test_needs_are_asked_by_the_places_that_open_and_by_no_other() -> None:
    offers = Offers(np.array([0, 2, 4]), np.array([0, 1, 1, 2]), np.array([2, 2]), np.array([0, 2]))
    values, charges = np.array([5, 1, 2, -3]), np.zeros(3, dtype=np.int64)
    no, yes = np.zeros(2, dtype=np.bool_), np.ones(2, dtype=np.bool_)
    assert gains(offers, values, charges, no, yes)[1].tolist() == [1, 1, 0]
    assert gains(offers, values, charges, yes, yes)[1].tolist() == [1, 2, 1]
    assert gains(offers, values, charges, no, no)[1].tolist() == [0, 0, 0]


def test_of_equals_only_as_many_are_asked_as_there_are_seats() -> None:
    offers = Offers(np.array([0, 3]), np.array([0, 1, 2]), np.array([2]), np.array([1]))
    yes = np.ones(1, dtype=np.bool_)
    assert gains(offers, np.array([4, 4, 4]), np.zeros(3, dtype=np.int64), ~yes, yes)[1].sum() == 2
