"""Eligibility: the pairs that no rule forbids, found chunk by chunk so that memory stays bounded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.needs import Need, PlaceKey
from matcher.policy import Unlisted
from matcher.rules.columns import Bools, Ints
from matcher.rules.frame import Frame
from matcher.rules.rule import Rule
from matcher.rules.wishes import UNRANKED

CHUNK = 1 << 20
"""Most candidate pairs looked at together, unless a single need has more."""

Int32s = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Eligibility:
    """The eligible pairs ``need_of``, ``place_of`` (int32, shape (n_pairs,)), sorted by need, then place.

    ``needs`` and ``places`` are in canonical order. Of ``n_candidates`` pairs of one period each rule excluded
    ``excluded[code]``; a pair may be excluded by several rules. Where only ranked pairs are acceptable the others are
    counted under ``unranked`` alone.
    """

    needs: tuple[Need, ...]
    places: tuple[PlaceKey, ...]
    need_of: Int32s
    place_of: Int32s
    excluded: Mapping[str, int]
    n_candidates: int


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """For every period its places: ``place[start[t]:start[t + 1]]``, in order."""

    start: Ints
    place: Ints

    def of(self, period: int) -> Ints:
        """Return the places of a period."""
        return self.place[self.start[period] : self.start[period + 1]]


def places_by_period(frame: Frame) -> Rows:
    """Return the places of each period."""
    start = np.zeros(len(frame.periods) + 1, dtype=np.int64)
    np.cumsum(np.bincount(frame.place.period, minlength=len(frame.periods)), out=start[1:])
    return Rows(start, np.argsort(frame.place.period, kind="stable"))


def find_eligible(frame: Frame, rules: Sequence[Rule]) -> Eligibility:
    """Return the pairs of a period that none of the rules excludes.

    1. Make candidates: the ranked pairs and those fixed by hand where nothing else is acceptable, else every need with
    every place of its period; 2. hold each rule against them, a chunk at a time; 3. keep what no rule excludes.
    """
    counts: Counter[str] = Counter({rule.code: 0 for rule in rules})
    kept: list[tuple[Ints, Ints]] = []
    rows = places_by_period(frame)
    n_all = int(np.diff(rows.start)[frame.need.period].sum())
    n_seen = 0
    for need_of, place_of in _candidates(frame, rows):
        free = ~_exclude(frame, rules, need_of, place_of, counts)
        kept.append((need_of[free], place_of[free]))
        n_seen += len(need_of)
    counts[UNRANKED.code] += n_all - n_seen
    return Eligibility(
        needs=frame.needs,
        places=frame.places,
        need_of=_joined([need_of for need_of, _ in kept]),
        place_of=_joined([place_of for _, place_of in kept]),
        excluded=dict(counts),
        n_candidates=n_all,
    )


def _exclude(frame: Frame, rules: Sequence[Rule], need_of: Ints, place_of: Ints, counts: Counter[str]) -> Bools:
    excluded = np.zeros(len(need_of), dtype=np.bool_)
    for rule in rules:
        mask = rule.excludes(frame, need_of, place_of)
        counts[rule.code] += int(np.count_nonzero(mask))
        excluded |= mask
    return excluded


def _joined(parts: list[Ints]) -> Int32s:
    return np.concatenate([*parts, np.zeros(0, dtype=np.int64)]).astype(np.int32)


def _candidates(frame: Frame, rows: Rows) -> Iterator[tuple[Ints, Ints]]:
    if frame.policy.unranked == Unlisted.UNACCEPTABLE and frame.round.preferences:
        return _listed(frame)
    return _all(frame, rows)


def _listed(frame: Frame) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs that stand in the preferences and those fixed by hand, a chunk at a time."""
    width, wished, fixed = len(frame.places), frame.wished, frame.assigned.keys
    extra = fixed[~wished.holds(fixed // max(width, 1), fixed % max(width, 1))]
    listed = np.insert(wished.keys, np.searchsorted(wished.keys, extra), extra)
    for at in range(0, len(listed), CHUNK):
        keys = listed[at : at + CHUNK]
        yield keys // width, keys % width


def _all(frame: Frame, rows: Rows) -> Iterator[tuple[Ints, Ints]]:
    """Yield every need with every place of its period, whole needs at a time."""
    period = frame.need.period
    count = np.diff(rows.start)[period]
    end = np.cumsum(count)
    first = 0
    while first < len(period):
        done = int(end[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(end, done + CHUNK, side="right")))
        own = count[first:last]
        within = np.arange(int(own.sum()), dtype=np.int64) - np.repeat(np.cumsum(own) - own, own)
        need_of = np.repeat(np.arange(first, last, dtype=np.int64), own)
        yield need_of, rows.place[np.repeat(rows.start[period[first:last]], own) + within]
        first = last
