"""The page, the charts and the screen of a simulation."""

import json
import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from matcher.files.simulations import simulation_as_mapping
from matcher.report import simulation_words as words
from matcher.report.charts import svg
from matcher.report.flow_chart import flow_chart
from matcher.report.simulation_charts import scenarios, tornado
from matcher.report.simulation_html import render_simulation, specs
from matcher.report.simulation_screen import print_simulation
from matcher.report.simulation_told import Retold
from matcher.report.simulation_view import MOST_HOSTS, View, flows
from matcher.rounds import Host
from matcher.simulate.kpis import Kpi
from matcher.simulate.scenarios import Scenario, Target
from matcher.simulate.simulation import Simulation, simulate
from matcher.simulate.summary import Estimate, Line
from matcher.text import Lang
from tests.report.golden import assert_golden
from tests.simulate.models import BASE, Fixed, Seats, demo, small, study

LANGS: tuple[Lang, ...] = ("ru", "en")


@lru_cache
def found(cohorts: int = 1, horizon: int = 12) -> Simulation:
    """Return a simulation of the small round with one scenario worse, one the same and one that costs."""
    own = replace(small(seats=3), hosts=tuple(Host(f"H{k}", f"АО «Завод <{k}>»") for k in range(4)))
    tried = (
        Scenario(
            "more",
            "Ещё восемь мест на одном предприятии и договор с ним на три года вперёд",
            (Seats("P0", 11, cost=3e5),),
        ),
        Scenario("fewer", "Одно место закрыто", (Seats("P1", 0),)),
        Scenario("same", "Ничего"),
    )
    asked = replace(
        study(own, BASE, *tried, trials=20, cohorts=cohorts, horizon=horizon),
        targets=(Target(Kpi.GROSS, 0.5),) if horizon else (),
    )
    return simulate(replace(asked, title="Проба <пера>"), tornado=True)


