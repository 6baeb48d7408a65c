"""What positions and groups choose, written out plainly, and deferred acceptance by repeating whole rounds of it."""

from collections import Counter

from tests.kernels.small_markets import NONE, PairOf, SmallMarket

Owner = tuple[str, int]


def key(m: SmallMarket, pair: int) -> tuple[int, int]:
    """How a position or group ranks a pair, smaller is better."""
    return int(m.weight[pair]), pair


def owners(m: SmallMarket, pair: int) -> list[Owner]:
    """The position of a pair and, where there is one, its group."""
    j = int(m.position[pair])
    g = int(m.group_of[j])
    return [("position", j)] + [("group", g)] * (g != NONE)


def seats(m: SmallMarket, owner: Owner) -> int:
    kind, n = owner
    return int(m.capacity[n] if kind == "position" else m.group_capacity[n])


def is_wanted(m: SmallMarket, held: list[int], pair: int) -> bool:
    """Whether position and group would keep the pair beside whatever they hold and like better."""
    return all(
        sum(owner in owners(m, other) and key(m, other) < key(m, pair) for other in held) < seats(m, owner)
        for owner in owners(m, pair)
    )


def favourites(m: SmallMarket, pairs: set[int]) -> set[int]:
    """What positions and groups would keep of some pairs: the best first, while there are seats."""
    load: Counter[Owner] = Counter()
    kept = set()
    for pair in sorted(pairs, key=lambda p: key(m, p)):
        if all(load[owner] < seats(m, owner) for owner in owners(m, pair)):
            load.update(owners(m, pair))
            kept.add(pair)
    return kept


def rounds_of_proposals(m: SmallMarket) -> PairOf:
    """All applicants propose their best pair that was not refused yet, until nothing is refused."""
    refused: set[int] = set()
    while True:
        asked = [next((p for p in row if p not in refused), NONE) for row in m.rows]
        offers = set(asked) - {NONE}
        kept = favourites(m, offers)
        if kept == offers:
            return tuple(asked)
        refused |= offers - kept


def rounds_of_offers(m: SmallMarket) -> PairOf:
    """Positions and groups offer their favourites of what was not refused yet, until nothing is refused."""
    refused: set[int] = set()
    while True:
        offers = favourites(m, set(range(len(m.position))) - refused)
        best = [next((p for p in row if p in offers), NONE) for row in m.rows]
        if offers == set(best) - {NONE}:
            return tuple(best)
        refused |= offers - set(best)
