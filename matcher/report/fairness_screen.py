"""The screen of ``fairness``: how classes fared, and what came of looking for a list that gains; the same as data."""

from collections.abc import Sequence
from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from matcher.explain.fairness import Audit, ClassFare
from matcher.explain.gaming import TRUTHFUL, Gain, Search
from matcher.judge import Case
from matcher.report import fairness_words
from matcher.report.bars import heading, lines
from matcher.report.directory import Directory
from matcher.text import Lang, say

VERSION = 1


def fairness_as_mapping(case: Case, audit: Audit, searches: Sequence[Search]) -> dict[str, object]:
    """Return the audit as plain data; shares and means of small classes are None."""
    return {
        "version": VERSION,
        "mechanism": str(case.policy.mechanism),
        "truth_is_best": case.policy.mechanism in TRUTHFUL or not audit.asked,
        "sex_decides": audit.sex_counts,
        "classes": [_class(fare) for fare in audit.classes],
        "searches": [asdict(search) for search in searches],
    }


def _class(fare: ClassFare) -> dict[str, object]:
    return {
        "attribute": fare.attribute,
        "value": fare.value,
        "needs": fare.needs,
        "small": fare.is_small,
        "placed": fare.placed,
        "placed_share": fare.placed_share,
        "first": fare.first,
        "first_share": fare.first_share,
        "mean_rank": fare.mean_rank,
        "mean_km": fare.mean_km,
        "best_placed": fare.best.placed if fare.best else None,
        "best_mean_rank": fare.best_mean_rank,
    }


def print_fairness(case: Case, audit: Audit, searches: Sequence[Search], console: Console, lang: Lang) -> None:
    """Print the tables of the classes, then what an applicant can gain by another list."""
    heading(console, say("fairness.heading", lang))
    lines(console, *fairness_words.notes(audit, lang))
    for attribute, own in fairness_words.tables(audit, lang):
        lines(console, "")
        console.print(_table(attribute, fairness_words.headings(audit, lang), own))
    heading(console, say("fairness.truth", lang))
    key = case.policy.mechanism if audit.asked else "not-asked"
    lines(console, say(f"fairness.truth.{key}", lang), *([say("fairness.truth.scope", lang)] if audit.asked else []))
    lines(console, *said_of_searches(case, searches, lang))


def _table(attribute: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n, label in enumerate([attribute, *headings[1:]]):
        table.add_column(Text(label), justify="right" if n else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def said_of_searches(case: Case, searches: Sequence[Search], lang: Lang) -> list[str]:
    """Return what came of looking for gains: how many lists were tried, and each gain found."""
    if not searches:
        return []
    tried = sum(search.tried for search in searches)
    said = [say("fairness.search", lang, n=tried, people=len(searches))]
    gains = [search.gain for search in searches if search.gain is not None]
    said += [_gain(gain, Directory(case.round), lang) for gain in gains] or [say("fairness.search.none", lang)]
    if not all(search.whole or search.gain for search in searches):
        said.append(say("fairness.search.part", lang))
    return said


def _gain(gain: Gain, directory: Directory, lang: Lang) -> str:
    """Return a gain as a sentence: the list to write, and what it gets instead of what."""
    changed = [(a, b) for a, b in zip(gain.honest, gain.gained, strict=True) if a != b]
    (_, honest, _), (_, gained, _) = changed[0]
    listed = ", ".join(directory.position(position) for position in gain.listed)
    rest = say("fairness.gain.rest", lang) if gain.refuses_rest else ""
    before = directory.position(honest) if honest is not None else say("fairness.gain.nothing", lang)
    applicant = directory.applicant(gain.applicant_id)
    after = directory.position(gained)
    key = "fairness.gain" if gain.listed else "fairness.gain.silent"
    return say(key, lang, applicant=applicant, listed=listed, rest=rest, before=before, after=after)
