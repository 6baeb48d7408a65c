"""Columns: what an outcome model may ask of a round's applicants and positions, as arrays; made once a round."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from matcher.needs import periods_of
from matcher.rounds import AgreementKind, Applicant, Mentor, Position, Round
from matcher.rules.columns import age_on, dated, own_specialty

Reals = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

NO_PLACE = -1
"""Stands for the position of an applicant without a place of practice."""
KEPT = 8
"""Rounds whose columns are kept at hand: a study looks at few rounds again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Numbers of some pairs, to be looked up by code."""

    code: Ints
    value: Reals

    def at(self, code: Ints) -> Reals:
        """Return the number of each pair asked for, NaN where there is none; shape as ``code``."""
        if not len(self.code):
            return np.full(code.shape, np.nan)
        at = np.minimum(np.searchsorted(self.code, code), len(self.code) - 1)
        return np.where(self.code[at] == code, self.value[at], np.nan)


@dataclass(frozen=True, eq=False)
class Columns:
    """A round as arrays, NaN where unknown.

    Of applicants, shape (n_applicants,): ``age`` in whole years on the first day of practice, ``leaving_age`` on the
    day of graduation, ``woman`` 0 or 1. Of positions, shape (n_positions,): ``pay`` in roubles, ``hire_share`` in 0..1.
    Of pairs, sorted by ``code`` = applicant * n_positions + position: ``rank`` of wishes, ``km`` and ``employment``.
    """

    applicant_index: Mapping[str, int]
    position_index: Mapping[str, int]
    specialty: tuple[str | None, ...]
    age: Reals
    leaving_age: Reals
    woman: Reals
    restricted: Bools
    needs_housing: Bools
    grade: Reals
    home: Reals
    host: tuple[str, ...]
    site: Reals
    pay: Reals
    hire_share: Reals
    transport: Bools
    housing: Bools
    alumni_led: Bools
    mentored: Bools
    wishes: Looked
    targets: Looked
    km: Looked
    employment: Looked


_made: OrderedDict[int, tuple[Round, Columns]] = OrderedDict()


def columns_of(round_: Round) -> Columns:
    """Return the columns of a round; those of the last few rounds are kept, which changes no number."""
    known = _made.get(id(round_))
    if known is not None and known[0] is round_:
        return known[1]
    columns = _columns(round_)
    _made[id(round_)] = round_, columns
    while len(_made) > KEPT:
        _made.popitem(last=False)
    return columns


def _columns(round_: Round) -> Columns:
    people, positions = round_.applicants, round_.positions
    groups = {g.group: g for g in round_.groups}
    of_group = {name: g.specialty for name, g in groups.items()}
    hosts = {h.host_id: h for h in round_.hosts}
    begins, ends = first_day(round_), last_day(round_)
    leaving = [(groups[a.group].graduation_date if a.group in groups else None) or ends for a in people]
    sites = [hosts.get(j.host) for j in positions]
    a_index = {a.applicant_id: i for i, a in enumerate(people)}
    p_index = {j.position_id: i for i, j in enumerate(positions)}
    return Columns(
        applicant_index=a_index,
        position_index=p_index,
        specialty=tuple(own_specialty(a, of_group) for a in people),
        age=_reals(_age(a, begins) for a in people),
        leaving_age=_reals(_age(a, day) for a, day in zip(people, leaving, strict=True)),
        woman=_reals(_woman(a.sex) for a in people),
        restricted=np.array([bool(a.restrictions) for a in people], dtype=np.bool_),
        needs_housing=np.array([a.needs_housing for a in people], dtype=np.bool_),
        grade=_reals(a.grade for a in people),
        home=_spots((a.lat, a.lon) for a in people),
        host=tuple(j.host for j in positions),
        site=_spots((h.lat, h.lon) if h is not None else (None, None) for h in sites),
        pay=_reals(j.pay or 0 for j in positions),
        hire_share=_reals(min(1.0, (j.hire_places or 0) / max(j.capacity, 1)) for j in positions),
        transport=np.array([j.transport for j in positions], dtype=np.bool_),
        housing=np.array([bool(j.housing_beds) for j in positions], dtype=np.bool_),
        alumni_led=np.array([h is not None and h.alumni_led for h in sites], dtype=np.bool_),
        mentored=np.array([_mentored(j, round_.mentors) for j in positions], dtype=np.bool_),
        wishes=_wishes(round_, a_index, p_index),
        targets=_targets(round_, a_index, p_index),
        km=_given(round_, "km", a_index, p_index),
        employment=_given(round_, "employment", a_index, p_index),
    )


def first_day(round_: Round) -> date | None:
    """Return the first day of practice, None in a round without dates."""
    return min((p.starts_on for p in periods_of(round_).values() if dated(p)), default=None)


def last_day(round_: Round) -> date | None:
    """Return the last day of practice, None in a round without dates."""
    return max((p.ends_on for p in periods_of(round_).values() if dated(p)), default=None)


def _age(applicant: Applicant, day: date | None) -> int | None:
    born = applicant.birth_date
    return None if born is None or day is None else age_on(born, day)


def _woman(sex: str | None) -> float | None:
    return None if not sex else float(sex.strip().casefold()[:1] in ("ж", "f", "w"))


def _mentored(position: Position, mentors: Sequence[Mentor]) -> bool:
    """Return whether the host has a mentor of its own for some specialty of the position."""
    return any(
        m.host_id == position.host
        and m.capacity > 0
        and (not m.specialties or not position.specialties or not set(m.specialties).isdisjoint(position.specialties))
        for m in mentors
    )


def _reals(values: Iterable[float | None]) -> Reals:
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def _spots(values: Iterable[tuple[float | None, float | None]]) -> Reals:
    return _reals(x for spot in values for x in spot).reshape(-1, 2)


def _looked(numbers: Mapping[int, float]) -> Looked:
    codes = sorted(numbers)
    return Looked(np.array(codes, dtype=np.int64), _reals(numbers[c] for c in codes))


def _wishes(round_: Round, people: Mapping[str, int], places: Mapping[str, int]) -> Looked:
    """Return the best rank an applicant gave a position in any period; a rank of the position beats its host's."""
    own: dict[int, float] = {}
    of_host: dict[int, float] = {}
    of: dict[str, list[int]] = {}
    for j in round_.positions:
        of.setdefault(j.host, []).append(places[j.position_id])
    for row in round_.preferences:
        at = people.get(row.applicant_id)
        if at is None or row.rank is None:
            continue
        if row.position_id is not None:
            targets, kept = [places[row.position_id]] if row.position_id in places else [], own
        else:
            targets, kept = of.get(row.host_id or "", []), of_host
        for target in targets:
            code = at * len(places) + target
            kept[code] = min(row.rank, kept.get(code, row.rank))
    return _looked(of_host | own)


def _targets(round_: Round, people: Mapping[str, int], places: Mapping[str, int]) -> Looked:
    """Return 1 for the pairs of an applicant and the host of the applicant's target contract."""
    bound = {
        (a.applicant_id, a.host_id)
        for a in round_.agreements
        if a.kind == AgreementKind.TARGET and a.applicant_id in people
    }
    return _looked(
        {
            people[str(who)] * len(places) + places[j.position_id]: 1.0
            for who, host in bound
            for j in round_.positions
            if j.host == host
        }
    )


def _given(round_: Round, field: str, people: Mapping[str, int], places: Mapping[str, int]) -> Looked:
    return _looked(
        {
            people[p.applicant_id] * len(places) + places[p.position_id]: getattr(p, field)
            for p in round_.pairs
            if getattr(p, field) is not None and p.applicant_id in people and p.position_id in places
        }
    )
