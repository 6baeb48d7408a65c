"""The screen of ``levers``: the best set, what proves it, and every lever by itself; the chart as files."""

import json
from collections.abc import Iterator
from math import isinf
from pathlib import Path

from rich.console import Console

from matcher.files.levers import advice_as_mapping
from matcher.files.replacing import write_text
from matcher.report import charts
from matcher.report.bars import heading, lines, points, table
from matcher.report.levers_chart import levers_chart
from matcher.report.levers_words import gain, interval, pulled, roubles, unit
from matcher.simulate.levers.advice import Advice, Effect
from matcher.text import Lang, number, say


def print_advice(found: Advice, console: Console, lang: Lang) -> None:
    """Print the best set with its gain, how sure it is, and the ranked list of single levers."""
    name = say(f"kpi.{found.kpi}", lang)
    if isinf(found.budget):
        heading(console, say("levers.heading.any", lang, kpi=name))
    else:
        heading(console, say("levers.heading", lang, budget=roubles(found.budget, lang), kpi=name))
    base, denominator = (number(round(n, 1), lang) for n in (found.base.mean, found.denominator))
    lines(
        console, say("levers.base", lang, numerator=base, denominator=denominator, of=say(f"kpi.{found.kpi}.of", lang))
    )
    if any(found.best.pulls):
        said = f"{gain(found.best.gain.mean, found.kpi, lang)} ({interval(found.best.gain, lang)})"
        lines(console, say("levers.best", lang, cost=roubles(found.best.cost, lang), gain=said))
        points(console, pulled(found, found.best, lang))
    else:
        lines(console, say("levers.best.nothing", lang))
    lines(console, *_sure(found, lang))
    heading(console, say("levers.alone", lang))
    header = [say(f"levers.column.{c}", lang) for c in ("title", "cost", "gain", "interval", "per")]
    table(console, [header, *(_row(found, effect, lang) for effect in found.alone)])
    horizon = found.study.horizon
    key = "levers.model" if horizon else "levers.model.placement"
    lines(console, "", say(key, lang, horizon=horizon, trials=found.trials))


def _sure(found: Advice, lang: Lang) -> Iterator[str]:
    """Yield how many sets were tried, and how far the best may be from what could be."""
    of = unit(found.kpi, lang)
    yield say("levers.whole" if found.whole else "levers.steps", lang, n=found.n_sets)
    if found.gap is not None:
        mean, most = (number(round(n, 2), lang) for n in (found.gap.mean, found.gap.most))
        yield say("levers.gap", lang, mean=mean, most=most, unit=of)
    if found.bound is None:
        yield say("levers.unbound", lang)
    else:
        yield say("levers.bound", lang, bound=number(round(found.bound, 2), lang), unit=of)


def _row(found: Advice, effect: Effect, lang: Lang) -> list[str]:
    per = say("levers.free", lang) if effect.per_100k is None else gain(effect.per_100k, found.kpi, lang)
    return [
        "; ".join(pulled(found, effect, lang)),
        roubles(effect.cost, lang),
        gain(effect.gain.mean, found.kpi, lang),
        interval(effect.gain, lang),
        per,
    ]


def write_advice(found: Advice, folder: Path, lang: Lang) -> list[Path]:
    """Write the advice as data, the chart's Vega-Lite spec and its picture into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = levers_chart(found, lang)
    texts = {
        "levers.json": json.dumps(advice_as_mapping(found), ensure_ascii=False, indent=1) + "\n",
        "levers.vl.json": json.dumps(spec, ensure_ascii=False, indent=1) + "\n",
        "levers.svg": charts.svg(spec),
    }
    for name, text in texts.items():
        write_text(folder / name, text)
    return [folder / name for name in texts]
