"""Active agreements: how many long-term agreements reach their minimum when those placed are shared out best."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from matcher.constraints.keepers import ShareOut, is_long_term, share_of_agreements
from matcher.constraints.row import Key
from matcher.constraints.setting import Setting
from matcher.rounds import Agreement


def active_agreements(setting: Setting, held: Mapping[tuple[str, str], str]) -> int:
    """Return the most long-term agreements that can be active at once; ``held`` maps (applicant, period) to a position.

    Hosts are independent of each other, and a host has few agreements: larger sets are tried first.
    """
    counted = {a.agreement_id: a for a in setting.quantities.round.agreements if is_long_term(a, setting)}
    share = share_of_agreements(setting, set(counted))
    supply = {name: sum(_seats(setting, pair, held) for pair in pairs) for name, pairs in share.classes.items()}
    hosts: dict[str, list[Agreement]] = {}
    for agreement in counted.values():
        hosts.setdefault(agreement.host_id, []).append(agreement)
    return sum(_most(share, supply, sorted(own, key=lambda a: a.agreement_id)) for own in hosts.values())


def _seats(setting: Setting, pair: int, held: Mapping[tuple[str, str], str]) -> int:
    need = setting.need(pair)
    position = setting.places[int(setting.eligibility.place_of[pair])].position_id
    return int(setting.seats[pair]) if held.get((need.applicant_id, need.period_id)) == position else 0


def _most(share: ShareOut, supply: Mapping[Key, int], own: Sequence[Agreement]) -> int:
    return next((len(chosen) for chosen in _larger_first(own) if _reach(share, supply, chosen)), 0)


def _larger_first(own: Sequence[Agreement]) -> Iterator[tuple[Agreement, ...]]:
    for size in range(len(own), 0, -1):
        yield from combinations(own, size)


def _reach(share: ShareOut, supply: Mapping[Key, int], chosen: Sequence[Agreement]) -> bool:
    """Return whether the classes can give every chosen agreement its minimum (augmenting paths, a seat at a time)."""
    serves = {name: [k.key[0] for k in share.keepers[name]] for name in share.classes}
    given: dict[Key, list[str]] = {name: [] for name in share.classes}
    return all(
        _draw(serves, supply, given, agreement.agreement_id, set())
        for agreement in chosen
        for _ in range(max(1, agreement.minimum))
    )


def _draw(
    serves: Mapping[Key, list[str]],
    supply: Mapping[Key, int],
    given: dict[Key, list[str]],
    wanted: str,
    tried: set[Key],
) -> bool:
    for name in serves:
        if wanted not in serves[name] or name in tried:
            continue
        tried.add(name)
        if len(given[name]) < supply[name]:
            given[name].append(wanted)
            return True
        for other in dict.fromkeys(given[name]):
            if other != wanted and _draw(serves, supply, given, other, tried):
                given[name].remove(other)
                given[name].append(wanted)
                return True
    return False
