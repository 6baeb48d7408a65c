"""History: what became of earlier graduates, joined to where they had their practice; one record a graduate.

A record needs a known category at a check about ``horizon`` months after graduation (see :func:`nearest`). A placement
that names a host alone stands for the host's largest position of the specialty. Records are in order of cohort and id,
so nothing depends on the order of rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.needs import periods_of
from matcher.rounds import Outcome, Placement, Position, Round
from matcher.rules.columns import own_specialty
from matcher.simulate.categories import Category
from matcher.simulate.chances import FATES
from matcher.simulate.outcomes.columns import Ints, Reals, last_day
from matcher.simulate.outcomes.features import Joined, Pairs, pairs_of
from matcher.simulate.outcomes.spells import Spell, spells_of

HORIZON = 12
"""Months after graduation at which is asked what became of a graduate, unless said otherwise."""
DAYS_A_MONTH = 365.25 / 12

FATE_OF: Mapping[str, str] = {
    Category.SELF_EMPLOYED: "self-employed",
    Category.ENTREPRENEUR: "self-employed",
    Category.ARMY: "army",
    Category.STUDY: "study",
    Category.PARENTAL_LEAVE: "parental-leave",
}
"""Categories that say all; a contract asks further where, and every other known category is ``idle``."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a graduate who had a practice at a position (None: nowhere); ``months`` after graduation."""

    applicant_id: str
    position_id: str | None
    fate: str
    months: float | None
    spell: Spell | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The graduates of one round: the records, and why others have none (numbers of people)."""

    round: Round
    records: tuple[Record, ...]
    n_graduates: int
    n_unknown: int
    n_unchecked: int


@dataclass(frozen=True, eq=False)
class History:
    """Cohorts in order of time, and their records as arrays of shape (n_records,).

    ``fate`` indexes :data:`FATES`; ``stays`` is 1 or 0 where it is known whether who was hired was still there after 12
    months, else NaN.
    """

    cohorts: tuple[Cohort, ...]
    horizon: int
    known: Joined
    cohort_of: Ints
    fate: Ints
    stays: Reals
    ids: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.fate)

    @property
    def employed(self) -> Reals:
        """Return 1 for those who are employed in any way, else 0."""
        return (self.fate < FATES.index("army")).astype(np.float64)

    @property
    def spells(self) -> tuple[Spell, ...]:
        """Return the first jobs of all who were hired on a known day."""
        return tuple(r.spell for c in self.cohorts for r in c.records if r.spell is not None)


def history_of(rounds: Sequence[Round], horizon: int = HORIZON) -> History:
    """Return the history that rounds with ``placements`` and ``outcomes`` tell, in order of their dates."""
    ordered = sorted(rounds, key=lambda r: (last_day(r) or date.min, r.round_id))
    cohorts = tuple(_cohort(r, horizon) for r in ordered)
    records = [(n, r) for n, c in enumerate(cohorts) for r in c.records]
    return History(
        cohorts,
        horizon,
        Joined(tuple(_pairs(c) for c in cohorts if c.records)),
        np.array([n for n, _ in records], dtype=np.int64),
        np.array([FATES.index(r.fate) for _, r in records], dtype=np.int64),
        np.array([_stays(r.spell) for _, r in records], dtype=np.float64),
        tuple(f"{n}/{r.applicant_id}" for n, r in records),
    )


def _pairs(cohort: Cohort) -> Pairs:
    records = cohort.records
    return pairs_of(cohort.round, [r.applicant_id for r in records], [r.position_id for r in records])


def _stays(spell: Spell | None) -> float:
    known = None if spell is None else spell.stayed
    return np.nan if known is None else float(known)


def _cohort(round_: Round, horizon: int) -> Cohort:
    rows: dict[str, list[Outcome]] = {}
    for row in round_.outcomes:
        rows.setdefault(row.applicant_id, []).append(row)
    people = sorted(a.applicant_id for a in round_.applicants if a.applicant_id in rows)
    practice, hosts, day = practices(round_), _hosts(round_), graduation_days(round_)
    chosen = {i: nearest(rows[i], day[i], horizon) for i in people}
    records = tuple(
        _record(i, practice.get(i), row, hosts, day[i], rows[i])
        for i, row in chosen.items()
        if row is not None and row.category != Category.UNKNOWN
    )
    unchecked = sum(row is None for row in chosen.values())
    return Cohort(round_, records, len(people), len(people) - len(records) - unchecked, unchecked)


def nearest(rows: Sequence[Outcome], graduation: date | None, horizon: int) -> Outcome | None:
    """Return the row checked nearest to ``horizon`` months after graduation, known categories first; None if none is.

    A check may miss the horizon by a third of it, and by two months in any case. Where no day of graduation is known,
    the first row is taken.
    """
    if graduation is None:
        return min(rows, key=lambda r: (r.category == Category.UNKNOWN, r.check_date, r.category))
    off = {id(r): abs(_months(graduation, r.check_date) - horizon) for r in rows}
    near = [r for r in rows if off[id(r)] <= max(2.0, horizon / 3)]
    return min(near, key=lambda r: (r.category == Category.UNKNOWN, off[id(r)], r.check_date, r.category), default=None)


def _months(start: date, end: date) -> float:
    return (end - start).days / DAYS_A_MONTH


def graduation_days(round_: Round) -> dict[str, date | None]:
    """Return each applicant's day of graduation: the group's, else the last day of the round."""
    by_group = {g.group: g.graduation_date for g in round_.groups}
    last = last_day(round_)
    return {a.applicant_id: by_group.get(a.group or "") or last for a in round_.applicants}


def _record(
    applicant: str,
    position: str | None,
    row: Outcome,
    hosts: Mapping[str, str],
    graduation: date | None,
    rows: Sequence[Outcome],
) -> Record:
    host = None if position is None else hosts[position]
    months = None if graduation is None else _months(graduation, row.check_date)
    return Record(applicant, position, _fate(row, host), months, spells_of(rows, host))


def _fate(row: Outcome, host: str | None) -> str:
    if row.category != Category.CONTRACT:
        return FATE_OF.get(row.category, "idle")
    if row.host_id is not None and row.host_id == host:
        return "host"
    # Where nobody wrote whether it is the specialty, it is not counted as such.
    return "specialty" if row.by_specialty else "other"


def practices(round_: Round) -> dict[str, str]:
    """Return the position of each applicant's last practice, by id; who had none is left out."""
    ends = {t: (p.ends_on, t) for t, p in periods_of(round_).items()}
    never = (date.min, "")
    of_group = {g.group: g.specialty for g in round_.groups}
    specialty = {a.applicant_id: own_specialty(a, of_group) for a in round_.applicants}
    periods = {j.position_id: j.period_id for j in round_.positions}
    found: dict[str, tuple[tuple[date, str], str]] = {}
    for row, position in _targets(round_.placements, round_.positions, specialty):
        last = ends.get(row.period_id or periods[position] or "", never), position
        found[row.applicant_id] = max(last, found.get(row.applicant_id, last))
    return {applicant: position for applicant, (_, position) in found.items()}


def _targets(
    rows: Sequence[Placement], positions: Sequence[Position], specialty: Mapping[str, str | None]
) -> Iterator[tuple[Placement, str]]:
    """Yield each placement of a known applicant with its position; a host alone stands for its likeliest one."""
    of_host: dict[str, list[Position]] = {}
    for j in positions:
        of_host.setdefault(j.host, []).append(j)
    known = {j.position_id for j in positions}
    for row in rows:
        if row.applicant_id not in specialty:
            continue
        if row.position_id in known:
            yield row, str(row.position_id)
        elif row.position_id is None and of_host.get(row.host_id or ""):
            yield row, _likeliest(of_host[str(row.host_id)], specialty[row.applicant_id])


def _likeliest(positions: Sequence[Position], specialty: str | None) -> str:
    def merit(j: Position) -> tuple[bool, int, str]:
        return (bool(j.specialties) and specialty not in j.specialties, -j.capacity, j.position_id)

    return min(positions, key=merit).position_id


def _hosts(round_: Round) -> dict[str, str]:
    return {j.position_id: j.host for j in round_.positions}
