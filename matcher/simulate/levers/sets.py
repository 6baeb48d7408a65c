"""Sets of levers: how often each is pulled, what that costs, and which sets are one step away."""

from collections.abc import Iterator, Sequence
from itertools import islice

from matcher.simulate.scenarios import Lever, Scenario

Pulls = tuple[int, ...]
"""How often each lever of a study is pulled, in the study's order; 0 up to its ``most``."""


def nothing(levers: Sequence[Lever]) -> Pulls:
    """Return the set that does nothing."""
    return (0,) * len(levers)


def everything(levers: Sequence[Lever]) -> Pulls:
    """Return the set that pulls every lever as often as can be, whatever it costs."""
    return tuple(lever.most for lever in levers)


def once(levers: Sequence[Lever]) -> list[Pulls]:
    """Return the sets of one lever pulled once, in order; a lever that cannot be pulled is left out."""
    return [_moved(nothing(levers), n, 1) for n, lever in enumerate(levers) if lever.most > 0]


def cost_of(levers: Sequence[Lever], pulls: Pulls) -> float:
    """Return what a set costs in roubles a year."""
    return sum(lever.cost * n for lever, n in zip(levers, pulls, strict=True))


def scenario_of(levers: Sequence[Lever], pulls: Pulls) -> Scenario:
    """Return the scenario of a set: the changes of each lever as often as it is pulled."""
    changes = tuple(
        change for lever, n in zip(levers, pulls, strict=True) for _ in range(n) for change in lever.changes
    )
    return Scenario("+".join(map(str, pulls)), "", changes)


def affordable(levers: Sequence[Lever], budget: float, most: int) -> list[Pulls] | None:
    """Return every set within the budget, doing nothing first; None where there are more than ``most``."""
    found = list(islice(_affordable(levers, budget), most + 1))
    return None if len(found) > most else found


def _affordable(levers: Sequence[Lever], left: float) -> Iterator[Pulls]:
    if not levers:
        yield ()
        return
    for n in range(levers[0].most + 1):
        if n * levers[0].cost <= left:
            for rest in _affordable(levers[1:], left - n * levers[0].cost):
                yield (n, *rest)


def richer(levers: Sequence[Lever], budget: float, pulls: Pulls) -> list[Pulls]:
    """Return the sets within the budget in which one lever is pulled more often, once more or several times more."""
    moved = (_moved(pulls, n, by) for n, lever in enumerate(levers) for by in range(1, lever.most - pulls[n] + 1))
    return [other for other in moved if cost_of(levers, other) <= budget]


def swapped(levers: Sequence[Lever], budget: float, pulls: Pulls) -> list[Pulls]:
    """Return the sets within the budget with one pull fewer, and with one fewer and another lever pulled more often."""
    fewer = [_moved(pulls, n, -1) for n in range(len(levers)) if pulls[n]]
    found = dict.fromkeys(fewer)
    for other in fewer:
        found |= dict.fromkeys(richer(levers, budget, other))
    return [other for other in found if other != pulls]


def _moved(pulls: Pulls, n: int, by: int) -> Pulls:
    return (*pulls[:n], pulls[n] + by, *pulls[n + 1 :])
