"""The screen of ``check``: who may go where, which rule excludes how much, who has nowhere to go."""

from collections.abc import Sequence

from rich.console import Console

from matcher.report import wording
from matcher.report.bars import Bar, bars, entries, heading, lines, table
from matcher.report.directory import titled
from matcher.report.eligibility import EligibilitySummary, PlacesCount
from matcher.text import Lang, number, say

BINS = ((0, 0), (1, 1), (2, 2), (3, 5), (6, 10), (11, 20), (21, 50), (51, None))
"""Classes of the histogram: from how many places to how many."""


def print_check(summary: EligibilitySummary, console: Console, lang: Lang) -> None:
    """Print the eligibility of a round."""
    heading(console, summary.title)
    who = say(f"people.{summary.kind}", lang, n=summary.needs)
    counts = {
        "people": summary.needs,
        "places": summary.places,
        "pairs": summary.eligible_pairs,
        "candidates": summary.candidates,
    }
    lines(console, say("check.counts", lang, who=who, **counts))
    heading(console, say("check.histogram", lang))
    bars(console, histogram(summary.histogram, lang), lang)
    _print_rules(summary, console, lang)
    _print_nowhere(summary, console, lang)


def histogram(counts: Sequence[PlacesCount], lang: Lang) -> list[Bar]:
    """Return how many have no place, one, two, a few, …, as bars; classes above the largest are left out."""
    most = max((c.places for c in counts), default=0)
    return [
        Bar(
            _bin_name(low, high, lang),
            sum(c.needs for c in counts if low <= c.places <= (c.places if high is None else high)),
        )
        for low, high in BINS
        if low <= most
    ]


def _bin_name(low: int, high: int | None, lang: Lang) -> str:
    if high is None:
        return say("check.bin.more", lang, low=low)
    return say("check.bin.one" if low == high else "check.bin.range", lang, low=low, high=high)


def _print_rules(summary: EligibilitySummary, console: Console, lang: Lang) -> None:
    heading(console, say("check.rules", lang))
    table(console, [[number(c.pairs, lang), wording.rule_name(c.rule, lang)] for c in summary.excluded])
    lines(console, say("check.rules.note" if summary.excluded else "check.rules.none", lang))
    lines(console, *wording.advice(summary.unverified_rules, lang))


def _print_nowhere(summary: EligibilitySummary, console: Console, lang: Lang) -> None:
    if not summary.nowhere:
        lines(console, "", say("check.nowhere.none", lang))
        return
    heading(console, say("check.nowhere", lang, n=len(summary.nowhere)))
    rows = [
        ((titled(p.applicant_id, p.name), p.group or "", p.period_id), [(c.rule, c.pairs) for c in p.excluded])
        for p in summary.nowhere
    ]
    entries(console, [(about, wording.nowhere(rules, lang)) for about, rules in rows])
