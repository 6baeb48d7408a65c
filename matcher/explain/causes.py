"""Causes: what became of an earlier matching in a round that has changed, and why whoever moves moves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.errors import MatchingError, Problem
from matcher.explain.standing import Move, moves_between
from matcher.judge import Case, Violation
from matcher.judge.feasibility import violations
from matcher.matching import Matching, Place
from matcher.needs import Need, PlaceKey, needs_of, places_of
from matcher.quantities import Quantities
from matcher.rounds import Round


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier matching sorted: who withdrew, whose place vanished, and what may still be held."""

    withdrawn: tuple[Place, ...]
    vanished: tuple[Place, ...]
    left: Matching

    @property
    def before(self) -> Matching:
        """Return what is held by those who still need a place."""
        return Matching((*self.left.places, *self.vanished))


@dataclass(frozen=True, slots=True)
class Change:
    """A move and its cause: ``forced``, ``condition``, ``makes-room``, ``level``, or ``placed`` (had no place before).

    ``violations`` are the rules that forbid the earlier pair now, or the conditions that the earlier matching, as far
    as it can stand, breaks around the place. ``newcomers`` are those who come to the place left.
    """

    move: Move
    cause: str
    violations: tuple[Violation, ...] = ()
    newcomers: tuple[str, ...] = ()


def sort_out(round_: Round, earlier: Matching) -> Earlier:
    """Return an earlier matching sorted by what of it a round still has.

    Raises MatchingError for people who have two places in one period.
    """
    counts = Counter((p.applicant_id, p.period_id) for p in earlier.places)
    twice = sorted({applicant for (applicant, _), n in counts.items() if n > 1})
    if twice:
        raise MatchingError(Problem("--from", "two-places", values={"name": name}) for name in twice)
    needs, places = set(needs_of(round_)), set(places_of(round_))
    here = {p for p in earlier.places if Need(p.applicant_id, p.period_id) in needs}
    left = {p for p in here if PlaceKey(p.position_id, p.period_id) in places}
    withdrawn = tuple(p for p in earlier.places if p not in here)
    return Earlier(withdrawn, tuple(sorted(here - left)), Matching(tuple(left)))


def changes_of(quantities: Quantities, earlier: Earlier, later: Matching) -> Iterator[Change]:
    """Yield every place that is another in the later matching, with its cause, in order of applicant and period."""
    moves = moves_between(earlier.before, later)
    forced = {m: found for m in moves if (found := _forbidden(quantities, earlier, m))}
    stuck = {(m.applicant_id, m.period_id) for m in forced}
    left = Matching(tuple(p for p in earlier.left.places if (p.applicant_id, p.period_id) not in stuck))
    clashes, _ = violations(Case(quantities, left))
    hosts = {j.position_id: j.host for j in quantities.round.positions}
    came = _arrivals(moves)
    for move in moves:
        yield _change(move, forced.get(move, ()), _around(clashes, move, hosts), came)


def _forbidden(quantities: Quantities, earlier: Earlier, move: Move) -> tuple[Violation, ...]:
    """Return why the earlier pair of a move cannot be in this round at all."""
    if move.from_position is None:
        return ()
    key = PlaceKey(move.from_position, move.period_id)
    own = (move.applicant_id, move.period_id, move.from_position)
    if any((p.applicant_id, p.period_id, p.position_id) == own for p in earlier.vanished):
        return (Violation("unknown-place", *own),)
    breaches = quantities.book.breaches(Need(move.applicant_id, move.period_id), key)
    return tuple(Violation(b.code, *own, evidence=b.evidence) for b in breaches)


def _around(clashes: list[Violation], move: Move, hosts: Mapping[str, str]) -> tuple[Violation, ...]:
    """Return the broken conditions that concern the place or the person of a move."""
    host = hosts.get(move.from_position or "")
    return tuple(
        v
        for v in clashes
        if v.period_id in (None, move.period_id)
        and (
            v.applicant_id == move.applicant_id
            or (v.position_id is not None and v.position_id == move.from_position)
            or (v.host_id is not None and v.host_id == host)
            or move.applicant_id in _named_in(v)
        )
    )


def _named_in(found: Violation) -> set[str]:
    hosts, unplaced = found.evidence.get("hosts", {}), found.evidence.get("unplaced", ())
    return {*(hosts if isinstance(hosts, dict) else ()), *(unplaced if isinstance(unplaced, list) else ())}


def _arrivals(moves: tuple[Move, ...]) -> dict[tuple[str | None, str], list[str]]:
    came: dict[tuple[str | None, str], list[str]] = {}
    for move in moves:
        came.setdefault((move.to_position, move.period_id), []).append(move.applicant_id)
    return came


def _change(
    move: Move,
    forced: tuple[Violation, ...],
    around: tuple[Violation, ...],
    came: Mapping[tuple[str | None, str], list[str]],
) -> Change:
    if move.from_position is None:
        return Change(move, "placed")
    if forced:
        return Change(move, "forced", forced)
    newcomers = tuple(came.get((move.from_position, move.period_id), ()))
    if around:
        return Change(move, "condition", around, newcomers)
    return Change(move, "makes-room" if newcomers else "level", (), newcomers)
