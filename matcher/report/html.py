"""HTML: a summary as one page that needs no network, for the screen and for A4.

One small script of our own searches the tables; without it everything is there to read. The page allows that script by
its checksum and no other.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from matcher.explain.accounts import ApplicantAccount, Explanation
from matcher.explain.fairness import Audit
from matcher.report import charts, fairness_words, seat_words, wording
from matcher.report.directory import Directory
from matcher.report.figures import figures
from matcher.report.persons import Key, Person
from matcher.report.reason_words import Words
from matcher.report.saving import save
from matcher.report.summary import PlacementLine, Summary
from matcher.rounds import Round
from matcher.text import Lang, number, say

SCRIPT = (Path(__file__).parent / "templates" / "search.js").read_text("utf-8")


@dataclass(frozen=True, eq=False)
class Told:
    """Why the applicants have what they have, by applicant and period, with the words to tell it."""

    words: Words
    accounts: Mapping[Key, ApplicantAccount]

    def of(self, person: Person) -> ApplicantAccount | None:
        """Return a person's account, None where there is none."""
        return self.accounts.get((person.applicant_id, person.period_id))


def told(round_: Round, explanation: Explanation, lang: Lang) -> Told:
    """Return an explanation as a page tells it."""
    accounts = {(a.applicant_id, a.period_id): a for a in explanation.applicants}
    return Told(Words(Directory(round_), lang), accounts)


def write_report(
    summary: Summary, path: Path, lang: Lang, fairness: Audit | None = None, reasons: Told | None = None
) -> None:
    """Write ``report.html``. Raises OSError."""
    save(path, render(summary, lang, fairness, reasons).encode())


def render(summary: Summary, lang: Lang, fairness: Audit | None = None, reasons: Told | None = None) -> str:
    """Return the page; the same summary gives the same text. ``reasons`` adds why each has what they have."""
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
        reasons=reasons,
        script=Markup(SCRIPT),  # noqa: S704  # our own file
        script_hash=b64encode(sha256(SCRIPT.encode()).digest()).decode(),
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
