"""What if: a scenario file as cards, what simulating it came to, and one of its scenarios made part of the data."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.answers import scenarios
from api.answers.asked import Subject
from api.answers.scenarios import PLACE
from api.answers.subjects import round_of
from api.uploads.reading import facts_of
from matcher.errors import InputError, Problem
from matcher.files.findings import Findings
from matcher.files.structured import read_yaml
from matcher.report import simulation_words as words
from matcher.report.charts import svg
from matcher.report.directory import Directory
from matcher.report.simulation_html import specs
from matcher.report.simulation_told import Retold
from matcher.report.simulation_view import Contrast
from matcher.simulate.changes import changed
from matcher.simulate.draws import Draws
from matcher.simulate.kpis import Kpi
from matcher.simulate.scenarios import Scenario, Study
from matcher.simulate.summary import Line
from matcher.text import Lang, number, say, sentence


def outline(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the titles of the questions in scenario files as written, whatever faults they have."""
    return {key: _titles(read_yaml(text, PLACE, Findings())) for key, text in texts.items()}


def _titles(entries: object) -> list[str]:
    found = entries.get("scenarios") if isinstance(entries, Mapping) else None
    named = list(found.items())[1:] if isinstance(found, Mapping) else []
    return [str(own.get("title") or name) if isinstance(own, Mapping) else str(name) for name, own in named]


def cards(text: str, subject: Subject, others: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    """Return a scenario file as its title, its questions, and every problem that it has with this round."""
    try:
        study: Study = scenarios.study(text, subject, others)
    except InputError as error:
        return {**_title(text), "problems": [sentence(one, lang) for one in error.problems], "questions": []}
    return {
        "title": study.title,
        "problems": [],
        "trials": study.trials,
        "horizon": study.horizon,
        "questions": [_card(scenario, lang) for scenario in study.scenarios[1:]],
    }


def _title(text: str) -> dict[str, Any]:
    entries = read_yaml(text, PLACE, Findings())
    said = entries.get("title") if isinstance(entries, Mapping) else None
    return {"title": said if isinstance(said, str) else ""}


def _card(scenario: Scenario, lang: Lang) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "title": words.title(scenario, lang),
        "cost": words.cost(scenario, lang),
        "chance": min((change.chance for change in scenario.changes), default=1.0),
        "kinds": list(dict.fromkeys(change.code for change in scenario.changes)),
    }


def shown(summary: str, subject: Subject, about: str, lang: Lang) -> dict[str, Any]:
    """Return what a simulation came to: the answer, scenarios with what they bring, charts with their tables.

    ``about`` is the rate to speak of; an unknown one is the study's own.
    """
    directory = Directory(round_of(subject))
    told = json.loads(summary)
    kpis = list(dict.fromkeys(line["kpi"] for line in told["lines"] if line["value"] is not None))
    hosts = {h.host_id: directory.host(h.host_id) for h in directory.round.hosts}
    seen = Retold(lang, told, hosts, Kpi(about) if about in kpis else None)
    return {
        "title": told["title"],
        "name": seen.name,
        "about": seen.headline,
        "kpis": [[kpi, say(f"kpi.{kpi}", lang)] for kpi in kpis],
        "model": seen.model(),
        "answer": seen.answer(),
        "targets": seen.targets(),
        "ending": seen.ending(),
        "cautions": seen.cautions(),
        "caption": seen.caption(),
        "base": _told(seen.base, lang),
        "contrasts": [_told(one, lang) | {"also": _also(one, seen)} for one in seen.contrasts],
        "charts": {name: svg(spec) for name, spec in specs(seen).items()},
        "fan": [_point(point, lang) for point in seen.fan],
        "sways": [
            [say(f"tilt.{s.name}", lang), *(words.points(side.mean, seen.headline, lang) for side in (s.down, s.up))]
            for s in seen.sways
        ],
        "flows": [[specialty, host, ending, number(n, lang)] for specialty, host, ending, n in seen.flows],
        "figures": [_figure(line, lang) for line in seen.of_base()],
    }


def _told(one: Contrast, lang: Lang) -> dict[str, Any]:
    line = one.line
    difference = line.difference
    sure = difference is not None and (difference.low > 0 or difference.high < 0)
    nothing = difference is None or words.is_nothing(difference)
    return {
        "name": one.scenario.name,
        "title": one.title,
        "value": words.shown(line, lang),
        "of": words.of(line, lang),
        "spread": words.spread(line, lang),
        "change": one.change,
        "difference": words.difference_spread(line, lang),
        "cost": one.cost,
        "verdict": "same" if nothing else "unsure" if not sure else "better" if words.is_better(line) else "worse",
        "sure": all(change.chance >= 1 for change in one.scenario.changes),
    }


def _also(one: Contrast, seen: Retold) -> list[str]:
    """Return what a scenario does to the places of practice, where that is not what is spoken of."""
    lines = [x for x in seen.lines if (x.scenario, x.kpi) == (one.scenario.name, Kpi.PLACED)]
    if seen.headline == Kpi.PLACED or not lines:
        return []
    return [say("kpi.placed", seen.lang), words.change(lines[-1], seen.lang)]


def _point(point: Any, lang: Lang) -> list[str]:
    share = point.share
    spread = f"{words.percent(share.low, lang)} … {words.percent(share.high, lang)}"
    top, bottom = (number(n, lang, 1) for n in (point.numerator, point.denominator))
    return [str(point.month), words.percent(share.mean, lang), spread, top, bottom]


def _figure(line: Line, lang: Lang) -> dict[str, str]:
    return {
        "name": say(f"kpi.{line.kpi}", lang),
        "among": say("simulate.among", lang, of=say(f"kpi.{line.kpi}.of", lang)),
        "value": words.shown(line, lang),
        "of": words.of(line, lang),
        "spread": words.spread(line, lang),
    }


def made_part(text: str, subject: Subject, others: Mapping[str, str], name: str, folder: str) -> dict[str, Any]:
    """Write the round with a scenario's changes made, and return its facts.

    Raises InputError for a scenario that the text lacks, or one in which something only may happen.
    """
    study: Study = scenarios.study(text, subject, others)
    scenario = next((s for s in study.scenarios if s.name == name), None)
    if scenario is None or any(change.chance < 1 for change in scenario.changes):
        raise InputError([Problem("scenario", "not-in-round", values={"name": name})])
    return facts_of(changed(round_of(subject), scenario.changes, Draws(study.seed, 0)), Path(folder))


def title_of(summary: str, name: str) -> str:
    """Return what a scenario of a simulation is called."""
    return next((str(s["title"]) for s in json.loads(summary)["scenarios"] if s["name"] == name), name)
