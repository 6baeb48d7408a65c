"""Charts of a simulation: scenarios with intervals, the forecast fan, the tornado; labels stand at what they name."""

from collections.abc import Sequence
from typing import Any

from matcher.report import simulation_words as words
from matcher.report.charts import ACCENT, FONT, INK, MARKED, PALE, RUSSIAN_NUMBER, SCHEMA, Spec
from matcher.report.simulation_view import Contrast, View
from matcher.simulate.kpis import LESS_IS_BETTER, RATES
from matcher.simulate.summary import FanPoint
from matcher.text import Lang, number, say

QUIET, GRAY = "#51606f", "#8a97a3"
WIDE = 720
"""Pixels: a picture over the whole page."""
ROW, BAR_ROW = 50, 44
TEXT = {"font": FONT, "fontSize": 13, "color": INK}
CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": QUIET, "titleColor": QUIET, "labelFont": FONT}
    | {"titleFontWeight": "normal", "gridColor": "#e6ebf0", "domain": False, "ticks": False, "labelPadding": 6},
    "text": TEXT,
}


def _spec(description: str, width: int, height: int, layers: Sequence[Spec]) -> Spec:
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": None,
        "width": width,
        "height": height,
        "autosize": {"type": "pad"},
        "padding": 4,
        "layer": list(layers),
        "config": CONFIG,
    }


def _axis(title: str | None, lang: Lang, **more: object) -> Spec:
    return {"title": title} | ({"labelExpr": RUSSIAN_NUMBER} if lang == "ru" else {}) | more


def scenarios(view: View) -> Spec:
    """Return a dot and its interval a scenario, the best on top: the difference to the base, with people and cost."""
    scale = 100 if view.headline in RATES else 1
    rows = [_dot(c, n, scale) for n, c in enumerate(view.contrasts) if c.line.difference is not None]
    unit = say("simulate.axis.points" if scale == 100 else "simulate.column.difference", view.lang)
    y: Spec = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [len(rows), 0], "nice": False}}
    x = {"field": "mean", "type": "quantitative", "axis": _axis(unit, view.lang, tickCount=6)}
    color = {"field": "color", "type": "nominal", "scale": None}
    data = {"values": rows}
    return _spec(
        say("simulate.scenarios.caption", view.lang, name=view.name),
        WIDE,
        max(1, len(rows)) * ROW,
        [
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "color": INK},
                "encoding": {"x": {"field": "zero", "type": "quantitative"}},
            },
            {
                "data": data,
                "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.45, "strokeCap": "round", "yOffset": 10},
                "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}, "color": color},
            },
            {
                "data": data,
                "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1, "yOffset": 10},
                "encoding": {"y": y, "x": x, "color": color},
            },
            _words_at(data, y, 0, "left", "title", -11, fontWeight=600),
            _words_at(data, y, WIDE, "right", "said", -11),
        ],
    )


def _dot(contrast: Contrast, row: int, scale: int) -> dict[str, Any]:
    found = contrast.line.difference
    assert found is not None  # noqa: S101  # asked by the caller
    sure = found.low > 0 or found.high < 0
    better = (found.mean < 0) == (contrast.line.kpi in LESS_IS_BETTER)
    return {
        "y": row + 0.5,
        "title": contrast.title,
        "said": f"{contrast.change} · {contrast.cost}",
        "mean": scale * found.mean,
        "low": scale * found.low,
        "high": scale * found.high,
        "color": (ACCENT if better else MARKED) if sure else GRAY,
    }


def _words_at(data: Spec, y: Spec, x: float, align: str, field: str, dy: float, **mark: object) -> Spec:
    return {
        "data": data,
        "mark": {"type": "text", "align": align, "baseline": "middle", "dy": dy, "limit": 0.62 * WIDE} | mark,
        "encoding": {"y": y, "x": {"value": x}, "text": {"field": field}},
    }


