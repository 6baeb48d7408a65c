"""The screen of ``compare``: people and ranks as a table, levels with their differences, who has another place."""

from itertools import zip_longest

from rich.console import Console

from matcher.explain.comparing import Comparison, LevelLine, Outcome
from matcher.explain.standing import Move
from matcher.matching import Status
from matcher.policy import LevelName
from matcher.report import wording
from matcher.report.bars import heading, lines, points, table
from matcher.report.seat_words import level_change
from matcher.text import Lang, number, say

KNOWN = frozenset(Status)
SHOWN = 20
"""How many people who have another place are named."""


def print_comparison(found: Comparison, console: Console, lang: Lang) -> None:
    """Print results side by side; what is better and worse goes by each level's own direction."""
    heading(console, say("compare.heading", lang))
    for n, outcome in enumerate(found.outcomes, start=1):
        lines(console, say("compare.result", lang, n=n, name=outcome.name), indent=2)
    if not found.same_round:
        lines(console, say("compare.unknown-round" if found.same_round is None else "compare.other-rounds", lang))
    heading(console, say("compare.people", lang))
    table(console, _people(found, lang))
    if found.levels:
        heading(console, say("compare.goals", lang))
        lines(console, say("compare.against", lang))
    for line in found.levels:
        lines(console, wording.level_name(line.level, line.measure, lang), indent=2)
        lines(console, *_of_level(line, lang), indent=6)
    for number_, moves in enumerate(found.moves, start=2):
        if moves is not None:
            _print_moves(moves, number_, len(found.moves), console, lang)


def status(outcome: Outcome, lang: Lang) -> str:
    """Return what a result says of itself in words; a status without words stands for itself."""
    if outcome.status not in KNOWN:
        return outcome.status
    by_mechanism = outcome.status == Status.OPTIMAL and not any(level.proved for level in outcome.levels)
    return say("compare.status.mechanism" if by_mechanism else f"compare.status.{outcome.status}", lang)


def _people(found: Comparison, lang: Lang) -> list[list[str]]:
    outcomes = found.outcomes
    statuses = [status(outcome, lang) for outcome in outcomes]
    rows = [
        ["", *(f"{n}." for n in range(1, len(outcomes) + 1))],
        [say("compare.status", lang), *statuses],
        [say("compare.placed", lang), *(number(o.placed, lang) for o in outcomes)],
        [say("compare.unplaced", lang), *(number(o.unplaced, lang) for o in outcomes)],
    ]
    profiles = zip_longest(*(o.rank_profile for o in outcomes))
    for rank, counts in enumerate(profiles, start=1):
        rows.append([say("compare.rank", lang, rank=rank), *("—" if n is None else number(n, lang) for n in counts)])
    if any(o.unranked for o in outcomes):
        rows.append([say("compare.unranked", lang), *(number(o.unranked, lang) for o in outcomes)])
    return rows


def _of_level(line: LevelLine, lang: Lang) -> list[str]:
    said = []
    for n, value in enumerate(line.values, start=1):
        shown = say("compare.missing", lang)
        if value is not None:
            shown = wording.level_value(line.level, line.measure, value, lang)
        own = line.differences[n - 2] if n > 1 else None
        if own is None or own.verdict is None or own.change is None:
            said.append(say("compare.alone", lang, n=n, value=shown))
        else:
            change = level_change(LevelName(line.level), own.change, lang)
            said.append(say(f"compare.{own.verdict}", lang, n=n, value=shown, change=change))
    return said


def _print_moves(moves: tuple[Move, ...], number_: int, later: int, console: Console, lang: Lang) -> None:
    key = "compare.moves" if later == 1 else "compare.moves.of"
    heading(console, say(key, lang, n=len(moves), number=number_))
    points(console, [_move(move, lang) for move in moves[:SHOWN]])
    if len(moves) > SHOWN:
        lines(console, say("compare.moves.more", lang, n=len(moves) - SHOWN), indent=2)


def _move(found: Move, lang: Lang) -> str:
    """Return who has another place, by the ids that results hold."""
    nowhere = say("move.nowhere", lang)
    who = f"{found.applicant_id}, {found.period_id}" if found.period_id else found.applicant_id
    before, after = found.from_position or nowhere, found.to_position or nowhere
    return say("move.to", lang, applicant=who, before=before, after=after)
