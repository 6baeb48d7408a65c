"""What dual prices have to keep, written out once and in plain loops."""

from matcher.kernels.doorway import Bools, Ints
from tests.kernels.small_markets import NONE, PairOf, SmallMarket


def assert_proved(m: SmallMarket, pair_of: PairOf, price: Ints, group_price: Ints, surplus: Ints) -> None:
    """The matching is one, and the prices prove that no other that meets the musts is worth more."""
    assert m.meets(pair_of)
    load, shared = m.loads(pair_of)
    assert (load <= m.capacity).all()
    assert (shared <= m.group_capacity).all()
    _assert_prices(price, m.must_fill, load < m.capacity)
    _assert_prices(group_price, m.must_fill_group, shared < m.group_capacity)
    for i, row in enumerate(m.rows):
        assert pair_of[i] == NONE or pair_of[i] in row
        assert surplus[i] >= 0 or m.must_match[i]
        for pair in row:
            j = m.position[pair]
            cost = price[j] + (group_price[m.group_of[j]] if m.group_of[j] != NONE else 0)
            assert m.weight[pair] - cost <= surplus[i]
    paid = (price * m.capacity).sum() + (group_price * m.group_capacity).sum()
    assert surplus.sum() + paid == m.value(pair_of)


def _assert_prices(price: Ints, must: Bools, has_room: Bools) -> None:
    assert (price[~must] >= 0).all()
    assert (price[has_room] == 0).all()
