"""The screen of ``simulate``: the answer, the scenarios by what they bring, the rates of the base; and comparisons."""

from collections.abc import Sequence

from rich.console import Console

from matcher.files.simulations import Told, ToldLine
from matcher.report import simulation_words as words
from matcher.report.bars import heading, lines, table
from matcher.report.simulation_view import View
from matcher.simulate.kpis import Kpi
from matcher.simulate.simulation import Simulation
from matcher.text import Lang, number, say


def print_simulation(found: Simulation, console: Console, lang: Lang) -> None:
    """Print what a simulation came to; every figure with numerator, denominator and horizon."""
    view = View(lang, found)
    heading(console, found.study.title)
    lines(console, words.model(found, lang), *view.answer(), *view.targets(), view.ending(), *view.cautions())
    if view.contrasts:
        heading(console, say("simulate.scenarios", lang))
        rows = [
            [c.title, words.shown(c.line, lang), words.of(c.line, lang), c.change, c.cost]
            for c in (view.base, *view.contrasts)
        ]
        columns = ("scenario", "value", "people", "difference", "cost")
        table(console, [[say(f"simulate.column.{name}", lang) for name in columns], *rows])
    for cohort, own in view.of_scenario(found.study.scenarios[0]):
        heading(console, say("simulate.column.base", lang, name=cohort))
        head = [say(f"simulate.column.{name}", lang) for name in ("kpi", "value", "people", "interval", "unknown")]
        rows = [
            [
                say(f"kpi.{x.kpi}", lang),
                words.shown(x, lang),
                words.of(x, lang),
                words.spread(x, lang),
                number(x.unknown, lang, 1),
            ]
            for x in own
        ]
        table(console, [head, *rows])


def print_told(found: Sequence[Told], console: Console, lang: Lang) -> None:
    """Print simulations side by side: every rate of every scenario, each held against the first simulation."""
    heading(console, say("simulate.compare", lang))
    for n, told in enumerate(found, start=1):
        horizon = say("simulate.compare.one", lang, n=n, name=told.name, horizon=told.horizon, trials=told.trials)
        lines(console, horizon, indent=2)
    lines(console, say("simulate.compare.model", lang))
    first, *later = found
    known = {(x.scenario, x.kpi): x for x in first.lines}
    others = [{(x.scenario, x.kpi): x for x in told.lines} for told in later]
    keys = list(dict.fromkeys((x.scenario, x.kpi) for told in found for x in told.lines))
    titles = {x.scenario: x.title for told in found for x in told.lines}
    for scenario in dict.fromkeys(s for s, _ in keys):
        heading(console, titles[scenario])
        rows = [
            [
                say(f"kpi.{kpi}", lang),
                _cell(known.get(key), lang),
                *(_against(known.get(key), o.get(key), lang) for o in others),
            ]
            for key in keys
            if key[0] == scenario
            for kpi in [key[1]]
        ]
        table(console, [["", *(f"{n}." for n in range(1, len(found) + 1))], *rows])


def _cell(line: ToldLine | None, lang: Lang) -> str:
    if line is None or line.value is None:
        return "—"
    of = say(
        "simulate.of", lang, numerator=number(line.numerator, lang, 1), denominator=number(line.denominator, lang, 1)
    )
    return f"{words.value(line.kpi, line.value, lang)} ({of})"


def _against(first: ToldLine | None, line: ToldLine | None, lang: Lang) -> str:
    said = _cell(line, lang)
    if first is None or line is None or first.value is None or line.value is None:
        return said
    kpi: Kpi = line.kpi
    return f"{said} {words.points(line.value - first.value, kpi, lang)}" if line.value != first.value else f"{said} ="
