"""Share-outs: all demand within all capacities, floors met, loads even; None where it cannot be."""

from itertools import product
from random import Random

import pytest

from matcher.constraints.keepers import Keeper, ShareOut
from matcher.constraints.row import Key
from matcher.constraints.sharing import first_unserved, share_out

ALONE = (("t1",), ("t2",))
CHAIN = (("t1", "t2"), ("t2", "t3"))


def one_class(*keepers: Keeper, period: str = "t1") -> tuple[ShareOut, Key]:
    name = ("h", "welding", period)
    return ShareOut("mentor", {name: []}, {name: keepers}), name


def test_demand_above_all_capacity_is_not_served_and_the_rest_is_counted() -> None:
    share, name = one_class(Keeper(("m1",), 1), Keeper(("m2",), 2))
    assert share_out(share, {name: 3}, ALONE) is not None
    assert share_out(share, {name: 5}, ALONE) is None
    assert first_unserved(share, {name: 5}, ALONE) == (name, 2)


def test_a_floor_is_met_where_it_can_be() -> None:
    first, second = Keeper(("d1",), None), Keeper(("d2",), None)
    share, name = one_class(first, second)
    given = share_out(share, {name: 3}, ALONE, {first: 2, second: 1})
    assert given is not None
    assert (given[first, name], given[second, name]) == (2, 1)
    assert share_out(share, {name: 3}, ALONE, {first: 2, second: 2}) is None


def test_a_keeper_is_free_again_in_a_period_of_other_days() -> None:
    keeper = Keeper(("m",), 1)
    names = [("h", "", t) for t in ("t1", "t2")]
    share = ShareOut("mentor", {n: [] for n in names}, dict.fromkeys(names, (keeper,)))
    assert share_out(share, dict.fromkeys(names, 1), ALONE) is not None
    assert share_out(share, dict.fromkeys(names, 1), (("t1", "t2"),)) is None


def by_hand(
    share: ShareOut, units: list[Key], together: tuple[tuple[str, ...], ...], floors: dict[Keeper, int]
) -> bool:
    """Whether some choice of a keeper for each unit keeps everything."""
    for choice in product(*(share.keepers[name] for name in units)):
        taken = list(zip(choice, units, strict=True))
        within = all(
            k.capacity is None or sum(c == k and n[-1] in now for c, n in taken) <= k.capacity
            for k in choice
            for now in together
        )
        if within and all(sum(c == k for c in choice) >= least for k, least in floors.items()):
            return True
    return False


@pytest.mark.parametrize("together", [ALONE, (("t1", "t2"),), CHAIN])
def test_a_share_out_is_found_exactly_where_there_is_one(together: tuple[tuple[str, ...], ...]) -> None:
    periods = sorted({t for now in together for t in now})
    for seed in range(400):
        r = Random(seed)
        keepers = [Keeper((f"m{n}",), r.choice((None, 0, 1, 2, 3))) for n in range(r.randint(1, 3))]
        names: list[Key] = [("h", f"s{n}", r.choice(periods)) for n in range(r.randint(1, 4))]
        able = {name: tuple(k for k in keepers if r.random() < 0.7) for name in names}
        share = ShareOut("mentor", {name: [] for name in names}, able)
        demand = {name: r.randint(0, 2) for name in names}
        floors = {k: r.randint(0, 2) for k in keepers if r.random() < 0.4}
        units = [name for name, n in demand.items() for _ in range(n)]
        given = share_out(share, demand, together, floors)
        assert (given is not None) == by_hand(share, units, together, floors), seed
        if given is not None:
            for name in demand:
                assert sum(n for (_, c), n in given.items() if c == name) == demand[name]
        assert (first_unserved(share, demand, together) is None) == by_hand(share, units, together, {}), seed
