"""Market: vacancies of the region that graduates without a job may take, month by month, matched exactly."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.quantities import MICRO
from matcher.rounds import Role, Round
from matcher.rules import RuleBook
from matcher.rules.columns import own_specialty
from matcher.simulate.chances import OutcomeModel, Reals
from matcher.simulate.draws import GOLDEN, Draws, Keys, keys_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
MONTHS = 12
"""Vacancies of a year come up in one of so many months, each month alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Who may take which vacancy: pairs ``seeker_of``, ``vacancy_of`` (n_pairs,), sorted by seeker, then vacancy.

    ``chance`` (n_pairs,) is that the vacancy's host hires the seeker, ``stay`` that they are still there 12 months on,
    ``in_specialty`` 1 yes, 0 no, -1 unknown. ``seats`` (n_vacancies,) are those of each vacancy.
    """

    vacancies: tuple[str, ...]
    hosts: tuple[str, ...]
    seats: Ints
    seeker_of: Ints
    vacancy_of: Ints
    chance: Reals
    stay: Reals
    in_specialty: Ints
    keys: Keys

    def months(self, draws: Draws, label: int) -> Ints:
        """Return the month 1 … 12 in which each vacancy of a year comes up, shape (n_vacancies,)."""
        return 1 + np.floor(MONTHS * draws.uniform(f"vacancy-month/{label}", self.vacancies)).astype(np.int64)

    def hires(self, draws: Draws) -> Bools:
        """Return for each pair whether the host would hire the seeker, shape (n_pairs,)."""
        hired: Bools = draws.at("vacancy-hire", self.keys) < self.chance
        return hired


def market_of(
    vacancies: Round, graduates: tuple[str, ...], practice: Round, outcomes: OutcomeModel, hiring: float = 1.0
) -> Market:
    """Return the market of a year's graduates (ids in order) and the vacancies; its own pairs' numbers come first.

    A chance that the vacancies do not give is the outcome model's: hired by the host, of those who seek work.
    All chances are multiplied by ``hiring`` (>= 0).
    """
    people = {a.applicant_id: a for a in practice.applicants}
    seekers = tuple(replace(people[i], role=Role.GRADUATE, seats=1) for i in graduates)
    round_ = replace(vacancies, applicants=seekers, groups=practice.groups)
    e = RuleBook(round_, round_.policy).eligible()
    number = {applicant: n for n, applicant in enumerate(graduates)}
    positions = {j.position_id: j for j in round_.positions}
    ids = tuple(sorted(positions))
    at = {position: n for n, position in enumerate(ids)}
    pairs = sorted(
        {(number[e.needs[i].applicant_id], at[e.places[j].position_id]) for i, j in _both(e.need_of, e.place_of)}
    )
    seeker_of, vacancy_of = (np.array([p[k] for p in pairs], dtype=np.int64) for k in (0, 1))
    chance, stay = _numbers(round_, [(graduates[i], ids[j]) for i, j in pairs], outcomes)
    groups = {g.group: g.specialty for g in round_.groups}
    own = [own_specialty(a, groups) for a in seekers]
    named = [positions[j].specialties for j in ids]
    return Market(
        ids,
        tuple(positions[j].host for j in ids),
        np.array([positions[j].capacity for j in ids], dtype=np.int64),
        seeker_of,
        vacancy_of,
        np.minimum(1.0, chance * hiring),
        stay,
        np.array([_match(own[i], named[j]) for i, j in pairs], dtype=np.int64),
        keys_of(graduates)[seeker_of] ^ (keys_of(ids)[vacancy_of] * GOLDEN),
    )


def _both(one: npt.NDArray[np.int32], other: npt.NDArray[np.int32]) -> zip:  # type: ignore[type-arg]  # pairs of indices
    return zip(one.tolist(), other.tolist(), strict=True)


def _match(own: str | None, named: tuple[str, ...]) -> int:
    return -1 if own is None or not named else int(own in named)


def _numbers(round_: Round, pairs: list[tuple[str, str]], outcomes: OutcomeModel) -> tuple[Reals, Reals]:
    """Return the chance of being hired and of staying for each pair of ids."""
    given = {(p.applicant_id, p.position_id): p.employment for p in round_.pairs}
    said = outcomes.chances(round_, [i for i, _ in pairs], [j for _, j in pairs])
    host, seeking = said.fate[:, 0], said.fate[:, [0, 1, 2, 7]].sum(axis=1)
    modelled = np.divide(host, seeking, out=np.zeros_like(host), where=seeking > 0)
    own = np.array([given.get(p) for p in pairs] or [], dtype=np.float64)
    return np.where(np.isnan(own), modelled, own), said.stay


def placed_in_month(market: Market, seeking: Bools, seats: Ints) -> Ints:
    """Return the pairs of an exact matching of seekers and open seats: most matched, then the best chances.

    ``seeking`` (n_seekers,) tells who is still to be sent somewhere, ``seats`` (n_vacancies,) how many are left.
    """
    from matcher.arrays import assign

    at = np.flatnonzero(seeking[market.seeker_of] & (seats[market.vacancy_of] > 0))
    if not len(at):
        return at
    rows, row_of = np.unique(market.seeker_of[at], return_inverse=True)
    places, place_of = np.unique(market.vacancy_of[at], return_inverse=True)
    indptr = np.append(0, np.cumsum(np.bincount(row_of, minlength=len(rows))))
    value = np.rint(market.chance[at] * MICRO).astype(np.int64)
    held = assign(indptr, place_of, value, np.minimum(seats[places], len(rows)))
    offers: Ints = at[held[row_of] == place_of]
    return offers
