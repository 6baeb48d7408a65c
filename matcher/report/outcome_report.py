"""The report of a model of outcomes: one page that needs no network, the charts' specs, the screen, plain data."""

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rich.console import Console

from matcher.files.outcome_models import write_model
from matcher.files.replacing import write_text
from matcher.report import charts, outcome_words
from matcher.report.bars import heading, lines, table
from matcher.report.outcome_charts import calibration_plot, drivers_plot
from matcher.report.saving import save
from matcher.simulate.outcomes.assessment import Assessment
from matcher.simulate.outcomes.gain import Contrast
from matcher.simulate.outcomes.quality import BackTest
from matcher.text import Lang, say

VERSION = 1
Section = tuple[str, list[list[str]], list[str], str]


def sections(found: Assessment, lang: Lang) -> list[Section]:
    """Return the sections that are a table: name, rows, what is said above, and what is said without rows."""
    retention = say("outcomes.retention.says", lang, n=found.n_spells, by_host=found.n_spells_by_host)
    gain = [say("outcomes.gain.says", lang), say("outcomes.gain.greedy", lang)]
    return [
        ("gain", outcome_words.gain_table(found, lang), gain, say("outcomes.gain.none", lang)),
        (
            "backtest",
            outcome_words.back_test_table(found, lang),
            [say("outcomes.backtest.says", lang)],
            say("outcomes.backtest.none", lang),
        ),
        (
            "retention",
            outcome_words.retention_table(found, lang),
            [retention],
            say("outcomes.retention.none", lang),
        ),
        ("specialties", outcome_words.specialty_table(found, lang), [say("outcomes.specialties.says", lang)], ""),
    ]


def render(found: Assessment, lang: Lang) -> str:
    """Return the page; the same assessment gives the same text."""
    environment = Environment(
        loader=PackageLoader("matcher.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("outcomes.html.j2").render(
        found=found,
        lang=lang,
        say=partial(say, lang=lang),
        words=outcome_words,
        sections=sections(found, lang),
        pictures=_pictures(found, lang),
    )


def _pictures(found: Assessment, lang: Lang) -> dict[str, Markup]:
    specs = _specs(found, lang)
    drawn = {name: charts.svg(spec) for name, spec in specs.items()}
    return {"drivers": Markup()} | {
        name: Markup(svg)  # noqa: S704  # made here, from our own words
        for name, svg in drawn.items()
    }


def _specs(found: Assessment, lang: Lang) -> dict[str, charts.Spec]:
    specs = {"calibration": calibration_plot(found.seen, lang)}
    return specs | ({"drivers": drivers_plot(found.drivers, lang)} if found.drivers else {})


def write_outcomes(found: Assessment, folder: Path, lang: Lang) -> list[Path]:
    """Write model, report, data and the charts' specs into a folder and return their paths. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    write_model(found.model, folder / "model.json")
    save(folder / "report.html", render(found, lang).encode())
    _write_json(folder / "outcomes.json", outcomes_as_mapping(found))
    specs = _specs(found, lang)
    for name, spec in specs.items():
        _write_json(folder / f"{name}.vl.json", spec)
    names = ("model.json", "report.html", "outcomes.json", *(f"{name}.vl.json" for name in specs))
    return [folder / name for name in names]


def _write_json(path: Path, value: object) -> None:
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def outcomes_as_mapping(found: Assessment) -> dict[str, object]:
    """Return the assessment as plain data: every rate with its numerator, denominator and horizon in months."""
    model, seen = found.model, found.seen
    return {
        "version": VERSION,
        "horizon": model.horizon,
        "graduates": found.n_graduates,
        "unknown": found.n_unknown,
        "unchecked": found.n_unchecked,
        "records": model.n_records,
        "employed": seen.employed,
        "cohorts": list(model.cohorts),
        "attributes": list(model.attributes),
        "calibration": asdict(seen) | {"skill": seen.skill},
        "back_tests": [_back_test(test) for test in found.back_tests],
        "drivers": [asdict(driver) for driver in found.drivers],
        "specialties": [asdict(line) for line in found.specialties],
        "retention": {
            "jobs": found.n_spells,
            "jobs_at_practice_host": found.n_spells_by_host,
            "all": [asdict(s) for s in found.retention],
            "at_practice_host": [asdict(s) for s in found.retention_by_host],
        },
        "gain": None if found.gains is None else [_contrast(c) for c in found.gains.contrasts],
    }


def _back_test(test: BackTest) -> dict[str, object]:
    low, high = test.expectation.interval()
    own = asdict(test.expectation)
    return {"cohort": test.cohort, "fitted": test.n_fitted, **own, "low": low, "high": high, "seen": asdict(test.seen)}


def _contrast(contrast: Contrast) -> dict[str, object]:
    low, high = contrast.interval()
    return asdict(contrast) | {"low": low, "high": high}


def print_outcomes(found: Assessment, console: Console, lang: Lang) -> None:
    """Print the figures and tables of an assessment."""
    heading(console, say("outcomes.title", lang))
    lines(console, *outcome_words.basis(found, lang), outcome_words.lead(found, lang))
    heading(console, say("outcomes.calibration", lang))
    lines(console, *outcome_words.calibration_notes(found, lang)[1:])
    heading(console, say("outcomes.drivers", lang))
    rows = outcome_words.driver_table(found, lang)
    if rows:
        table(console, rows)
        lines(console, say("outcomes.drivers.says", lang))
    else:
        lines(console, say("outcomes.drivers.none", lang))
    for name, own, notes, none in sections(found, lang):
        heading(console, say(f"outcomes.{name}", lang))
        lines(console, *(notes if own else [none]))
        table(console, own)
    heading(console, say("outcomes.made", lang))
    lines(console, *outcome_words.making(found, lang), say("outcomes.footer", lang, months=found.model.horizon))
