"""Careers: what becomes of a year's graduates in one trial, month by month.

1. Each graduate's fate is drawn from the model's chances. 2. Hosts take on those they would hire, in their own order,
up to their places. 3. Whom a place was missing for seeks on, with what chances are left without the host. 4. Month by
month the vacancies that have come up are matched exactly to those who still seek, each of whom is sent to one vacancy
at most; who is not hired there may find work alone, as the fate says, in one of the twelve months. 5. Who comes back
from the army draws again.
"""

from dataclasses import dataclass

import numpy as np

from matcher.lists import Ints
from matcher.rules.columns import Bools
from matcher.simulate.chain.market import MONTHS, Market, placed_in_month
from matcher.simulate.chain.prospects import Prospects
from matcher.simulate.chances import FATES, Reals
from matcher.simulate.draws import Draws

ENDINGS = (*FATES, "vacancy")
"""How a graduate ends: a fate, or hired at a vacancy of the region."""
HOST, SPECIALTY, OTHER, SELF_EMPLOYED, ARMY, STUDY, LEAVE, IDLE, VACANCY = range(len(ENDINGS))
SERVICE = 12
"""Months of service in the army."""
NEVER = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Careers:
    """Arrays of shape (n,) in the order of the prospects: how each ends, the month of the first working day (NEVER).

    ``vacancy`` is the vacancy taken, -1 for none; ``stay`` the chance of being there after 12 months; ``pull`` a number
    in (0, 1): still there after m months where it is below ``stay ** (m / 12)``. ``in_specialty`` 1, 0, -1 unknown.
    """

    ending: Ints
    start: Ints
    vacancy: Ints
    in_specialty: Ints
    stay: Reals
    pull: Reals

    @property
    def hired(self) -> Bools:
        """Return who is hired by an employer at some time."""
        return np.isin(self.ending, (HOST, SPECIALTY, OTHER, VACANCY)) & (self.start < NEVER)

    def stayed(self, months: int) -> Bools:
        """Return who would still be with the first employer so many months after being hired."""
        stayed: Bools = self.pull < self.stay ** (months / 12)
        return stayed


def careers_of(prospects: Prospects, label: int, draws: Draws, horizon: int, taken: Ints) -> Careers:
    """Return the careers of a year's graduates up to ``horizon`` months after graduation (> 0).

    ``taken`` (n_positions,) are places for hire that graduates of earlier years still hold.
    """
    p, keys = prospects, prospects.keys
    ending = _drawn(p.fate, draws.at("fate", keys))
    left = np.maximum(p.places - taken, 0)
    turned_away = _turned_away(p, ending == HOST, left, draws)
    own_month = 1 + np.floor(MONTHS * draws.at("own-month", keys)).astype(np.int64)
    ending[turned_away] = _drawn(_seeking_elsewhere(p.fate), draws.at("again", keys))[turned_away]
    start = np.full(len(ending), NEVER, dtype=np.int64)
    start[ending == HOST] = 0
    alone = np.isin(ending, (SPECIALTY, OTHER, SELF_EMPLOYED))
    start[alone] = own_month[alone]
    careers = Careers(
        ending, start, np.full(len(ending), -1), _by_fate(p, ending), p.stay.copy(), draws.at("stay", keys)
    )
    _through_vacancies(p, label, careers, draws, min(horizon, MONTHS))
    if horizon > SERVICE:
        _back_from_service(p, careers, draws, left)
    return careers


def _drawn(chances: Reals, numbers: Reals) -> Ints:
    """Return the fate of each row by inversion; fates that mean work come first, so better chances never mean less."""
    bounds = np.cumsum(chances, axis=1)
    bounds[:, -1] = np.inf
    fates: Ints = (numbers[:, None] >= bounds).sum(axis=1)
    return fates


