"""Figures: the four numbers on top of a report."""

from dataclasses import dataclass

from matcher.policy import LevelName
from matcher.report import wording
from matcher.report.summary import Summary
from matcher.text import Lang, number, say


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its basis (``из 320``, ``65 %``) and what it counts."""

    number: str
    basis: str
    label: str


def figures(summary: Summary, lang: Lang) -> list[Figure]:
    """Return who is placed, who got the first choice, who is expected to be employed (or hosts), and seats taken."""
    return [_placed(summary, lang), _first(summary, lang), _employed_or_hosts(summary, lang), _seats(summary, lang)]


def _figure(n: float, basis: str, label: str, lang: Lang) -> Figure:
    return Figure(number(n, lang, 1), basis, say(f"report.figure.{label}", lang))


def _of(n: int, lang: Lang) -> str:
    return say("report.of", lang, n=n)


def _placed(summary: Summary, lang: Lang) -> Figure:
    return _figure(summary.placed, _of(summary.needs, lang), "placed", lang)


def _first(summary: Summary, lang: Lang) -> Figure:
    """Return the first choices, or who is left where nobody was asked."""
    if not summary.asked:
        return _figure(len(summary.unplaced), _of(summary.needs, lang), "unplaced", lang)
    first = summary.rank_profile[0] if summary.rank_profile else 0
    return _figure(first, wording.percent(first, summary.placed, lang), "first", lang)


def _employed_or_hosts(summary: Summary, lang: Lang) -> Figure:
    employed = next((k.value for k in summary.levels if k.level == LevelName.EMPLOYMENT), None)
    if isinstance(employed, int | float):
        return _figure(employed, _of(summary.placed, lang), "employed", lang)
    taking = sum(host.taken > 0 for host in summary.hosts)
    return _figure(taking, _of(len(summary.hosts), lang), "hosts", lang)


def _seats(summary: Summary, lang: Lang) -> Figure:
    taken, capacity = sum(h.taken for h in summary.hosts), sum(h.capacity for h in summary.hosts)
    return _figure(taken, _of(capacity, lang), "seats", lang)
