"""Sharing out in a chain of periods: the search finds a share-out exactly where trying everything does."""

from collections import Counter
from itertools import product
from random import Random

from matcher.constraints.chains import searched
from matcher.constraints.keepers import Keeper, ShareOut
from matcher.constraints.row import Key

CHAIN = (("t0", "t1"), ("t1", "t2"))
"""The first and the last period do not overlap; the middle one overlaps both."""

Seats = list[Key]


def drawn(seed: int) -> tuple[ShareOut, dict[Key, int], dict[Keeper, int]]:
    """Up to seven seats in a few classes, up to three keepers, now and then with floors."""
    r = Random(seed)
    keepers = [Keeper((f"k{n}",), r.choice((None, 1, 1, 2, 2, 3))) for n in range(r.randint(1, 3))]
    names: Seats = [(f"c{n}", r.choice(("t0", "t1", "t2"))) for n in range(r.randint(1, 4))]
    able = {name: tuple(k for k in keepers if r.random() < 0.7) for name in names}
    demand = {name: r.randint(0, 2) for name in names}
    floors = {k: r.randint(1, 2) for k in keepers if r.random() < 0.3}
    return ShareOut("mentor", {}, able), demand, floors


def is_right(given: Counter[tuple[Keeper, Key]], floors: dict[Keeper, int]) -> bool:
    """Whether capacities are kept at every time and floors are met."""
    for keeper in {k for k, _ in given}:
        loads = [sum(n for (k, name), n in given.items() if k == keeper and name[-1] in now) for now in CHAIN]
        if keeper.capacity is not None and max(loads) > keeper.capacity:
            return False
    return all(sum(n for (k, _), n in given.items() if k == keeper) >= least for keeper, least in floors.items())


def can_be(share: ShareOut, demand: dict[Key, int], floors: dict[Keeper, int]) -> bool:
    seats = [name for name, n in demand.items() for _ in range(n)]
    return any(
        is_right(Counter(zip(chosen, seats, strict=True)), floors)
        for chosen in product(*(share.keepers[name] for name in seats))
    )


def test_a_share_out_is_found_exactly_where_there_is_one() -> None:
    answers: Counter[bool] = Counter()
    for seed in range(1500):
        share, demand, floors = drawn(seed)
        found = searched(share, demand, CHAIN, floors)
        assert (found is not None) == can_be(share, demand, floors), seed
        answers[found is not None] += 1
        if found is not None:
            assert is_right(Counter(found), floors), seed
            served: Counter[Key] = Counter()
            for (keeper, name), n in found.items():
                assert keeper in share.keepers[name]
                served[name] += n
            assert served == Counter({name: n for name, n in demand.items() if n}), seed
    assert min(answers.values()) > 200


def test_hundreds_of_seats_are_shared_out_at_once() -> None:
    keepers = [Keeper((f"k{n:02d}",), 30) for n in range(12)]
    wide = Keeper(("wide",), 60)
    demand: dict[Key, int] = {(f"c{n:02d}", t): 25 for n in range(12) for t in ("t0", "t2")}
    demand |= {("c00", "t1"): 8, ("c01", "t1"): 30}
    able: dict[Key, tuple[Keeper, ...]] = {name: (keepers[int(name[0][1:])], wide) for name in demand}
    found = searched(ShareOut("supervisor", {}, able), demand, CHAIN, {})
    assert found is not None
    assert sum(found.values()) == sum(demand.values())
    assert is_right(Counter(found), {})
