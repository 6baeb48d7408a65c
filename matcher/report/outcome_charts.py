"""Charts of a model of outcomes: whether predictions come true, and what goes with being employed."""

from collections.abc import Sequence
from typing import Any

from matcher.report.charts import ACCENT, FONT, INK, MARKED, PALE, RUSSIAN_NUMBER, SCHEMA, Spec
from matcher.simulate.outcomes.calibration import Calibration
from matcher.simulate.outcomes.quality import Driver
from matcher.text import Lang, number, say

SIDE = 330
"""Pixels: the calibration plot is a square, so that the diagonal is one."""
NAMES, BARS, ROW = 210, 190, 26
CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "text": {"font": FONT, "fontSize": 13, "color": INK},
}


def calibration_plot(seen: Calibration, lang: Lang) -> Spec:
    """Return predicted against observed shares of the bins in percent, with intervals and the line where they agree."""
    rows = [
        {"x": 100 * b.predicted, "y": 100 * b.observed, "low": 100 * b.low, "high": 100 * b.high} for b in seen.bins
    ]
    values = [v for row in rows for v in row.values()]
    low, high = max(0.0, min(values) // 10 * 10), min(100.0, -(-max(values) // 10) * 10)
    scale = {"domain": [low, high], "nice": False, "zero": False}
    x = _axis("x", say("outcomes.axis.predicted", lang), scale, lang)
    y = _axis("y", say("outcomes.axis.observed", lang), scale, lang)
    line = {"values": [{"x": low, "y": low}, {"x": high, "y": high}]}
    label = {"values": [{"x": high, "y": high, "said": say("outcomes.exact", lang)}]}
    place = {"x": x, "y": y}
    return {
        "$schema": SCHEMA,
        "description": say("outcomes.calibration", lang),
        "background": None,
        "width": SIDE,
        "height": SIDE,
        "padding": {"left": 4, "right": 8, "top": 16, "bottom": 4},
        "layer": [
            {"data": line, "mark": {"type": "line", "color": INK, "strokeDash": [4, 4]}, "encoding": place},
            {
                "data": label,
                "mark": {"type": "text", "align": "right", "baseline": "bottom", "dx": -2, "dy": -4},
                "encoding": place | {"text": {"field": "said"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "rule", "color": ACCENT, "opacity": 0.45, "strokeWidth": 3},
                "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "color": ACCENT},
                "encoding": place,
            },
        ],
        "config": CONFIG,
    }


def drivers_plot(found: Sequence[Driver], lang: Lang) -> Spec:
    """Return a dot a driver in percentage points with its interval, and a line at zero; unsure ones are pale."""
    rows: list[dict[str, Any]] = [
        {
            "name": say(f"feature.{d.feature}", lang),
            "points": d.points,
            "low": d.low,
            "high": d.high,
            "sure": d.low > 0 or d.high < 0,
            "said": f"{'+' if d.points > 0 else '−' if d.points < 0 else ''}{number(abs(d.points), lang, 1)}",
        }
        for d in found
    ]
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"domain": False, "ticks": False, "labelLimit": NAMES - 8, "labelPadding": 8},
    }
    x = _axis("points", say("outcomes.axis.points", lang), {"zero": True}, lang)
    color = {
        "field": "sure",
        "type": "nominal",
        "scale": {"domain": [True, False], "range": [ACCENT, "#8aa4c0"]},
        "legend": None,
    }
    remark = {"type": "text", "align": "left", "baseline": "middle", "dx": 6}
    return {
        "$schema": SCHEMA,
        "description": say("outcomes.drivers", lang),
        "background": None,
        "width": BARS,
        "height": {"step": ROW},
        "padding": {"left": 4, "right": 12, "top": 4, "bottom": 4},
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": [
            {"mark": {"type": "rule", "color": MARKED, "opacity": 0.7}, "encoding": {"x": {"datum": 0}, "y": None}},
            {
                "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.5},
                "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "color": color},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                "encoding": {"x": x, "color": color},
            },
            {"mark": remark, "encoding": {"x": x | {"field": "high"}, "text": {"field": "said"}}},
        ],
        "config": CONFIG,
    }


def _axis(field: str, title: str, scale: Spec, lang: Lang) -> Spec:
    axis: Spec = {"grid": True, "gridColor": PALE, "domain": False, "ticks": False, "tickCount": 6}
    if lang == "ru":
        axis["labelExpr"] = RUSSIAN_NUMBER
    return {"field": field, "type": "quantitative", "title": title, "scale": scale, "axis": axis}
