"""Amounts: numbers changed exactly as written, and seats dealt out fairly."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.simulate.changes.amounts import Amount, dealt


def test_a_number_is_set_changed_or_scaled_and_never_negative() -> None:
    assert [Amount(to=5).of(3), Amount(by=-1).of(3), Amount(times=1.1).of(10)] == [5, 2, 11]
    assert [Amount(to=-5).of(3), Amount(by=-9).of(3)] == [0, 0]
    assert Amount().of(3) == 3


def test_halves_are_rounded_up() -> None:
    assert [Amount(times=0.5).whole(n) for n in (1, 2, 3)] == [1, 1, 2]
    assert [Amount(by=0.5).whole(2), Amount(to=1.4).whole(7)] == [3, 1]


WEIGHTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 9), min_size=1, max_size=8)


@given(st.integers(0, 60), WEIGHTS)
def test_all_seats_are_dealt_each_within_one_of_its_share(total: int, weights: dict[str, int]) -> None:
    own, sum_ = dealt(total, weights, {}), sum(weights.values())
    assert sum(own.values()) == total
    for i, w in weights.items():
        assert abs(own[i] - (total * w / sum_ if sum_ else total / len(weights))) < 1


@given(st.integers(0, 60), WEIGHTS)
def test_nobody_loses_when_the_total_grows(more: int, weights: dict[str, int]) -> None:
    own = dealt(sum(weights.values()) + more, weights, {})
    assert all(own[i] >= w for i, w in weights.items())


@given(st.integers(0, 30), WEIGHTS, st.data())
def test_floors_are_kept_even_above_the_total(total: int, weights: dict[str, int], data: st.DataObject) -> None:
    floors = {i: data.draw(st.integers(0, w)) for i, w in weights.items()}
    own = dealt(total, weights, floors)
    assert all(own[i] >= n for i, n in floors.items())
    assert sum(own.values()) == max(total, sum(floors.values()))


def test_equal_remainders_go_by_id() -> None:
    assert dealt(2, {"b": 1, "a": 1, "c": 1}, {}) == {"a": 1, "b": 1, "c": 0}
