"""Active agreements: how many long-term agreements reach their minimum when those placed are shared out best."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from matcher.constraints.keepers import Keeper, ShareOut, is_long_term, share_of_agreements
from matcher.constraints.row import Key
from matcher.constraints.setting import Setting
from matcher.constraints.sharing import share_out
from matcher.rounds import Agreement


def active_agreements(setting: Setting, held: Mapping[tuple[str, str], str]) -> int:
    """Return the most long-term agreements that can be active at once; ``held`` maps (applicant, period) to a position.

    Agreements with a minimum of 0 are active whoever is placed. Hosts are independent of each other, and a host has few
    agreements: larger sets are tried first.
    """
    counted = {a.agreement_id: a for a in setting.quantities.round.agreements if is_long_term(a, setting)}
    share = share_of_agreements(setting, set(counted))
    supply = {name: sum(_seats(setting, pair, held) for pair in pairs) for name, pairs in share.classes.items()}
    hosts: dict[str, list[Agreement]] = {}
    for agreement in (a for a in counted.values() if a.minimum):
        hosts.setdefault(agreement.host_id, []).append(agreement)
    by_themselves = sum(not a.minimum for a in counted.values())
    return by_themselves + sum(_most(setting, share, supply, hosts[host]) for host in sorted(hosts))


def _seats(setting: Setting, pair: int, held: Mapping[tuple[str, str], str]) -> int:
    need = setting.need(pair)
    position = setting.places[int(setting.eligibility.place_of[pair])].position_id
    return int(setting.seats[pair]) if held.get((need.applicant_id, need.period_id)) == position else 0


def _most(setting: Setting, share: ShareOut, supply: Mapping[Key, int], own: Sequence[Agreement]) -> int:
    """Return how many of one host's agreements can be active while everyone placed there is under some agreement."""
    here = {name: seats for name, seats in supply.items() if name[0] == own[0].host_id and seats}
    keepers = {k.key[0]: k for name in here for k in share.keepers[name]}
    reach = sorted((a for a in own if a.agreement_id in keepers and _can(a, here, share)), key=lambda a: a.agreement_id)
    return next((len(c) for c in _larger_first(reach) if _reached(setting, share, here, keepers, c)), 0)


def _can(agreement: Agreement, supply: Mapping[Key, int], share: ShareOut) -> bool:
    """Return whether enough are placed whom the agreement covers."""
    own = (n for name, n in supply.items() if any(k.key[0] == agreement.agreement_id for k in share.keepers[name]))
    return sum(own) >= agreement.minimum


def _larger_first(own: Sequence[Agreement]) -> Iterator[tuple[Agreement, ...]]:
    for size in range(len(own), 0, -1):
        yield from combinations(own, size)


def _reached(
    setting: Setting,
    share: ShareOut,
    supply: Mapping[Key, int],
    keepers: Mapping[str, Keeper],
    chosen: Sequence[Agreement],
) -> bool:
    floors = {keepers[a.agreement_id]: a.minimum for a in chosen}
    return share_out(share, supply, setting.together, floors) is not None
