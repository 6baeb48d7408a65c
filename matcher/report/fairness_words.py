"""Words of the fairness audit: its classes as lines of a table, and what must be known to read them."""

from collections.abc import Iterator

from matcher.explain.fairness import ATTRIBUTES, Audit, ClassFare
from matcher.report.wording import percent
from matcher.text import Lang, number, say

RANKS = frozenset({"first", "rank", "best-rank"})
COLUMNS = ("class", "needs", "placed", "first", "rank", "km", "best-placed", "best-rank")


def _columns(audit: Audit) -> list[str]:
    """Return the columns of the tables: without those on ranks where nobody was asked."""
    return [name for name in COLUMNS if audit.asked or name not in RANKS]


def headings(audit: Audit, lang: Lang) -> list[str]:
    """Return the headings of the tables."""
    return [say(f"fairness.column.{name}", lang) for name in _columns(audit)]


def tables(audit: Audit, lang: Lang) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each attribute's name with the lines of its classes, a cell a heading."""
    for attribute in ATTRIBUTES:
        if audit.of(attribute):
            yield say(f"fairness.by.{attribute}", lang), [_line(audit, fare, lang) for fare in audit.of(attribute)]


def _line(audit: Audit, fare: ClassFare, lang: Lang) -> list[str]:
    best = fare.best
    cells = {
        "class": say(f"fairness.without.{fare.attribute}", lang) if fare.value is None else fare.value,
        "needs": number(fare.needs, lang),
        "placed": _share(fare, fare.placed, lang),
        "first": _share(fare, fare.first, lang),
        "rank": _mean(fare.mean_rank, lang),
        "km": _mean(fare.mean_km, lang),
        "best-placed": number(best.placed, lang) if best else "—",
        "best-rank": _mean(fare.best_mean_rank, lang),
    }
    return [cells[name] for name in _columns(audit)]


def _share(fare: ClassFare, n: int, lang: Lang) -> str:
    """Return a count with its share, without it in a small class."""
    return number(n, lang) if fare.is_small else f"{number(n, lang)} ({percent(n, fare.needs, lang)})"


def _mean(value: float | None, lang: Lang) -> str:
    """Return a mean with exactly one decimal, a dash where there is none."""
    return "—" if value is None else f"{value:.1f}".replace(".", "," if lang == "ru" else ".")


def notes(audit: Audit, lang: Lang) -> list[str]:
    """Return what a reader of the tables must know."""
    said = [say("fairness.caption", lang)]
    if audit.asked:
        said.append(say("fairness.ranks", lang))
    said.append(say("fairness.best" if audit.sought else "fairness.best.not-sought", lang))
    if any(fare.is_small for fare in audit.classes):
        said.append(say("fairness.small", lang))
    if audit.of("restriction"):
        said.append(say("fairness.overlap", lang))
    said.append(say("fairness.sex.counts" if audit.sex_counts else "fairness.sex.audit", lang))
    return said
