"""Replan: after withdrawals, late arrivals and lost seats, the best matching that moves few people.

Without a bound on the moves the levels are ``placed``, then ``changes`` (fewest moves against the earlier matching),
then the policy's others in their order. With a bound they are the policy's own, ``changes`` last so that nobody moves
in vain, and at most so many move. Locks hold as always, so whoever is confirmed by a lock stays.

A move is a place of the earlier matching that somebody who still needs one does not keep. Whoever is gone from the
round makes no move; a place that is gone, or that a rule now forbids, is a forced one.
"""

from dataclasses import dataclass, replace

from matcher.errors import InputError, Problem
from matcher.explain.again import best_values
from matcher.explain.causes import Change, Earlier, changes_of, sort_out
from matcher.explain.moves_frontier import CHANGES, MovesPoint, moves_frontier, without_changes
from matcher.explain.standing import placements_of, unmentored
from matcher.matching import Matching, Place, Result, Status, StopReason
from matcher.policy import Level, LevelName, Mechanism, Policy
from matcher.progress import Listener, unheard
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import solve
from matcher.stopping import Stop, never

PLACED = Level(LevelName.PLACED)


@dataclass(frozen=True, slots=True)
class Replan:
    """The repaired matching, and what it does to the earlier one.

    ``round`` is the round that was solved: the edited one with the earlier matching as its ``placements`` and the
    policy used. ``vanished`` counts earlier places that no longer exist at all. ``fewest`` is the least number of moves
    of any feasible matching, known where the bound was below it.
    """

    round: Round
    result: Result
    withdrawn: tuple[Place, ...]
    changes: tuple[Change, ...]
    kept: int
    vanished: int
    max_changes: int | None = None
    fewest: int | None = None
    levels: tuple[Level, ...] = ()
    frontier: tuple[MovesPoint, ...] = ()

    @property
    def moves(self) -> int:
        """Return how many earlier places are not kept by people who still need one."""
        return sum(change.move.from_position is not None for change in self.changes)

    @property
    def forced(self) -> int:
        """Return how many of the moves no matching could spare."""
        return sum(change.cause == "forced" for change in self.changes)


def replan(
    round_: Round,
    earlier: Matching,
    max_changes: int | None = None,
    policy: Policy | None = None,
    points: int = 0,
    stop: Stop = never,
    progress: Listener = unheard,
) -> Replan:
    """Return the best repair of an earlier matching in a round that has changed since.

    ``max_changes`` bounds the moves, forced ones included; ``points`` asks for so many points of the frontier of moves.
    Once ``stop`` says so, the best found so far is returned, without a frontier; ``progress`` is told as by
    :func:`matcher.solve.solve`.
    Raises MatchingError when the earlier matching gives somebody two places in one period, InputError under a mechanism
    other than ``optimal``, PolicyError as :func:`matcher.solve.solve` does.
    """
    policy = policy or round_.policy
    if policy.mechanism != Mechanism.OPTIMAL:
        raise InputError([Problem("policy", "needs-levels", values={"mechanism": policy.mechanism})])
    sorted_out = sort_out(round_, unmentored(earlier))
    planned = replace(round_, placements=placements_of(sorted_out.left))
    gone = len(sorted_out.vanished)
    rules = repairing(planned, policy, None if max_changes is None else max_changes - gone)
    planned = replace(planned, policy=rules)
    result, fewest = _solved(planned, gone, max_changes, stop, progress)
    found = Replan(planned, result, sorted_out.withdrawn, (), 0, gone, max_changes, fewest, without_changes(policy))
    if points and not stop():
        found = replace(found, frontier=moves_frontier(planned, policy, gone, points))
    return found if result.matching is None else _with_changes(found, result.matching, sorted_out)


def repairing(round_: Round, policy: Policy, max_changes: int | None) -> Policy:
    """Return the policy by which a round with an earlier plan is repaired; where no plan is left, none is counted."""
    others = without_changes(policy)
    counted = (CHANGES,) if round_.placements else ()
    if max_changes is not None:
        bound = max(0, max_changes) if counted else None
        return replace(policy, max_changes=bound, objectives=(*others, *counted) or (PLACED,))
    later = tuple(level for level in others if level.name != LevelName.PLACED)
    return replace(policy, max_changes=None, objectives=(PLACED, *counted, *later))


def _solved(
    round_: Round, gone: int, max_changes: int | None, stop: Stop, progress: Listener
) -> tuple[Result, int | None]:
    """Return the result and, where the bound cannot be kept, the fewest moves that can."""
    if max_changes is not None and max_changes < gone:
        return Result(Status.INFEASIBLE, StopReason.CONFLICT, facts={"policy": round_.policy}), _fewest(round_, gone)
    result = solve(round_, progress=progress, stop=stop)
    short = max_changes is not None and result.status == Status.INFEASIBLE
    return result, _fewest(round_, gone) if short else None


def _fewest(round_: Round, gone: int) -> int | None:
    """Return the fewest moves of any feasible matching; None where there is none."""
    if not round_.placements:
        return gone
    tried = best_values(round_, replace(round_.policy, max_changes=None, objectives=(CHANGES,)))
    moves = tried.values[0] if tried is not None and tried.values is not None else None
    return gone + moves if isinstance(moves, int) else None


def _with_changes(found: Replan, later: Matching, earlier: Earlier) -> Replan:
    changes = tuple(changes_of(quantities_of(found.round, found.round.policy), earlier, later))
    moved = sum(change.move.from_position is not None for change in changes)
    return replace(found, changes=changes, kept=len(earlier.before.places) - moved)
