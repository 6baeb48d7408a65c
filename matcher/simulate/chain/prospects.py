"""Prospects: what is known of a year's graduates before chance has its say, as arrays in the order of their ids."""

from dataclasses import dataclass

import numpy as np

from matcher.lists import Ints
from matcher.needs import periods_of
from matcher.rounds import AgreementKind, Round
from matcher.rules.columns import Bools, own_specialty
from matcher.rules.cover import in_force, validity
from matcher.simulate.chain.market import Market
from matcher.simulate.chain.plans import Plan
from matcher.simulate.chain.years import Year, graduation_day
from matcher.simulate.chances import OutcomeModel, Reals
from matcher.simulate.draws import Keys, keys_of

NO_LIMIT = 1 << 40
"""Places for hire of a position that names no number."""


@dataclass(frozen=True, slots=True, eq=False)
class Prospects:
    """Graduates in id order. ``practice`` (n,) is the position of the last practice in ``positions``, -1 for none.

    ``fate`` (n, 8) are the chances of FATES, ``stay`` (n,) of being there after 12 months; ``turn`` (n,) is the order
    in which a host takes graduates on, smaller first, equals by lot; ``places`` (n_positions,) are those for hire;
    ``in_specialty`` (n,) says whether work at the host of the practice is in the specialty: 1, 0, -1 unknown.
    """

    ids: tuple[str, ...]
    keys: Keys
    specialties: tuple[str, ...]
    positions: tuple[str, ...]
    hosts: tuple[str, ...]
    practice: Ints
    fate: Reals
    stay: Reals
    turn: Ints
    places: Ints
    in_specialty: Ints
    at_partner: Bools
    n_target: int
    market: Market | None
    vacancy_at_partner: Bools

    def n_open(self, taken: Ints) -> int:
        """Return how many graduates the hosts that name a number would hire, less the places taken by position."""
        named = self.places < NO_LIMIT
        return int(np.maximum(self.places - taken, 0)[named].sum())


def prospects_of(year: Year, plan: Plan, outcomes: OutcomeModel, market: Market | None) -> Prospects:
    """Return the prospects of those who graduate after a round that was placed by a plan."""
    round_, ids = year.round, year.graduates
    positions = {j.position_id: j for j in round_.positions}
    order = tuple(sorted(positions))
    last = _last_places(round_, plan)
    held = [last.get(i) for i in ids]
    said = outcomes.chances(round_, ids, held)
    specialty = _specialties(round_)
    partners = partners_of(round_)
    return Prospects(
        ids,
        keys_of(ids),
        tuple(specialty[i] or "" for i in ids),
        order,
        tuple(positions[j].host for j in order),
        np.array([-1 if j is None else order.index(j) for j in held], dtype=np.int64),
        said.fate,
        said.stay,
        _turns(round_, ids, held),
        np.array([NO_LIMIT if (n := positions[j].hire_places) is None else n for j in order], dtype=np.int64),
        np.array(
            [
                _in_specialty(specialty[i], positions[j].specialties) if j else -1
                for i, j in zip(ids, held, strict=True)
            ],
            dtype=np.int64,
        ),
        np.array([j is not None and positions[j].host in partners for j in held], dtype=np.bool_),
        _n_target(round_, set(ids)),
        market,
        np.array([h in partners for h in market.hosts] if market else [], dtype=np.bool_),
    )


def _last_places(round_: Round, plan: Plan) -> dict[str, str]:
    """Return the position of each applicant's latest practice."""
    ends = {t: (p.ends_on, t) for t, p in periods_of(round_).items()}
    return {p.applicant_id: p.position_id for p in sorted(plan.places, key=lambda p: ends[p.period_id])}


def _specialties(round_: Round) -> dict[str, str | None]:
    groups = {g.group: g.specialty for g in round_.groups}
    return {a.applicant_id: own_specialty(a, groups) for a in round_.applicants}


def _in_specialty(own: str | None, named: tuple[str, ...]) -> int:
    return -1 if own is None or not named else int(own in named)


def partners_of(round_: Round) -> frozenset[str]:
    """Return the hosts with an agreement in force on the day of graduation (any day, in a round without dates)."""
    day = graduation_day(round_)
    return frozenset(
        a.host_id
        for a in round_.agreements
        if in_force(a) and (day is None or validity(a)[0] <= day.toordinal() <= validity(a)[1])
    )


def _n_target(round_: Round, graduates: set[str]) -> int:
    return len(
        {
            a.applicant_id
            for a in round_.agreements
            if a.kind == AgreementKind.TARGET and in_force(a) and a.applicant_id in graduates
        }
    )


def _turns(round_: Round, ids: tuple[str, ...], held: list[str | None]) -> Ints:
    """Return in which order hosts take graduates on: by their own list, then the higher grade; the lot decides last."""
    hosts = {j.position_id: j.host for j in round_.positions}
    at_position = {(p.applicant_id, p.position_id): p.rank for p in round_.priorities if p.position_id is not None}
    at_host = {(p.applicant_id, p.host_id): p.rank for p in round_.priorities if p.position_id is None}
    grade = {a.applicant_id: a.grade or 0.0 for a in round_.applicants}

    def standing(i: str, j: str | None) -> tuple[float, float]:
        rank = at_position.get((i, j)) if j is not None else None
        if rank is None and j is not None:
            rank = at_host.get((i, hosts[j]))
        return (float("inf") if rank is None else rank, -grade[i])

    standings = [standing(i, j) for i, j in zip(ids, held, strict=True)]
    numbers = {s: n for n, s in enumerate(sorted(set(standings)))}
    return np.array([numbers[s] for s in standings], dtype=np.int64)
