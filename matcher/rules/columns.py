"""Columns: attributes of needs, places and periods as arrays, in canonical order; NaN is an unknown number or day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from matcher.needs import Need, PlaceKey, periods_of
from matcher.rounds import Applicant, Host, Period, Position, Role, Round, Shift
from matcher.rules.restrictions import asked

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Indices = npt.NDArray[np.integer]

HAZARD_CLASSES = ("1", "2", "3.1", "3.2", "3.3", "3.4", "4")
HARMFUL = HAZARD_CLASSES.index("3.1")
HIGHLY_HARMFUL = HAZARD_CLASSES.index("3.3")
SHIFTS = tuple(Shift)
ROLES = tuple(Role)
UNKNOWN = -1
"""The code of an empty cell in a column of codes."""


@dataclass(frozen=True, slots=True, eq=False)
class PeriodColumns:
    """First and last days as ordinals, shape (n_periods,); NaN for a round without dates."""

    starts: Floats
    ends: Floats


@dataclass(frozen=True, slots=True, eq=False)
class NeedColumns:
    """What rules ask of an applicant in a period, each of shape (n_needs,).

    ``period``, ``specialty`` and ``role`` are codes (specialty 0: none); ``age`` is in whole years on the period's
    first day, when the applicant is youngest; ``medical_until`` is a day; ``restrictions`` holds Restriction flags.
    """

    period: Ints
    specialty: Ints
    role: Ints
    age: Floats
    medical_until: Floats
    lat: Floats
    lon: Floats
    max_km: Floats
    needs_housing: Bools
    consent_refused: Bools
    restrictions: Ints


@dataclass(frozen=True, slots=True, eq=False)
class PlaceColumns:
    """What rules ask of a position in a period, each of shape (n_places,).

    ``period``, ``host``, ``shift``, ``hazard`` and ``admission`` are codes; ``admission`` is the row of the matrix of
    specialties that the position admits; ``beds`` says that it offers housing.
    """

    period: Ints
    host: Ints
    admission: Ints
    hours_week: Floats
    hours_day: Floats
    shift: Ints
    hazard: Ints
    minors_refused: Bools
    medical_required: Bools
    accessible: Bools
    beds: Bools
    transport: Bools
    lat: Floats
    lon: Floats


def dated(period: Period) -> bool:
    """Return whether a period has dates at all; ``date.min`` stands for none."""
    return period.starts_on != date.min


def age_on(birth: date, on: date) -> int:
    """Return the whole years lived by the day ``on``; who was born on 29 February is a year older on 1 March."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def own_specialty(applicant: Applicant, specialty_of_group: Mapping[str, str | None]) -> str | None:
    """Return the applicant's specialty, else the group's, else None."""
    if applicant.specialty is not None or applicant.group is None:
        return applicant.specialty
    return specialty_of_group.get(applicant.group)


def period_columns(round_: Round) -> PeriodColumns:
    """Return the days of the round's periods, in id order."""
    periods = periods_of(round_).values()
    return PeriodColumns(
        _floats(p.starts_on.toordinal() if dated(p) else None for p in periods),
        _floats(p.ends_on.toordinal() if dated(p) else None for p in periods),
    )


def need_columns(round_: Round, needs: Sequence[Need], specialty_code: Mapping[str | None, int]) -> NeedColumns:
    """Return the columns of the needs."""
    periods = periods_of(round_)
    period_code = {t: c for c, t in enumerate(periods)}
    people = {a.applicant_id: n for n, a in enumerate(round_.applicants)}
    rows = round_.applicants
    of = np.array([people[n.applicant_id] for n in needs], dtype=np.int64)
    of_group = {g.group: g.specialty for g in round_.groups}
    return NeedColumns(
        period=_codes(period_code[n.period_id] for n in needs),
        specialty=_codes(specialty_code[own_specialty(a, of_group)] for a in rows)[of],
        role=_codes(ROLES.index(a.role) for a in rows)[of],
        age=_floats(_age(rows[a], periods[n.period_id]) for a, n in zip(of.tolist(), needs, strict=True)),
        medical_until=_days(a.medical_until for a in rows)[of],
        lat=_floats(a.lat for a in rows)[of],
        lon=_floats(a.lon for a in rows)[of],
        max_km=_floats(a.max_km for a in rows)[of],
        needs_housing=_bools(a.needs_housing for a in rows)[of],
        consent_refused=_bools(a.consent is False for a in rows)[of],
        restrictions=_codes(asked(a.restrictions) if a.restrictions else 0 for a in rows)[of],
    )


def _age(applicant: Applicant, period: Period) -> int | None:
    if applicant.birth_date is None or not dated(period):
        return None
    return age_on(applicant.birth_date, period.starts_on)


def place_columns(
    round_: Round,
    places: Sequence[PlaceKey],
    host_code: Mapping[str, int],
    admission_code: Mapping[frozenset[str], int],
) -> PlaceColumns:
    """Return the columns of the places."""
    period_code = {t: c for c, t in enumerate(periods_of(round_))}
    hosts = {h.host_id: h for h in round_.hosts}
    at = {j.position_id: n for n, j in enumerate(round_.positions)}
    rows = round_.positions
    of = np.array([at[p.position_id] for p in places], dtype=np.int64)
    where = [_coordinates(j, hosts) for j in rows]
    return PlaceColumns(
        period=_codes(period_code[p.period_id] for p in places),
        host=_codes(host_code[j.host] for j in rows)[of],
        admission=_codes(admission_code[frozenset(j.specialties)] for j in rows)[of],
        hours_week=_floats(j.hours_week for j in rows)[of],
        hours_day=_floats(j.hours_day for j in rows)[of],
        shift=_codes(_code(j.shift, SHIFTS) for j in rows)[of],
        hazard=_codes(_code(j.hazard_class, HAZARD_CLASSES) for j in rows)[of],
        minors_refused=_bools(j.minors_allowed is False for j in rows)[of],
        medical_required=_bools(j.medical_required for j in rows)[of],
        accessible=_bools(j.accessible for j in rows)[of],
        beds=_bools(bool(j.housing_beds) for j in rows)[of],
        transport=_bools(j.transport for j in rows)[of],
        lat=_floats(lat for lat, _ in where)[of],
        lon=_floats(lon for _, lon in where)[of],
    )


def _coordinates(position: Position, hosts: Mapping[str, Host]) -> tuple[float | None, float | None]:
    host = hosts.get(position.host)
    return (host.lat, host.lon) if host is not None else (None, None)


def _code(value: str | None, values: Sequence[str]) -> int:
    return values.index(value) if value in values else UNKNOWN


def _codes(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=np.bool_)


def _floats(values: Iterable[float | None]) -> Floats:
    return np.array(list(values), dtype=np.float64)


def _days(values: Iterable[date | None]) -> Floats:
    return _floats(None if d is None else d.toordinal() for d in values)
