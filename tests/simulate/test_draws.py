"""Numbers that are drawn belong to an event and an id, and to nothing else."""

import numpy as np

from matcher.simulate.draws import Draws

IDS = [f"a{i}" for i in range(20_000)]


def test_a_number_does_not_depend_on_who_else_is_drawn() -> None:
    assert Draws(1, 5).uniform("hired", ["a7"])[0] == Draws(1, 5).uniform("hired", IDS)[7]


def test_seeds_trials_and_events_give_other_numbers() -> None:
    base = Draws(1, 0).uniform("hired", IDS)
    for other in (
        Draws(2, 0).uniform("hired", IDS),
        Draws(1, 1).uniform("hired", IDS),
        Draws(1, 0).uniform("army", IDS),
    ):
        assert abs(np.corrcoef(base, other)[0, 1]) < 0.03


def test_numbers_are_uniform() -> None:
    numbers = np.concatenate([Draws(3, trial).uniform("hired", IDS) for trial in range(10)])
    shares = np.histogram(numbers, bins=20, range=(0, 1))[0] / len(numbers)
    assert np.allclose(shares, 1 / 20, atol=0.002)
    assert numbers.min() > 0
    assert numbers.max() < 1


def test_an_odd_trial_mirrors_the_even_one_before_it_when_asked() -> None:
    even, odd = (Draws(1, trial, antithetic=True).uniform("hired", IDS) for trial in (4, 5))
    assert np.allclose(even + odd, 1)
    assert (even == Draws(1, 4).uniform("hired", IDS)).all()
