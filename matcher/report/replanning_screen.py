"""The screen of ``replan``: what changes in the earlier matching and why, and what moves buy."""

from rich.console import Console

from matcher.explain.causes import Change
from matcher.explain.replanning import Replan
from matcher.policy import LevelName
from matcher.report import wording
from matcher.report.bars import heading, lines, points
from matcher.report.breaches import breaches
from matcher.report.directory import Directory
from matcher.report.verdict_screen import violation
from matcher.rounds import Round
from matcher.text import Lang, say


def print_replan(found: Replan, round_: Round, console: Console, lang: Lang) -> None:
    """Print the changes with names instead of ids; ``round_`` knows the names."""
    heading(console, say("replan.heading", lang))
    if found.fewest is not None and found.max_changes is not None:
        lines(console, say("replan.too-few", lang, n=found.max_changes, fewest=found.fewest))
    if found.result.matching is not None:
        _print_counts(found, console, lang)
        directory = Directory(round_)
        points(console, [change(c, directory, lang) for c in found.changes])
    _print_frontier(found, console, lang)


def _print_counts(found: Replan, console: Console, lang: Lang) -> None:
    placed = sum(c.cause == "placed" for c in found.changes)
    counts = {"kept": found.kept, "moves": found.moves, "forced": found.forced, "withdrawn": len(found.withdrawn)}
    lines(console, say("replan.counts", lang, placed=placed, **counts))
    if not found.changes:
        lines(console, say("replan.nothing", lang))
    elif found.max_changes is not None:
        lines(console, say("replan.budget", lang, n=found.max_changes))
    elif found.moves:
        lines(console, say("replan.proved" if _is_proved(found) else "replan.unproved", lang))


def _is_proved(found: Replan) -> bool:
    """Return whether fewest moves are proved; where nothing of the plan is left, every move is forced."""
    return all(k.proved for k in found.result.levels if k.level in (LevelName.PLACED, LevelName.CHANGES))


def change(found: Change, directory: Directory, lang: Lang) -> str:
    """Return who goes from where to where, and why."""
    before, after = (
        say("move.nowhere", lang) if j is None else directory.position(j)
        for j in (found.move.from_position, found.move.to_position)
    )
    applicant = directory.applicant(found.move.applicant_id)
    why = _why(found, directory, lang)
    return say("replan.moved", lang, applicant=applicant, before=before, after=after, why=why)


def _why(found: Change, directory: Directory, lang: Lang) -> str:
    if [v.code for v in found.violations] == ["unknown-place"]:
        return say("replan.cause.vanished", lang)
    names = ", ".join(directory.applicant(a) for a in found.newcomers)
    if found.cause == "condition":
        why = " ".join(dict.fromkeys(violation(v, directory, lang) for v in found.violations))
    else:
        why = breaches(found.violations, directory, lang)
    return say(f"replan.cause.{found.cause}", lang, why=why, names=names, n=len(found.newcomers))


def _print_frontier(found: Replan, console: Console, lang: Lang) -> None:
    if not found.frontier:
        return
    heading(console, say("replan.frontier", lang))
    for point in found.frontier:
        lines(console, say("replan.frontier.row", lang, n=point.moves))
        pairs = zip(found.levels, point.values, strict=True)
        said = [wording.level_value(k.name, k.measure, value, lang) for k, value in pairs]
        lines(console, "; ".join(said), indent=4)
    lines(console, say("replan.frontier.note", lang))
