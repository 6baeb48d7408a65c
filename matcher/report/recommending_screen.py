"""The screen of ``recommend``: the best choices with what each changes, and what is impossible and why."""

from rich.console import Console

from matcher.explain.recommending import Option, Recommendation, Refusal
from matcher.explain.standing import Move
from matcher.matching import Place
from matcher.report.bars import heading, lines, points
from matcher.report.breaches import breaches
from matcher.report.directory import Directory
from matcher.report.seat_words import level_changes
from matcher.rounds import Round
from matcher.text import Lang, say

SHOWN = 10
"""How many choices, and how many refusals, are printed."""
MOVES_SHOWN = 5
"""How many others who move are named beside a choice."""


def print_recommendation(found: Recommendation, round_: Round, console: Console, lang: Lang, *, moves: bool) -> None:
    """Print a recommendation with names instead of ids."""
    directory = Directory(round_)
    heading(console, say(f"recommend.{found.subject.kind}", lang, name=_subject(found, directory)))
    notes = ["recommend.added"] if found.added_seat else []
    lines(console, *(say(key, lang) for key in (*notes, "recommend.moves" if moves else "recommend.stay")))
    if found.standing:
        lines(console, say("recommend.standing", lang, n=len(found.standing)))
    if not found.options:
        lines(console, "", say("recommend.none", lang))
    for n, option in enumerate(found.options[:SHOWN], start=1):
        name = _other(found, option.place, directory)
        lines(console, "", say("recommend.option", lang, n=n, name=name))
        lines(console, *_of_option(found, option, directory, lang), indent=4)
    if len(found.options) > SHOWN:
        lines(console, "", say("recommend.more", lang, n=len(found.options) - SHOWN))
    _print_refused(found, directory, console, lang)


def _subject(found: Recommendation, directory: Directory) -> str:
    key = found.subject.subject_id
    return directory.applicant(key) if found.subject.kind == "applicant" else _place(key, directory)


def _other(found: Recommendation, place: Place, directory: Directory) -> str:
    """Return the name of the other side of a choice, with the period where there are several."""
    asked = found.subject.kind == "applicant"
    name = _place(place.position_id, directory) if asked else directory.applicant(place.applicant_id)
    return f"{name}, {place.period_id}" if place.period_id else name


def _place(position_id: str, directory: Directory) -> str:
    position = directory.positions[position_id]
    return f"{directory.position(position_id)}, {directory.host(position.host)}"


def _of_option(found: Recommendation, option: Option, directory: Directory, lang: Lang) -> list[str]:
    any_change = any(any(c) if isinstance(c, tuple) else c for c in option.changes)
    changes = level_changes([level.name for level in found.levels], option.changes, lang)
    said = [say("recommend.changes", lang, changes=changes) if any_change else say("recommend.same", lang)]
    if option.comes_from is not None:
        said.append(say("recommend.leaves", lang, position=directory.position(option.comes_from)))
    if option.moves:
        moves = "; ".join(move(m, directory, lang) for m in option.moves[:MOVES_SHOWN])
        if len(option.moves) > MOVES_SHOWN:
            moves = say("recommend.moved.more", lang, moves=moves, n=len(option.moves) - MOVES_SHOWN)
        said.append(say("recommend.moved", lang, n=len(option.moves), moves=moves))
    return said


def move(found: Move, directory: Directory, lang: Lang) -> str:
    """Return who moves, from where and to where."""
    before, after = (
        say("move.nowhere", lang) if j is None else directory.position(j)
        for j in (found.from_position, found.to_position)
    )
    return say("move.to", lang, applicant=directory.applicant(found.applicant_id), before=before, after=after)


def _print_refused(found: Recommendation, directory: Directory, console: Console, lang: Lang) -> None:
    """Print what is impossible, nearest to possible first; other specialties are only counted."""
    if not found.refusals:
        return
    near = sorted((r for r in found.refusals if not _is_other_trade(r)), key=lambda r: len(r.violations))
    heading(console, say("recommend.refused", lang, n=len(found.refusals)))
    points(console, [_refusal(found, r, directory, lang) for r in near[:SHOWN]])
    if len(near) > SHOWN:
        lines(console, say("recommend.refused.more", lang, n=len(near) - SHOWN), indent=2)
    if len(near) < len(found.refusals):
        lines(console, say("recommend.refused.specialty", lang, n=len(found.refusals) - len(near)), indent=2)


def _is_other_trade(refusal: Refusal) -> bool:
    return any(v.code == "specialty" for v in refusal.violations)


def _refusal(found: Recommendation, refusal: Refusal, directory: Directory, lang: Lang) -> str:
    """Return the other side of a refused choice and why it is refused."""
    why = breaches(refusal.violations, directory, lang)
    return say("recommend.refused.line", lang, name=_other(found, refusal.place, directory), why=why)
