"""HTML: a summary as one page that needs no network and no script, for the screen and for A4."""

from collections import defaultdict
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from matcher.explain.fairness import Audit
from matcher.report import charts, fairness_words, seat_words, wording
from matcher.report.figures import figures
from matcher.report.saving import save
from matcher.report.summary import PlacementLine, Summary
from matcher.text import Lang, number, say


def write_report(summary: Summary, path: Path, lang: Lang, fairness: Audit | None = None) -> None:
    """Write ``report.html``. Raises OSError."""
    save(path, render(summary, lang, fairness).encode())


def render(summary: Summary, lang: Lang, fairness: Audit | None = None) -> str:
    """Return the page; the same summary gives the same text."""
    environment = Environment(
        loader=PackageLoader("matcher.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        summary=summary,
        lang=lang,
        say=partial(say, lang=lang),
        number=partial(number, lang=lang),
        words=wording,
        seat_words=seat_words,
        figures=figures(summary, lang),
        fairness=fairness,
        fairness_words=fairness_words,
        pictures=pictures(summary, lang),
        most_hosts=charts.MOST_HOSTS,
        people_of=_by_host(summary),
    )


def pictures(summary: Summary, lang: Lang) -> dict[str, Markup]:
    """Return the charts as SVG elements that may stand in a page; Vega escapes the names in them."""
    if not summary.placed:
        return {}
    drawn = {"hosts": charts.svg(charts.host_fill(summary, lang))}
    if summary.asked:
        drawn["wishes"] = charts.svg(charts.rank_profile(summary, lang))
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704  # made here, from escaped names


def _by_host(summary: Summary) -> dict[str, list[PlacementLine]]:
    found: dict[str, list[PlacementLine]] = defaultdict(list)
    for line in summary.placements:
        found[line.host_id].append(line)
    return found
