"""Terminal: a summary on one screen. ``check`` and ``judge`` have screens of their own, offered here too."""

from rich.console import Console

from matcher.matching import Status
from matcher.report import wording
from matcher.report.bars import Bar, bars, entries, heading, lines, points
from matcher.report.check_screen import print_check
from matcher.report.directory import titled
from matcher.report.summary import Summary
from matcher.report.verdict_screen import print_verdict
from matcher.text import Lang, say

__all__ = ["print_check", "print_summary", "print_verdict"]

SHOWN = 10
"""How many people without a place are named on the screen."""


def print_summary(summary: Summary, console: Console, lang: Lang) -> None:
    """Print what a practice officer asks first: how many, how good, proved how far, who is left and why."""
    span = wording.dates(summary.starts_on, summary.ends_on, lang)
    heading(console, f"{summary.title}, {span}" if span else summary.title)
    if summary.status in (Status.INFEASIBLE, Status.NONE):
        _print_failure(summary, console, lang)
        return
    lines(console, f"{wording.headline(summary, lang)}. {wording.status(summary, lang)}")
    lines(console, *filter(None, [wording.stability(summary, lang)]))
    _print_cautions(summary, console, lang)
    _print_profile(summary, console, lang)
    _print_levels(summary, console, lang)
    _print_unplaced(summary, console, lang)
    if summary.unverified_rules:
        lines(console, "", *wording.advice(summary.unverified_rules, lang))


def _print_failure(summary: Summary, console: Console, lang: Lang) -> None:
    lines(console, *filter(None, [wording.status(summary, lang), wording.method(summary, lang)]))
    _print_cautions(summary, console, lang)
    points(console, wording.conflicts(summary, lang))
    if summary.conflicts:
        lines(console, say("conflict.remedy", lang))


def _print_cautions(summary: Summary, console: Console, lang: Lang) -> None:
    lines(console, *(f"! {wording.caution(found, lang)}" for found in summary.cautions))


def _print_profile(summary: Summary, console: Console, lang: Lang) -> None:
    if not summary.placed:
        return
    heading(console, say("report.wishes", lang))
    if not summary.asked:
        lines(console, say("summary.not-asked", lang))
        return
    share = [(name, n, wording.percent(n, summary.placed, lang)) for name, n in wording.ranks(summary, lang)]
    bars(console, [Bar(name, n, said) for name, n, said in share], lang)


def _print_levels(summary: Summary, console: Console, lang: Lang) -> None:
    heading(console, say("report.levels", lang))
    for n, level in enumerate(summary.levels, start=1):
        name = wording.level_name(level.level, level.measure, lang)
        value = wording.level_value(level.level, level.measure, level.value, lang)
        lines(console, say("level.heading", lang, number=n, name=name))
        lines(console, f"{value} — {wording.proof(level, lang, first=n == 1)}", indent=4)
    lines(console, *filter(None, [say(f"mechanism.{summary.mechanism}", lang), wording.method(summary, lang)]))


def _print_unplaced(summary: Summary, console: Console, lang: Lang) -> None:
    if not summary.unplaced:
        lines(console, "", say("summary.everyone", lang))
        return
    heading(console, say("summary.unplaced", lang, n=len(summary.unplaced)))
    found = [(line.person, wording.reason(line, lang)) for line in summary.unplaced[:SHOWN]]
    entries(console, [((titled(p.applicant_id, p.name), p.group or "", p.period_id), said) for p, said in found])
    if len(summary.unplaced) > SHOWN:
        lines(console, say("summary.unplaced.more", lang, n=len(summary.unplaced) - SHOWN))
