"""Charts of a simulation: scenarios with intervals, the forecast fan, the tornado; labels stand at what they name."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from matcher.report import simulation_words as words
from matcher.report.charts import ACCENT, FONT, INK, MARKED, PALE, RUSSIAN_NUMBER, SCHEMA, Spec
from matcher.report.simulation_view import Contrast, Seen
from matcher.simulate.kpis import LESS_IS_BETTER, RATES
from matcher.simulate.summary import Estimate, FanPoint, Sway
from matcher.text import Lang, number, say

QUIET, GRAY = "#51606f", "#8a97a3"
WIDE = 720
"""Pixels: a picture over the whole page."""
ROW, BAR_ROW = 58, 52
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


def scenarios(view: Seen) -> Spec:
    """Return a dot and its interval a scenario, the best on top: the difference to the base, with people and cost."""
    scale = 100 if view.headline in RATES else 1
    rows = [_dot(c, n, scale) for n, c in enumerate(view.contrasts) if c.line.difference is not None]
    unit = say("simulate.axis.points" if scale == 100 else "simulate.column.difference", view.lang)
    y: Spec = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [len(rows), 0], "nice": False}}
    x = {"field": "mean", "type": "quantitative", "axis": _axis(unit, view.lang, tickCount=5)}
    x |= {"scale": {"domain": _domain(rows), "range": list(PLOT)}}
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
                "encoding": {"x": x | {"field": "zero"}},
            },
            {
                "data": data,
                "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.45, "strokeCap": "round"},
                "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}, "color": color},
            },
            {
                "data": data,
                "mark": {"type": "point", "filled": True, "size": 150, "opacity": 1},
                "encoding": {"y": y, "x": x, "color": color},
            },
            _words_at(data, y, 0, "title", fontWeight=600),
            _words_at(data, y, PLOT[1] + 16, "said"),
        ],
    )


PLOT = (270, 540)
"""Pixels from the left between which dots stand; names are left of them, words about them right."""
LETTERS = 36
"""Letters a line of a scenario's name has room for."""


def _domain(rows: Sequence[dict[str, Any]]) -> list[float]:
    """Return the axis' ends: all intervals and zero, and never a range so small that nothing looks like much."""
    low, high = min((0.0, *(r["low"] for r in rows))), max((0.0, *(r["high"] for r in rows)))
    room = max(0.08 * (high - low), 0.5 - (high - low) / 2, 0.0)
    return [low - room, high + room]


def _dot(contrast: Contrast, row: int, scale: int) -> dict[str, Any]:
    found = contrast.line.difference or Estimate(0, 0, 0, 0)
    sure = found.low > 0 or found.high < 0
    better = (found.mean < 0) == (contrast.line.kpi in LESS_IS_BETTER)
    return {
        "y": row + 0.5,
        "title": wrap(contrast.title, LETTERS, max_lines=3, placeholder=" …"),
        "said": [contrast.change, contrast.cost],
        "mean": scale * found.mean,
        "low": scale * found.low,
        "high": scale * found.high,
        "color": (ACCENT if better else MARKED) if sure else GRAY,
    }


def _words_at(data: Spec, y: Spec, x: float, field: str, **mark: object) -> Spec:
    """Return lines of text beside each row, in its middle."""
    lines = max((len(r[field]) for r in data["values"]), default=1)
    plain: Spec = {"type": "text", "align": "left", "baseline": "middle", "lineHeight": 16}
    return {
        "layer": [
            {
                "data": data,
                "transform": [{"filter": f"length(datum.{field}) == {n}"}],
                "mark": plain | {"dy": -8 * (n - 1)} | mark,
                "encoding": {"y": y, "x": {"value": x}, "text": {"field": field}},
            }
            for n in range(1, lines + 1)
        ]
    }


def fan(view: Seen) -> Spec:
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
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "axis": {"title": None, "labelExpr": "datum.label + '\u00a0%'", "values": [0, 20, 40, 60, 80, 100]},
    }
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


def tornado(view: Seen) -> Spec:
    """Return two bars an assumption: how the headline moves when it is a fifth smaller and larger."""
    rows = [row for n, sway in enumerate(view.sways) for row in _sway(sway, n, view)]
    most = 1.7 * max((abs(r["value"]) for r in rows), default=1.0) or 1.0
    y: Spec = {"field": "y", "type": "quantitative", "axis": None}
    y |= {"scale": {"domain": [len(view.sways), 0], "nice": False}}
    x: Spec = {"field": "value", "type": "quantitative", "axis": None}
    x |= {"scale": {"domain": [-most, most], "range": [200, WIDE], "nice": False}}
    color = {"field": "color", "type": "nominal", "scale": None}
    data = {"values": rows}
    named = [wrap(say(f"tilt.{sway.name}", view.lang), 24) for sway in view.sways]
    names: Spec = {"values": [{"y": n + 0.5, "name": name} for n, name in enumerate(named)]}
    return _spec(
        say("simulate.tornado.caption", view.lang, name=view.name),
        WIDE,
        max(1, len(view.sways)) * BAR_ROW,
        [
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "color": INK},
                "encoding": {"x": x | {"field": "zero"}},
            },
            {
                "data": data,
                "mark": {"type": "rule", "strokeWidth": 14},
                "encoding": {"y": y, "x": x, "x2": {"field": "zero"}, "color": color},
            },
            *(
                {
                    "data": data,
                    "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "fontSize": 12},
                    "encoding": {"y": y, "x": x, "text": {"field": field}},
                }
                for field, align, dx in (("left", "right", -6), ("right", "left", 6))
            ),
            _words_at(names, y, 0, "name", fontWeight=600),
        ],
    )


def _sway(sway: Sway, row: int, view: Seen) -> Iterator[dict[str, Any]]:
    """Yield the two bars of an assumption, each with its words at the end."""
    scale = 100 if view.headline in RATES else 1
    for side, found, at in (("less", sway.down, 0.32), ("more", sway.up, 0.68)):
        side_said = say(f"simulate.tornado.{side}.short", view.lang)
        said = f"{side_said}: {words.points(found.mean, view.headline, view.lang)}"
        left = found.mean < 0
        yield {
            "y": row + at,
            "value": scale * found.mean,
            "zero": 0,
            "color": GRAY if side == "less" else ACCENT,
            "left": said if left else "",
            "right": "" if left else said,
        }
