"""The report of a model of outcomes: figures with numerator, denominator and horizon, charts, plain data."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from matcher.report import outcome_words
from matcher.report.outcome_charts import calibration_plot, drivers_plot
from matcher.report.outcome_report import outcomes_as_mapping, print_outcomes, render, write_outcomes
from matcher.simulate.outcomes.assessment import Assessment, assess
from matcher.simulate.outcomes.history import history_of
from matcher.text import Lang
from tests.simulate.outcomes.cohorts import ann, assessed, over

LANGS: tuple[Lang, ...] = ("ru", "en")


def bare() -> Assessment:
    """Return an assessment in which nothing beyond the calibration could be told."""
    return replace(
        assessed(),
        back_tests=(),
        drivers=(),
        retention=(),
        retention_by_host=(),
        n_spells=0,
        n_spells_by_host=0,
        gains=None,
    )


def screen(found: Assessment, lang: Lang) -> str:
    console = Console(width=100, record=True, file=StringIO())
    print_outcomes(found, console, lang)
    return console.export_text()


@pytest.mark.parametrize("lang", LANGS)
def test_the_rate_stands_with_its_numerator_denominator_and_horizon(lang: Lang) -> None:
    found = assessed()
    lead = outcome_words.lead(found, lang)
    for number in (found.seen.employed, found.seen.n, found.model.horizon):
        assert str(number) in lead
    assert str(found.model.horizon) in render(found, lang).rsplit("<footer>", 1)[1]


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_says_what_it_is_a_share_of(lang: Lang) -> None:
    found = assessed()
    assert found.gains is not None
    by_label = outcome_words.figures(found, lang)
    assert len(by_label) == 4
    assert str(found.seen.n) in by_label[0].basis
    assert str(found.gains.n) in by_label[2].basis
    assert str(found.n_spells) in by_label[3].basis


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_needs_no_network_and_no_script(lang: Lang) -> None:
    page = render(assessed(), lang)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert page.count("<svg") == 2
    assert 'src="' not in page
    assert "url(" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_and_no_id_of_a_person_stands_in_the_page(lang: Lang) -> None:
    found = assessed()
    page = render(found, lang)
    assert not any(r.applicant_id in page for c in found.history.cohorts for r in c.records)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", [assessed, bare])
def test_screen_and_page_are_whole_with_much_and_with_little_to_say(make: Callable[[], Assessment], lang: Lang) -> None:
    for text in (render(make(), lang), screen(make(), lang)):
        assert "{" not in text.split("</style>")[-1]
        assert "None" not in text
        assert "nan" not in text


def test_what_the_model_may_not_look_at_is_named_and_what_was_allowed_is_marked() -> None:
    found = assessed()
    assert "sex" in outcome_words.making(found, "en")[-1]
    model = replace(found.model, attributes=(*found.model.attributes, "woman"))
    told = outcome_words.making(replace(found, model=model), "en")
    assert any(line.startswith("Note: as you asked") and "sex" in line for line in told)
    every = replace(found.model, attributes=("km", "woman", "sex_unknown", "restrictions", "needs_housing"))
    assert "may not" not in " ".join(outcome_words.making(replace(found, model=every), "en"))


def test_the_plots_hold_the_numbers_of_the_assessment() -> None:
    found = assessed()
    dots = calibration_plot(found.seen, "en")["layer"][3]["data"]["values"]
    assert [d["x"] for d in dots] == [100 * b.predicted for b in found.seen.bins]
    assert all(d["low"] <= d["y"] <= d["high"] for d in dots)
    bars = drivers_plot(found.drivers, "en")["data"]["values"]
    assert [b["points"] for b in bars] == [d.points for d in found.drivers]
    assert [b["sure"] for b in bars] == [d.low > 0 or d.high < 0 for d in found.drivers]


def test_nobody_left_out_is_not_mentioned() -> None:
    found = assessed()
    cohorts = tuple(replace(c, n_unknown=0, n_unchecked=0) for c in found.history.cohorts)
    whole = replace(found, history=replace(found.history, cohorts=cohorts))
    assert len(outcome_words.basis(found, "en")) == 2
    assert len(outcome_words.basis(whole, "en")) == 1


def test_the_same_assessment_is_written_as_the_same_bytes(tmp_path: Path) -> None:
    paths = write_outcomes(assessed(), tmp_path / "one", "ru")
    again = write_outcomes(assessed(), tmp_path / "two", "ru")
    assert [p.name for p in paths] == [
        "model.json",
        "report.html",
        "outcomes.json",
        "calibration.vl.json",
        "drivers.vl.json",
    ]
    assert [p.read_bytes() for p in paths] == [p.read_bytes() for p in again]


def test_one_record_is_enough_for_a_page() -> None:
    page = render(assess(history_of([over(ann("contract"))])), "en")
    assert "1 of 1 are employed" in page
    assert "Cannot be told" in page


def test_without_drivers_there_is_no_plot_of_them(tmp_path: Path) -> None:
    assert "drivers.vl.json" not in [p.name for p in write_outcomes(bare(), tmp_path, "en")]


def test_the_data_hold_every_rate_with_its_parts() -> None:
    said = json.loads(json.dumps(outcomes_as_mapping(assessed())))
    assert said["employed"] <= said["records"] <= said["graduates"]
    assert said["horizon"] == 3
    assert said["calibration"]["n"] == said["records"]
    assert {c["plan"] for c in said["gain"]} == {"best", "greedy"}
    assert all(c["low"] < c["gain"] < c["high"] and c["n"] for c in said["gain"])
    assert all(t["low"] <= t["expected"] <= t["high"] for t in said["back_tests"])
    assert outcomes_as_mapping(bare())["gain"] is None