def screen(simulation: Simulation, lang: Lang) -> str:
    out = StringIO()
    print_simulation(simulation, Console(file=out, width=100), lang)
    return out.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_the_screen_says_what_it_did(lang: Lang) -> None:
    assert_golden(f"simulate.{lang}.txt", screen(found(), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_says_that_it_is_a_models_its_horizon_numerator_and_denominator(lang: Lang) -> None:
    page = unescape(render_simulation(found(), lang))
    stamp = words.caption(found(), lang)
    assert page.count(stamp) == 6
    assert words.model(found(), lang) in page
    assert page.count("Числитель" if lang == "ru" else "Numerator") >= 5


def test_the_page_names_no_address_and_escapes_names() -> None:
    page = render_simulation(found(), "ru")
    assert "<пера>" not in page
    assert "Завод <0>" not in page
    assert re.findall(r"https?://(?!www\.w3\.org/)", page) == []
    assert "<script" not in page


def test_the_same_simulation_gives_the_same_page() -> None:
    assert render_simulation(found(), "ru") == render_simulation(found(), "ru")


def test_cohorts_are_told_one_by_one_and_together() -> None:
    page = render_simulation(found(cohorts=2), "ru")
    assert "все выпуски вместе" in page
    assert "Следующие выпуски" in page


def test_horizon_0_shows_the_placement_and_scenarios_only() -> None:
    assert set(specs(View("ru", found(horizon=0)))) == {"scenarios"}
    page = render_simulation(found(horizon=0), "ru")
    assert "Срок 0 месяцев" in page
    assert "Трудоустроены" not in page


def test_scenarios_are_sorted_by_what_they_bring() -> None:
    view = View("ru", found())
    assert [c.scenario.name for c in view.contrasts] == ["more", "same", "fewer"]
    means = [c.line.difference.mean for c in view.contrasts if c.line.difference]
    assert means == sorted(means, reverse=True)
    assert view.contrasts[1].change == "без изменений"
    assert "300" in view.contrasts[0].cost


@pytest.mark.parametrize("lang", LANGS)
def test_charts_are_drawn(lang: Lang) -> None:
    view = View(lang, found())
    drawn = {name: svg(spec) for name, spec in specs(view).items()}
    assert set(drawn) == {"scenarios", "fan", "tornado", "flows"}
    assert all(picture.startswith("<svg") for picture in drawn.values())


def texts(picture: str) -> list[str]:
    return [unescape(t) for t in re.findall(r"<t(?:ext|span)[^>]*>([^<]+)</t(?:ext|span)>", picture)]


def test_charts_label_people_points_and_cost_and_write_russian_numbers() -> None:
    said = texts(svg(scenarios(View("ru", found()))))
    assert any(re.fullmatch(r"\+\d+(,\d)? чел\. \(\+\d+(,\d)? п\. п\.\)", t) for t in said)
    assert "300\N{NO-BREAK SPACE}000 ₽ в год" in said
    assert not any(re.search(r"\d\.\d", t) for t in said)


def test_every_assumption_stands_in_the_tornado_with_both_sides() -> None:
    said = texts(svg(tornado(View("ru", found()))))
    assert sum(t.startswith("меньше: ") for t in said) == sum(t.startswith("больше: ") for t in said) == 4


def test_bands_of_flows_keep_the_people() -> None:
    rows = flows(found(), "ru")
    assert sum(r[3] for r in rows) == pytest.approx(20)
    spec: dict[str, Any] = flow_chart(rows, ("a", "b", "c"), "ru", "")
    nodes = spec["layer"][1]["data"]["values"]
    heights = {x: sum(n["y2"] - n["y"] for n in nodes if n["x"] == x) for x in {n["x"] for n in nodes}}
    assert len(heights) == 3
    assert max(heights.values()) == pytest.approx(min(heights.values()))


def test_hosts_beyond_the_largest_share_one_name() -> None:
    own = simulate(study(demo(), outcomes=Fixed(), trials=2))
    hosts = {r[1] for r in flows(own, "ru")}
    assert len(hosts) <= MOST_HOSTS + 2
    assert any(h.startswith("остальные предприятия") for h in hosts)


def test_plans_that_were_not_proved_are_told() -> None:
    counts = replace(found().counts, unplanned={"fewer": 2})
    said = View("ru", replace(found(), counts=counts)).cautions()
    assert len(said) == 1
    assert said[0].startswith("В сценарии «Одно место закрыто» для 2 раундов лучшее распределение не найдено")


def line(kpi: Kpi, difference: Estimate | None) -> Line:
    return Line("s", 1, kpi, 12, 3.0, 4.0, 0.0, Estimate(3.0, 2.0, 4.0, 0.1), difference, difference)


def test_changes_speak_in_the_unit_of_the_rate() -> None:
    more = Estimate(1.5, 1.0, 2.0, 0.2)
    assert words.change(line(Kpi.MEAN_KM, more), "ru") == "+1,5 км"
    assert words.change(line(Kpi.NET_BUDGET, more), "en") == "+2 RUB"
    assert words.change(line(Kpi.REQUESTS_FILLED, more), "ru") == "+1,5 мест (+150 п. п.)"
    assert words.change(line(Kpi.GROSS, None), "ru") == ""
    assert words.difference_spread(line(Kpi.MEAN_RANK, more), "ru") == "+1 … +2"
    assert words.difference_give(line(Kpi.MEAN_KM, more), "ru") == "± 0,2 км"
    assert words.shown(line(Kpi.LONG_TERM_AGREEMENTS, None), "ru") == "3"
    assert words.give(replace(line(Kpi.GROSS, None), value=None), "ru") == "—"


def test_less_is_better_where_it_is() -> None:
    shorter = Estimate(-1.0, -1.0, -1.0, 0.0)
    assert words.is_better(line(Kpi.MEAN_KM, shorter))
    assert not words.is_better(line(Kpi.GROSS, shorter))
    assert not words.is_better(line(Kpi.GROSS, None))


@pytest.mark.parametrize("lang", LANGS)
def test_a_simulation_reads_the_same_when_it_is_told_again(lang: Lang) -> None:
    now = View(lang, found())
    told = json.loads(json.dumps(simulation_as_mapping(found())))
    again = Retold(lang, told, {h.host_id: h.name or h.host_id for h in found().study.round.hosts})
    assert (again.lines, again.headline, again.fan, again.sways) == (now.lines, now.headline, now.fan, now.sways)
    assert again.flows == now.flows
    assert (again.answer(), again.targets(), again.ending()) == (now.answer(), now.targets(), now.ending())
    assert [(c.title, c.change, c.cost) for c in again.contrasts] == [
        (c.title, c.change, c.cost) for c in now.contrasts
    ]
    assert (again.caption(), again.model()) == (words.caption(found(), lang), words.model(found(), lang))
    assert again.cautions() == now.cautions()
    assert scenarios(again) == scenarios(now)


def test_a_simulation_can_be_told_about_another_rate() -> None:
    told = json.loads(json.dumps(simulation_as_mapping(found())))
    seen = Retold("ru", told, {}, Kpi.PLACED)
    assert seen.headline == Kpi.PLACED
    assert {c.line.kpi for c in seen.contrasts} == {Kpi.PLACED}
    assert seen.sways == ()
