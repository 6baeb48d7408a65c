"""Checks of single cells: ranges, codes, coordinates, dates of birth."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from math import inf, isfinite

from matcher.origin import Origin
from matcher.rounds import Applicant, Host, Round
from matcher.rules.columns import HAZARD_CLASSES, age_on
from matcher.validate.fault import Fault, rows_where

RANGES: tuple[tuple[str, str, float, float], ...] = (
    ("applicants", "lat", -90, 90),
    ("applicants", "lon", -180, 180),
    ("applicants", "max_km", 0, inf),
    ("applicants", "grade", 2, 5),
    ("applicants", "seats", 1, inf),
    ("applicants", "credit", 0, inf),
    ("groups", "course", 1, inf),
    ("hosts", "lat", -90, 90),
    ("hosts", "lon", -180, 180),
    ("hosts", "capacity", 0, inf),
    ("hosts", "minimum", 0, inf),
    ("positions", "capacity", 0, inf),
    ("positions", "minimum", 0, inf),
    ("positions", "max_minors", 0, inf),
    ("positions", "hours_week", 0, 168),
    ("positions", "hours_day", 0, 24),
    ("positions", "housing_beds", 0, inf),
    ("positions", "pay", 0, inf),
    ("positions", "cost", 0, inf),
    ("positions", "hire_places", 0, inf),
    ("preferences", "rank", 1, inf),
    ("priorities", "rank", 1, inf),
    ("pairs", "employment", 0, 1),
    ("pairs", "utility", -inf, inf),
    ("pairs", "cost", -inf, inf),
    ("pairs", "km", 0, inf),
    ("pairs", "tier", 1, inf),
    ("agreements", "seats", 0, inf),
    ("agreements", "minimum", 0, inf),
    ("agreements", "tier", 1, inf),
    ("mentors", "capacity", 0, inf),
    ("quotas", "minimum", 0, inf),
    ("quotas", "maximum", 0, inf),
    ("outcomes", "salary", 0, inf),
)
"""Table, field, least and greatest value; every number must be finite."""

SPECIALTY = re.compile(r"\d\d\.\d\d\.\d\d")
SPECIALTIES = (
    ("applicants", "specialty"),
    ("groups", "specialty"),
    ("positions", "specialties"),
    ("agreements", "specialties"),
    ("mentors", "specialties"),
)
YOUNGEST, OLDEST = 10, 100


def numbers_out_of_range(round_: Round, _: Origin) -> Iterator[Fault]:
    """A number is not within its bounds, or not a number at all."""
    for table, name, low, high in RANGES:
        for i, value in rows_where(getattr(round_, table), name, partial(_outside, low, high)):
            values = {"value": value, "low": low, "high": high}
            yield Fault(table, "out-of-range", i, (name,), values, sentence=_sentence(low, high))


def _outside(low: float, high: float, value: float) -> bool:
    return not (isfinite(value) and low <= value <= high)


def _sentence(low: float, high: float) -> str:
    if not isfinite(low):
        return "not-finite"
    return "out-of-range" if isfinite(high) else "too-small"


def malformed_specialties(round_: Round, _: Origin) -> Iterator[Fault]:
    """A specialty is not written NN.NN.NN."""
    for table, name in SPECIALTIES:
        for i, value in rows_where(getattr(round_, table), name, lambda v: bool(_malformed(v))):
            yield Fault(table, "bad-specialty", i, (name,), {"specialties": _malformed(value)})


def _malformed(value: str | tuple[str, ...]) -> list[str]:
    codes = (value,) if isinstance(value, str) else value
    return [code for code in codes if not SPECIALTY.fullmatch(code)]


def unknown_hazard_classes(round_: Round, _: Origin) -> Iterator[Fault]:
    """A hazard class is none of those of the contract."""
    for i, value in rows_where(round_.positions, "hazard_class", lambda v: v not in HAZARD_CLASSES):
        values = {"value": value, "classes": list(HAZARD_CLASSES)}
        yield Fault("positions", "bad-hazard-class", i, ("hazard_class",), values)


def half_coordinates(round_: Round, _: Origin) -> Iterator[Fault]:
    """A latitude stands without a longitude, or the other way round."""
    for table in ("applicants", "hosts"):
        rows: tuple[Applicant | Host, ...] = getattr(round_, table)
        for i, row in enumerate(rows):
            if (row.lat is None) != (row.lon is None):
                fields = ("lat", "lon") if row.lat is None else ("lon", "lat")
                yield Fault(table, "half-coordinates", i, fields)


def implausible_births(round_: Round, _: Origin) -> Iterator[Fault]:
    """An applicant would be younger than 10 or older than 100 when the round starts."""
    start = first_day(round_)
    if start is not None:
        for i, born in rows_where(
            round_.applicants, "birth_date", lambda v: not YOUNGEST <= age_on(v, start) <= OLDEST
        ):
            values = {"birth_date": born, "starts_on": start, "age": age_on(born, start)}
            yield Fault("applicants", "implausible-birth-date", i, ("birth_date",), values)


def first_day(round_: Round) -> date | None:
    """Return the round's first day, None for a round without dates."""
    days = [p.starts_on for p in round_.periods] or [d for d in (round_.starts_on, round_.ends_on) if d is not None]
    return min(days, default=None)
