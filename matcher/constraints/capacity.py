"""Constraints of room: one place a need, seats of places, hosts and beds, minors, and what must be filled to open."""

from collections.abc import Iterator

import numpy as np

from matcher.capacities import shared_capacities
from matcher.constraints.row import Column, Key, Row, count
from matcher.constraints.setting import Setting
from matcher.lists import Ints
from matcher.rounds import Opening


def one_place_each(setting: Setting) -> Iterator[Row]:
    """Give a need at most one place, and one for certain when it is fixed by hand: sum of x <= 1 (= 1)."""
    e = setting.eligibility
    for i, need in enumerate(e.needs):
        fixed = bool(setting.quantities.fixed[i])
        pairs, weight = count(setting.of_need(i))
        if len(pairs) or fixed:
            yield Row(("need", need.applicant_id, need.period_id), pairs, weight, 1 if fixed else None, 1)


def one_at_a_time(setting: Setting) -> Iterator[Row]:
    """Send nobody to two places at one time: over periods that share a day, sum of x <= 1."""
    e = setting.eligibility
    for periods in setting.together:
        own: dict[str, list[int]] = {}
        for i, need in enumerate(e.needs):
            if need.period_id in periods:
                own.setdefault(need.applicant_id, []).append(i)
        for applicant, needs in own.items():
            if len(needs) > 1:
                pairs, weight = count(np.concatenate([setting.of_need(i) for i in needs]))
                yield Row(("at-a-time", applicant, *periods), pairs, weight, upper=1)


def seats(setting: Setting) -> Iterator[Row | Column]:
    """Fill a place up to its capacity, and from its minimum if it opens: minimum y <= sum of seats x <= capacity y.

    Where the opening is required, or there is no minimum, y is 1.
    """
    for j, place in enumerate(setting.places):
        position = setting.positions[place.position_id]
        pairs = setting.at_place(j)
        taken = setting.seats[pairs]
        key = ("place", place.position_id, place.period_id)
        if position.minimum == 0 or position.opening == Opening.REQUIRED:
            if len(pairs) or position.minimum:
                yield Row(key, pairs, taken, position.minimum or None, position.capacity)
        elif len(pairs):
            opens = ("open", place.position_id, place.period_id)
            yield Column(opens)
            yield Row(key, pairs, taken, upper=0, columns={opens: -position.capacity})
            yield Row(("minimum", *key[1:]), pairs, taken, lower=0, columns={opens: -position.minimum})


def shared_seats(setting: Setting) -> Iterator[Row]:
    """Keep within what a host, or a position open in several periods, takes at one time: sum of seats x <= capacity.

    Where only one of the places has pairs and keeps within as much by itself, or all pairs together do, it never binds.
    """
    for shared in shared_capacities(setting.quantities.round, setting.places):
        used = [j for j in shared.places if len(setting.at_place(j))]
        limits = [setting.positions[setting.places[j].position_id].capacity for j in used]
        pairs = setting.at_places(used)
        if (len(used) == 1 and limits[0] <= shared.capacity) or int(setting.seats[pairs].sum()) <= shared.capacity:
            continue
        key = (f"{shared.kind}-capacity", shared.owner, *shared.periods)
        yield Row(key, pairs, setting.seats[pairs], upper=shared.capacity)


def host_minimums(setting: Setting) -> Iterator[Row]:
    """Give a host at least its minimum over all its positions and periods: sum of seats x >= minimum."""
    for host in sorted(setting.quantities.round.hosts, key=lambda h: h.host_id):
        if host.minimum:
            pairs = setting.at_host(host.host_id)
            yield Row(("host-minimum", host.host_id), pairs, setting.seats[pairs], lower=host.minimum)


def minors(setting: Setting) -> Iterator[Row]:
    """Place at most max_minors people who are under 18 on the first day: sum of seats x over minors <= max_minors.

    The bound is for what happens at one time, as those of seats and of beds are.
    """
    if not setting.is_on("max-minors"):
        return
    for position_id, places in setting.places_of_position.items():
        most = setting.positions[position_id].max_minors
        pairs = setting.at_places(places)
        young = pairs[setting.minor[setting.eligibility.need_of[pairs]]]
        if most is not None:
            yield from _limited(setting, ("max-minors", position_id), young, most)


def _limited(setting: Setting, key: Key, pairs: Ints, most: int) -> Iterator[Row]:
    """Keep the seats that pairs take at any one time within a limit, where they could be more."""
    for periods, now in setting.at_one_time(pairs):
        if int(setting.seats[now].sum()) > most:
            yield Row((*key, *periods), now, setting.seats[now], upper=most)


def lodgers(setting: Setting, pairs: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which pairs need a bed: housing is asked for and home not known to be near, or too far without a ride."""
    e, book = setting.eligibility, setting.quantities.book
    need_of, place_of = e.need_of[pairs], e.place_of[pairs]
    need = book.frame.need
    km, most = book.kilometres(need_of, place_of), need.max_km[need_of]
    homeless = need.needs_housing[need_of] & ~(km <= most)
    too_far = (
        (km > most)
        & ~book.frame.place.transport[place_of]
        & setting.quantities.policy.rule_is_on("distance", default=True)
    )
    return np.asarray(homeless | too_far, dtype=np.bool_)


def beds(setting: Setting) -> Iterator[Row]:
    """House no more than there are beds: sum of seats x over those who cannot come from home <= housing_beds.

    A position without a number of beds, or with none, is left to the rules ``housing`` and ``distance``: everyone there
    can come from home. Where there are beds, they are for those whom these rules would keep out without them.
    """
    if not setting.is_on("beds"):
        return
    for position_id, places in setting.places_of_position.items():
        number = setting.positions[position_id].housing_beds
        if number:
            pairs = setting.at_places(places)
            yield from _limited(setting, ("beds", position_id), pairs[lodgers(setting, pairs)], number)
