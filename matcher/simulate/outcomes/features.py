"""Features: what an outcome model may know of a pair, one function each, in natural units; a flat list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from matcher.rounds import Round
from matcher.rules.distance import haversine
from matcher.simulate.outcomes.columns import NO_PLACE, Bools, Columns, Ints, Reals, columns_of

KM_UNIT, PAY_UNIT = 10.0, 10_000.0
"""One unit of the features ``km`` and ``pay``: ten kilometres, ten thousand roubles a month."""
MIDDLE_GRADE = 4.0
"""The average grade at which the feature ``grade`` is 0."""
UNKNOWN_KM = 15.0
"""A way that is not known counts as so many kilometres [A]: about the middle of the demo's district."""
DRAFT_AGES = (18, 30)
"""Conscription takes men of 18 to 29 years (Federal law 439-FZ of 04.08.2023)."""


class Known(Protocol):
    """What a model may know of pairs, be they of one round or of many."""

    @property
    def specialty(self) -> Sequence[str | None]:
        """Return each applicant's specialty."""
        ...

    @property
    def placed(self) -> Bools:
        """Return which pairs have a position, shape (n_pairs,)."""
        ...

    def design(self, names: Sequence[str]) -> Reals:
        """Return the named features, shape (n_pairs, n_names). Raises KeyError for an unknown name."""
        ...


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of a round by number, each of shape (n_pairs,); ``position_of`` is ``NO_PLACE`` where there is no place."""

    columns: Columns
    applicant_of: Ints
    position_of: Ints

    @cached_property
    def placed(self) -> Bools:
        """Return which pairs have a position."""
        placed: Bools = self.position_of != NO_PLACE
        return placed

    @cached_property
    def code(self) -> Ints:
        """Return the code of each pair, -1 without a position."""
        return np.where(self.placed, self.applicant_of * len(self.columns.position_index) + self.position_of, -1)

    def of_position(self, values: Reals | Bools) -> Reals:
        """Return an attribute of positions spread over pairs, 0 without a position."""
        if not len(values):
            return np.zeros(len(self.position_of))
        spread: Reals = np.where(self.placed, values[self.position_of].astype(np.float64), 0.0)
        return spread

    @cached_property
    def specialty(self) -> tuple[str | None, ...]:
        """Return each applicant's specialty."""
        own = self.columns.specialty
        return tuple(own[i] for i in self.applicant_of.tolist())

    @cached_property
    def km(self) -> Reals:
        """Return the kilometres of each pair, 0 without a position, NaN where unknown; a given number comes first."""
        if not len(self.columns.site):
            return np.zeros(len(self.position_of))
        home, site = self.columns.home[self.applicant_of], self.columns.site[self.position_of]
        ground = haversine(home[:, 0], home[:, 1], site[:, 0], site[:, 1])
        given = self.columns.km.at(self.code)
        return np.where(self.placed, np.where(np.isnan(given), ground, given), 0.0)

    def design(self, names: Sequence[str]) -> Reals:
        """Return the named features, shape (n_pairs, n_names). Raises KeyError for an unknown name."""
        columns = [FEATURES[name](self) for name in names]
        return np.column_stack(columns) if columns else np.zeros((len(self.applicant_of), 0))


@dataclass(frozen=True, eq=False)
class Joined:
    """Pairs of several rounds, one after another."""

    parts: tuple[Pairs, ...]

    @cached_property
    def specialty(self) -> tuple[str | None, ...]:
        """Return each applicant's specialty."""
        return tuple(s for part in self.parts for s in part.specialty)

    @cached_property
    def placed(self) -> Bools:
        """Return which pairs have a position, shape (n_pairs,)."""
        return np.concatenate([np.zeros(0, dtype=np.bool_), *(part.placed for part in self.parts)])

    def design(self, names: Sequence[str]) -> Reals:
        """Return the named features, shape (n_pairs, n_names). Raises KeyError for an unknown name."""
        return np.vstack([np.zeros((0, len(names))), *(part.design(names) for part in self.parts)])