def _turned_away(p: Prospects, wanted: Bools, left: Ints, draws: Draws) -> Bools:
    """Return whom a host would hire but has no place for: each position takes on in turn, equals by lot."""
    lot = draws.at("turn", p.keys)
    away = wanted & (p.practice < 0)
    asking = np.flatnonzero(wanted & (p.practice >= 0))
    asking = asking[np.lexsort((lot[asking], p.turn[asking], p.practice[asking]))]
    position = p.practice[asking]
    before = np.arange(len(asking)) - np.searchsorted(position, position)
    away[asking[before >= left[position]]] = True
    return away


def _seeking_elsewhere(fate: Reals) -> Reals:
    """Return the chances of those who seek work and do not get it where they had their practice, rows that sum to 1."""
    return _among(fate, (SPECIALTY, OTHER, SELF_EMPLOYED, IDLE))


def _among(fate: Reals, kept: tuple[int, ...]) -> Reals:
    """Return the chances given that the fate is one of those kept; a row without any is idle."""
    only = np.zeros_like(fate)
    only[:, kept] = fate[:, kept]
    total = only.sum(axis=1, keepdims=True)
    only[total[:, 0] <= 0, IDLE] = 1.0
    return only / np.where(total > 0, total, 1.0)


def _by_fate(p: Prospects, ending: Ints) -> Ints:
    """Return whether work is in the specialty, as far as the ending tells: 1, 0, -1 unknown."""
    told = np.select([ending == SPECIALTY, ending == OTHER], [1, 0], -1)
    return np.where(ending == HOST, p.in_specialty, told).astype(np.int64)


def _through_vacancies(p: Prospects, label: int, careers: Careers, draws: Draws, months: int) -> None:
    """Let the vacancy market work from month 1 to ``months``; it changes the careers of those it hires."""
    market = p.market
    if market is None or not len(market.seeker_of):
        return
    opens, hires = market.months(draws, label), market.hires(draws)
    seats = market.seats.copy()
    seekers = np.isin(careers.ending, (SPECIALTY, OTHER, IDLE))
    for month in range(1, months + 1):
        offers = placed_in_month(market, seekers & (careers.start > month), np.where(opens <= month, seats, 0))
        seekers[market.seeker_of[offers]] = False
        taken = offers[hires[offers]]
        _hire(careers, taken, market, month)
        np.subtract.at(seats, market.vacancy_of[taken], 1)


def _hire(careers: Careers, pairs: Ints, market: Market, month: int) -> None:
    who = market.seeker_of[pairs]
    careers.ending[who] = VACANCY
    careers.start[who] = month
    careers.vacancy[who] = market.vacancy_of[pairs]
    careers.in_specialty[who] = market.in_specialty[pairs]
    careers.stay[who] = market.stay[pairs]


def _back_from_service(p: Prospects, careers: Careers, draws: Draws, left: Ints) -> None:
    """Let those who served draw among work and none, ``SERVICE`` months on; hosts take them back as places allow."""
    back = np.flatnonzero(careers.ending == ARMY)
    keys = p.keys[back]
    ending = _drawn(_among(p.fate[back], (HOST, SPECIALTY, OTHER, SELF_EMPLOYED, IDLE)), draws.at("back", keys))
    month = SERVICE + 1 + np.floor(MONTHS * draws.at("back-month", keys)).astype(np.int64)
    held = np.bincount(p.practice[careers.ending == HOST], minlength=len(left))
    wanted = np.zeros(len(p.ids), dtype=np.bool_)
    wanted[back] = ending == HOST
    away = _turned_away(p, wanted, np.maximum(left - held, 0), draws)[back]
    ending[away] = _drawn(_seeking_elsewhere(p.fate[back]), draws.at("back-again", keys))[away]
    start = np.select([ending == HOST, ending == IDLE], [SERVICE, NEVER], month)
    careers.ending[back], careers.start[back] = ending, start
    careers.in_specialty[back] = _by_fate(p, careers.ending)[back]
