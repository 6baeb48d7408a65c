"""Constraints that tie levels to columns of their own: few changes, expected hires within what a host would hire."""

from collections.abc import Iterator, Mapping

import numpy as np

from matcher.constraints.row import Column, Key, Row, count
from matcher.constraints.setting import Setting
from matcher.levels import earlier_needs
from matcher.policy import LevelName
from matcher.quantities import MICRO


def few_changes(setting: Setting) -> Iterator[Row]:
    """Keep all but max_changes of the earlier placements: sum of x over kept pairs >= earlier - max_changes."""
    most = setting.quantities.policy.max_changes
    if most is not None:
        pairs, weight = count(np.flatnonzero(setting.quantities.kept))
        yield Row(("max-changes",), pairs, weight, lower=earlier_needs(setting.quantities) - most)


def hires(setting: Setting) -> Iterator[Row | Column]:
    """Count expected hires up to the places for hire: hires <= sum of employment x, hires <= places (``hire_unit``)."""
    if any(level.name == LevelName.EMPLOYMENT for level in setting.quantities.policy.objectives):
        unit = hire_unit(setting)
        for host, places in limited_hosts(setting).items():
            pairs = setting.at_host(host)
            column = hires_at(host)
            yield Column(column, upper=places * MICRO // unit, whole=False)
            yield Row(column, pairs, setting.quantities.employment[pairs] // unit, lower=0, columns={column: -1})


def hire_unit(setting: Setting) -> int:
    """Return the largest number of 1e-6 that divides every probability given and one: small numbers solve better."""
    return int(np.gcd.reduce(setting.quantities.employment, initial=MICRO))


def hires_at(host: str) -> Key:
    """Return the column of a host's expected hires."""
    return ("hires", host)


def limited_hosts(setting: Setting) -> Mapping[str, int]:
    """Return how many each host would hire, for hosts that say so and may be sent more expected hires than that."""
    limits: dict[str, int] = {}
    for position in setting.quantities.round.positions:
        if position.hire_places is not None:
            limits[position.host] = limits.get(position.host, 0) + position.hire_places
    employment = setting.quantities.employment
    return {
        host: places
        for host, places in sorted(limits.items())
        if int(employment[setting.at_host(host)].sum()) > places * MICRO
    }