@dataclass(frozen=True, eq=False)
class Rows:
    """Some rows of pairs, by number."""

    whole: Known
    rows: Ints

    @cached_property
    def specialty(self) -> tuple[str | None, ...]:
        """Return each applicant's specialty."""
        own = self.whole.specialty
        return tuple(own[i] for i in self.rows.tolist())

    @cached_property
    def placed(self) -> Bools:
        """Return which pairs have a position, shape (n_rows,)."""
        placed: Bools = self.whole.placed[self.rows]
        return placed

    def design(self, names: Sequence[str]) -> Reals:
        """Return the named features, shape (n_rows, n_names). Raises KeyError for an unknown name."""
        chosen: Reals = self.whole.design(names)[self.rows]
        return chosen


def pairs_of(round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Pairs:
    """Return pairs by id as pairs by number. Raises KeyError for an unknown id."""
    columns = columns_of(round_)
    people, places = columns.applicant_index, columns.position_index
    return Pairs(
        columns,
        np.array([people[a] for a in applicants], dtype=np.int64),
        np.array([NO_PLACE if p is None else places[p] for p in positions], dtype=np.int64),
    )


def _known(values: Reals, otherwise: float) -> Reals:
    return np.where(np.isnan(values), otherwise, values)


def _wish(pairs: Pairs) -> Reals:
    return 1.0 / _known(pairs.columns.wishes.at(pairs.code), np.inf)


def _minor(pairs: Pairs) -> Reals:
    return (_known(pairs.columns.age, 18) < 18)[pairs.applicant_of].astype(np.float64)


def _beyond_draft(pairs: Pairs) -> Reals:
    age = _known(pairs.columns.leaving_age, DRAFT_AGES[0])
    # Who graduates at 17 is called up within the year.
    return ((age + 1 < DRAFT_AGES[0]) | (age >= DRAFT_AGES[1]))[pairs.applicant_of].astype(np.float64)


FEATURES: dict[str, Callable[[Pairs], Reals]] = {
    "km": lambda p: _known(p.km, UNKNOWN_KM) / KM_UNIT,
    "grade": lambda p: _known(p.columns.grade, MIDDLE_GRADE)[p.applicant_of] - MIDDLE_GRADE,
    "minor": _minor,
    "wish": _wish,
    "target": lambda p: _known(p.columns.targets.at(p.code), 0.0),
    "hire_places": lambda p: p.of_position(p.columns.hire_share),
    "pay": lambda p: p.of_position(p.columns.pay) / PAY_UNIT,
    "transport": lambda p: p.of_position(p.columns.transport),
    "housing": lambda p: p.of_position(p.columns.housing),
    "mentor": lambda p: p.of_position(p.columns.mentored),
    "alumni_led": lambda p: p.of_position(p.columns.alumni_led),
    "no_place": lambda p: (~p.placed).astype(np.float64),
    "beyond_draft_age": _beyond_draft,
    "woman": lambda p: _known(p.columns.woman, 0.0)[p.applicant_of],
    "sex_unknown": lambda p: np.isnan(p.columns.woman)[p.applicant_of].astype(np.float64),
    "restrictions": lambda p: p.columns.restricted[p.applicant_of].astype(np.float64),
    "needs_housing": lambda p: p.columns.needs_housing[p.applicant_of].astype(np.float64),
}
"""All features: ``km`` of the way / 10; ``grade`` - 4; ``minor`` (0 or 1) on the first day of practice; ``wish`` = 1 /
rank, 0 where not wished; ``target`` contract with the host; ``hire_places`` / seats, at most 1; ``pay`` / 10,000
roubles; ``transport``, ``housing``, ``mentor`` of the specialty at the host, ``alumni_led`` host (each 0 or 1);
``no_place`` of practice; ``beyond_draft_age``; and what :data:`FORBIDDEN` names."""

FORBIDDEN = ("woman", "sex_unknown", "restrictions", "needs_housing")
"""Attributes that a fit leaves out unless they are asked for by name: sex, disability and health, family means.

Choosing places by them would be discrimination (Labour Code of Russia, art. 3 and 64). Coefficients that are *given*
may name them, because conscription is by sex.
"""
ALLOWED = tuple(name for name in FEATURES if name not in FORBIDDEN)
