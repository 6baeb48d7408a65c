"""Lists: the applicants' preferences and the hosts' priorities, spread over (need, place) pairs as arrays.

A row may name a position or a host (all its positions), and one period or none (all). Where several rows speak of the
same pair, the more specific one wins: a position before a host, a named period before none.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from matcher.needs import Need, PlaceKey
from matcher.rounds import Pair, Preference, Priority, Round

Ints = npt.NDArray[np.int64]


Row = Preference | Priority | Pair


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """One entry a listed pair, sorted by need, then place; all arrays have shape (n_entries,).

    ``rank`` is >= 1, or 0 where the row gives none; ``veto`` says that the pair is refused. ``worst`` is the largest
    rank in the whole table (0 when it has none).
    """

    need_of: Ints
    place_of: Ints
    rank: Ints
    veto: npt.NDArray[np.bool_]
    worst: int
    n_places: int

    def find(self, need_of: npt.NDArray[np.integer], place_of: npt.NDArray[np.integer]) -> Ints:
        """Return for every asked pair the index of its entry, or -1."""
        return find(self.need_of, self.place_of, need_of, place_of, self.n_places)


def find(
    own_need: Ints,
    own_place: Ints,
    need_of: npt.NDArray[np.integer],
    place_of: npt.NDArray[np.integer],
    n_places: int,
) -> Ints:
    """Return where each asked pair stands among the own pairs, which are sorted by need, then place; -1: nowhere."""
    if not len(own_need):
        return np.full(len(need_of), -1, dtype=np.int64)
    own = own_need * n_places + own_place
    asked = need_of.astype(np.int64) * n_places + place_of
    at = np.minimum(np.searchsorted(own, asked), len(own) - 1)
    return np.where(own[at] == asked, at, -1)


def preferences_of(round_: Round, needs: Sequence[Need], places: Sequence[PlaceKey]) -> Entries:
    """Return the preferences table spread over pairs."""
    return _entries(round_.preferences, locate(round_.preferences, round_, needs, places), len(places))


def priorities_of(round_: Round, needs: Sequence[Need], places: Sequence[PlaceKey]) -> Entries:
    """Return the priorities table spread over pairs."""
    return _entries(round_.priorities, locate(round_.priorities, round_, needs, places), len(places))


def with_list(round_: Round, places: Sequence[PlaceKey]) -> npt.NDArray[np.bool_]:
    """Return which places have a list of applicants, their own or their host's, shape (n_places,).

    A list names somebody by rank; vetoes alone make none. It holds in every period, also where nobody on it seeks a
    place.
    """
    listing = {_target(r) for r in round_.priorities if r.rank and not r.veto}
    own = {j.position_id: {("position", j.position_id), ("host", j.host)} for j in round_.positions}
    return np.array([not listing.isdisjoint(own[p.position_id]) for p in places], dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """Where the rows of a table fall: pairs sorted by need, then place, each with the index of its winning row."""

    need_of: Ints
    place_of: Ints
    row_of: Ints


def locate(rows: Sequence[Row], round_: Round, needs: Sequence[Need], places: Sequence[PlaceKey]) -> Located:
    """Return the pairs that the rows of a table speak of; rows with unknown ids speak of none."""
    hosts = {j.position_id: j.host for j in round_.positions}
    by_applicant = _index([(n.applicant_id,) for n in needs])
    by_target = _index([(("position", p.position_id), ("host", hosts[p.position_id])) for p in places])
    applicant = by_applicant.codes(r.applicant_id for r in rows)
    target = by_target.codes(_target(r) for r in rows)
    row, need, place = _join(by_applicant, applicant, by_target, target)
    period = [r.period_id if isinstance(r, Preference) else None for r in rows]
    code = {t: c for c, t in enumerate(dict.fromkeys(chain((n.period_id for n in needs), period)))}
    need_period = np.array([code[n.period_id] for n in needs], dtype=np.int64)[need]
    place_period = np.array([code.get(p.period_id, -1) for p in places], dtype=np.int64)[place]
    row_period = np.array([-1 if t is None else code[t] for t in period], dtype=np.int64)[row]
    fits = (need_period == place_period) & ((row_period == -1) | (row_period == need_period))
    by_position = np.array([r.position_id is not None for r in rows], dtype=np.int64)[row]
    specific = by_position * 2 + (row_period >= 0)
    return _most_specific(row[fits], need[fits], place[fits], specific[fits], len(places))


def _target(row: Row) -> tuple[str, str | None]:
    if row.position_id is not None or isinstance(row, Pair):
        return ("position", row.position_id)
    return ("host", row.host_id)


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Which items belong to a key: items ``start[c]:start[c + 1]`` of ``item`` for the key's code ``c``."""

    code: dict[Hashable, int]
    start: Ints
    item: Ints

    def codes(self, keys: Iterable[Hashable]) -> Ints:
        """Return the keys' codes, -1 for an unknown key."""
        get = self.code.get
        return np.array([get(key, -1) for key in keys], dtype=np.int64)


def _index(keys: Sequence[Sequence[Hashable]]) -> _Index:
    """Index items 0..n-1 by each of their ``keys``."""
    code: dict[Hashable, int] = {}
    flat = [(code.setdefault(key, len(code)), item) for item, own in enumerate(keys) for key in own]
    pairs = np.array(flat, dtype=np.int64).reshape(-1, 2)
    order = np.argsort(pairs[:, 0], kind="stable")
    start = np.zeros(len(code) + 1, dtype=np.int64)
    np.cumsum(np.bincount(pairs[:, 0], minlength=len(code)), out=start[1:])
    return _Index(code, start, pairs[order, 1])


def _join(left: _Index, left_code: Ints, right: _Index, right_code: Ints) -> tuple[Ints, Ints, Ints]:
    """Return (row, left item, right item) for every combination of a row's left and right items."""
    known = np.flatnonzero((left_code >= 0) & (right_code >= 0))
    a, b = left_code[known], right_code[known]
    n_left = left.start[a + 1] - left.start[a]
    n_right = right.start[b + 1] - right.start[b]
    count = n_left * n_right
    within = np.arange(int(count.sum()), dtype=np.int64) - np.repeat(np.cumsum(count) - count, count)
    width = np.repeat(n_right, count)
    return (
        np.repeat(known, count),
        left.item[np.repeat(left.start[a], count) + within // np.maximum(width, 1)],
        right.item[np.repeat(right.start[b], count) + within % np.maximum(width, 1)],
    )


def _most_specific(row: Ints, need: Ints, place: Ints, specific: Ints, n_places: int) -> Located:
    key = need * n_places + place
    order = np.lexsort((row, specific, key))
    last = np.ones(len(order), dtype=np.bool_)
    last[:-1] = key[order][1:] != key[order][:-1]
    kept = order[last]
    return Located(need[kept], place[kept], row[kept])


def _entries(rows: Sequence[Preference] | Sequence[Priority], at: Located, n_places: int) -> Entries:
    rank = np.array([r.rank or 0 for r in rows], dtype=np.int64)
    veto = np.array([r.veto for r in rows], dtype=np.bool_)
    worst = int(rank.max(initial=0))
    return Entries(at.need_of, at.place_of, rank[at.row_of], veto[at.row_of], worst, n_places)