def fan(view: View) -> Spec:
    """Return the base's share at work by month: the mean, and the band that holds eight trials of ten."""
    points = view.fan
    rows = [
        {"month": p.month, "mean": 100 * p.share.mean, "low": 100 * p.share.low, "high": 100 * p.share.high}
        for p in points
    ]
    last = points[-1]
    labels = [
        {"month": last.month, "at": 100 * at, "said": said, "weight": weight}
        for at, said, weight in _ends(last, view.lang)
    ]
    x = {"field": "month", "type": "quantitative", "scale": {"domain": [0, last.month], "nice": False}}
    x |= {"axis": _axis(say("simulate.fan.axis", view.lang), view.lang, tickMinStep=1, grid=False)}
    y = {"type": "quantitative", "scale": {"domain": [0, 100]}, "axis": _axis("%", view.lang, titleAngle=0)}
    data = {"values": rows}
    return _spec(
        say("simulate.fan.caption", view.lang, title=view.base.title),
        WIDE - 190,
        300,
        [
            {
                "data": data,
                "mark": {"type": "area", "color": PALE},
                "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "data": data,
                "mark": {"type": "line", "color": ACCENT, "strokeWidth": 3},
                "encoding": {"x": x, "y": y | {"field": "mean"}},
            },
            {
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 8, "limit": 190},
                "encoding": {
                    "x": x,
                    "y": y | {"field": "at"},
                    "text": {"field": "said"},
                    "color": {"field": "weight", "type": "nominal", "scale": None},
                },
            },
        ],
    )


APART = 0.06
"""Shares nearer than this would put one label on another."""


def _ends(last: FanPoint, lang: Lang) -> list[tuple[float, str, str]]:
    """Return where the labels at the end of the fan stand, their words and colours; none lies on another."""
    share = last.share
    top, bottom = (number(n, lang, 1) for n in (last.numerator, last.denominator))
    of = say("simulate.of", lang, numerator=top, denominator=bottom)
    percent = [
        say("simulate.unit.percent", lang, value=number(100 * v, lang, 1)) for v in (share.low, share.mean, share.high)
    ]
    return [
        (share.mean, say("simulate.fan.label", lang, share=percent[1], of=of), ACCENT),
        (min(share.low, share.mean - APART), percent[0], QUIET),
        (max(share.high, share.mean + APART), percent[2], QUIET),
    ]


def tornado(view: View) -> Spec:
    """Return two bars an assumption: how the headline moves when it is a fifth smaller and larger."""
    scale = 100 if view.headline in RATES else 1
    rows: list[dict[str, Any]] = []
    for n, sway in enumerate(view.sways):
        for side, found in (("less", sway.down), ("more", sway.up)):
            low = found.mean < 0
            rows.append(
                {
                    "y": n + 0.62,
                    "name": say(f"tilt.{sway.name}", view.lang),
                    "value": scale * found.mean,
                    "side": say(f"simulate.tornado.{side}", view.lang),
                    "color": MARKED if side == "less" else ACCENT,
                    "left": words.points(found.mean, view.headline, view.lang) if low else "",
                    "right": "" if low else words.points(found.mean, view.headline, view.lang),
                }
            )
    most = 1.6 * max((abs(r["value"]) for r in rows), default=1) or 1
    y: Spec = {"field": "y", "type": "quantitative", "axis": None}
    y |= {"scale": {"domain": [len(view.sways), 0], "nice": False}}
    x = {"field": "value", "type": "quantitative", "scale": {"domain": [-most, most], "nice": False}, "axis": None}
    data = {"values": rows}
    legend = [
        {"x": x_, "said": f"■ {say(f'simulate.tornado.{side}', view.lang)}", "color": color}
        for x_, side, color in ((0, "less", MARKED), (170, "more", ACCENT))
    ]
    return _spec(
        say("simulate.tornado.caption", view.lang, name=view.name),
        WIDE - 100,
        max(1, len(view.sways)) * BAR_ROW,
        [
            {
                "data": data,
                "mark": {"type": "bar", "height": 16},
                "encoding": {"y": y, "x": x, "color": {"field": "color", "type": "nominal", "scale": None}},
            },
            *(
                {
                    "data": data,
                    "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx},
                    "encoding": {"y": y, "x": x, "text": {"field": field}},
                }
                for field, align, dx in (("left", "right", -6), ("right", "left", 6))
            ),
            _words_at(data, y, (WIDE - 100) / 2, "center", "name", -18, limit=WIDE),
            {
                "data": {"values": legend},
                "mark": {"type": "text", "align": "left", "baseline": "bottom", "y": -12},
                "encoding": {
                    "x": {"field": "x", "type": "quantitative", "scale": None},
                    "text": {"field": "said"},
                    "color": {"field": "color", "type": "nominal", "scale": None},
                },
            },
        ],
    )
