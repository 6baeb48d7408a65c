"""Needs and places: what must be filled (applicant x period) and what there is to fill it with (position x period).

Both come in one canonical order, by id, so that no result depends on the order of input rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matcher.rounds import Period, Position, Round

ONE_PERIOD = ""
"""The period id of a round that has no periods table."""


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """An applicant who must get one place in a period."""

    applicant_id: str
    period_id: str


@dataclass(frozen=True, slots=True, order=True)
class PlaceKey:
    """A position as it stands open in one period."""

    position_id: str
    period_id: str


def periods_of(round_: Round) -> Mapping[str, Period]:
    """Return the round's periods by id, in id order; without a table, one period with the round's own dates.

    A round without dates at all spans ``date.min`` .. ``date.min``: rules about days then have nothing to test.
    """
    if round_.periods:
        return {p.period_id: p for p in sorted(round_.periods, key=lambda p: p.period_id)}
    starts = round_.starts_on or round_.ends_on or date.min
    return {ONE_PERIOD: Period(ONE_PERIOD, None, (), starts, round_.ends_on or starts)}


def needs_of(round_: Round) -> tuple[Need, ...]:
    """Return every (applicant, period) that wants a place, in id order."""
    periods = periods_of(round_).values()
    return tuple(
        sorted(
            Need(a.applicant_id, p.period_id)
            for a in round_.applicants
            for p in periods
            if not p.group or a.group in p.group
        )
    )


def places_of(round_: Round) -> tuple[PlaceKey, ...]:
    """Return every (position, period) that stands open, in id order; a position without a period is open in all."""
    periods = periods_of(round_)
    return tuple(sorted(PlaceKey(j.position_id, t) for j in round_.positions for t in _open_in(j, periods)))


def _open_in(position: Position, periods: Mapping[str, Period]) -> tuple[str, ...]:
    return (position.period_id,) if position.period_id is not None else tuple(periods)


def overlap(one: Period, other: Period) -> bool:
    """Return whether two periods share a day."""
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def concurrent_periods(round_: Round) -> tuple[tuple[str, ...], ...]:
    """Return the maximal sets of periods that share a day, each sorted by id: what a capacity is shared over."""
    periods = periods_of(round_)
    days = sorted({p.starts_on for p in periods.values()})
    sets = {tuple(t for t, p in periods.items() if p.starts_on <= day <= p.ends_on) for day in days}
    return tuple(sorted(s for s in sets if not any(set(s) < set(other) for other in sets)))
