"""The chart of levers: the best set and every lever by itself, ranked, as bars with intervals."""

from typing import Any

from matcher.report.charts import ACCENT, INK, MARKED, RUSSIAN_NUMBER, SCHEMA, Spec
from matcher.report.levers_words import gain, pulled, roubles, unit
from matcher.report.simulation_charts import CONFIG, GRAY, ROW, WIDE
from matcher.simulate.levers.advice import Advice, Effect
from matcher.text import Lang, say

BEST = "#12365f"
BAR, DROP = 12, 11
"""Pixels: how tall a bar is, and how far below the middle of its row, which leaves room for its name."""


def levers_chart(found: Advice, lang: Lang) -> Spec:
    """Return bars of gains in what the figure counts, the best set on top, then levers from the greatest gain down."""
    rows = [
        *(
            [_row(found, found.best, say("levers.chart.best", lang), lang) | {"color": BEST}]
            if any(found.best.pulls)
            else []
        ),
        *(_row(found, effect, "; ".join(pulled(found, effect, lang)), lang) for effect in found.alone),
    ]
    rows = [row | {"y": n + 0.5} for n, row in enumerate(rows)]
    y: Spec = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [len(rows), 0], "nice": False}}
    title = say("levers.chart", lang, unit=unit(found.kpi, lang))
    axis = {"title": title, "tickCount": 6} | ({"labelExpr": RUSSIAN_NUMBER} if lang == "ru" else {})
    x = {"field": "mean", "type": "quantitative", "axis": axis}
    color = {"field": "color", "type": "nominal", "scale": None}
    return {
        "$schema": SCHEMA,
        "description": title,
        "background": None,
        "width": WIDE,
        "height": len(rows) * ROW,
        "padding": 4,
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": BAR, "yOffset": DROP, "opacity": 0.6},
                "encoding": {"y": y, "x": x | {"field": "from"}, "x2": {"field": "mean"}, "color": color},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2, "color": INK, "yOffset": DROP},
                "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}},
            },
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "color": INK},
                "encoding": {"x": {"field": "zero", "type": "quantitative"}},
            },
            _words(y, 0, "left", "title", {"fontWeight": 600, "limit": 0.66 * WIDE}),
            _words(y, WIDE, "right", "said", {}),
        ],
        "config": CONFIG,
    }


def _row(found: Advice, effect: Effect, title: str, lang: Lang) -> dict[str, Any]:
    low, high = effect.gain.mean - effect.gain.give, effect.gain.mean + effect.gain.give
    sure = low > 0 or high < 0
    return {
        "title": title,
        "said": f"{gain(effect.gain.mean, found.kpi, lang)} · {roubles(effect.cost, lang)} ₽",
        "from": 0,
        "mean": effect.gain.mean,
        "low": low,
        "high": high,
        "color": (ACCENT if effect.gain.mean > 0 else MARKED) if sure else GRAY,
    }


def _words(y: Spec, x: float, align: str, field: str, mark: dict[str, object]) -> Spec:
    return {
        "mark": {"type": "text", "align": align, "baseline": "middle", "dy": -DROP} | mark,
        "encoding": {"y": y, "x": {"value": x}, "text": {"field": field}},
    }
