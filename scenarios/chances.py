"""How likely the demo's students are to be employed a year after graduation, pair by pair; an invented formula."""

from collections.abc import Iterator, Sequence
from math import exp

import numpy as np

from matcher.rounds import Applicant, Host, Pair, Position, Preference
from scenarios.fit import Option, is_minor, options_of


def make_pairs(
    rng: np.random.Generator,
    students: Sequence[Applicant],
    positions: Sequence[Position],
    hosts: Sequence[Host],
    preferences: Sequence[Preference],
) -> tuple[Pair, ...]:
    """Return the chance of employment for every pair that looks possible or was wished for."""
    wished = {(p.applicant_id, p.position_id or p.host_id) for p in preferences}
    return tuple(pair for s in students for pair in _pairs_of(rng, options_of(s, positions, hosts), wished))


def _pairs_of(
    rng: np.random.Generator, options: Sequence[Option], wished: set[tuple[str, str | None]]
) -> Iterator[Pair]:
    for option in options:
        who, position = option.student.applicant_id, option.position
        if option.sensible or not wished.isdisjoint({(who, position.position_id), (who, position.host)}):
            yield Pair(who, position.position_id, employment=round(_chance(option, float(rng.normal(0, 0.5))), 2))


def _chance(option: Option, luck: float) -> float:
    """Return a probability; the logit falls with distance and youth, rises with grade, pay and willingness to hire."""
    student, position = option.student, option.position
    logit = 0.8 * ((student.grade or 3.9) - 3.9) - option.km / 50 - 0.5 * is_minor(student)
    willing = 0.9 * bool(position.hire_places) + 0.3 * bool(position.pay)
    return 1 / (1 + exp(-(logit + willing + luck - 0.2)))
