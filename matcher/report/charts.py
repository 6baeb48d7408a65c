"""Charts: Vega-Lite specs as dicts, and their pictures as SVG. No people's names go into a chart."""

from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert as vlc

from matcher.explain.frontier import Frontier
from matcher.report import wording
from matcher.report.fills import HostFill
from matcher.report.summary import Summary
from matcher.text import Lang, number, say

Spec = dict[str, Any]
Row = Mapping[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"
ACCENT, PALE, INK, MARKED = "#1d5fa8", "#d5e1ef", "#1c2733", "#b4451f"
WIDTH, LABELS, REMARKS = 400, 132, 84
"""Pixels: the whole picture, room for names on the left, room for remarks on the right."""
EDGE = 2
"""Pixels: so that no letter is cut on the left."""
ROW, TALL_ROW = 26, 42
"""Pixels a row: with its name beside the bar, and with its name above."""
MOST_HOSTS = 15
RUSSIAN_NUMBER = "replace(replace(datum.label, regexp(',', 'g'), '\u00a0'), '.', ',')"
"""Vega writes 4,200.5; Russian prints 4 200,5."""


def rank_profile(summary: Summary, lang: Lang) -> Spec:
    """Return bars of how many places are held at each rank, each with its count and share of the placed."""
    rows = [
        {"name": name, "value": n, "said": f"{number(n, lang)} ({wording.percent(n, summary.placed, lang)})"}
        for name, n in wording.ranks(summary, lang)
    ]
    axis = {"domain": False, "ticks": False, "labelLimit": LABELS - 8, "labelPadding": 8}
    return _chart(rows, say("report.wishes.caption", lang), [_bar("value", ACCENT), _remark("value")], axis)


def host_fill(summary: Summary, lang: Lang) -> Spec:
    """Return bars of seats taken over seats offered, for the hosts that offer the most."""
    rows = [
        {
            "name": host.name,
            "taken": host.taken,
            "capacity": host.capacity,
            "most": max(host.taken, host.capacity),
            "said": f"{number(host.taken, lang)} {say('report.of', lang, n=host.capacity)}",
        }
        for host in largest(summary.hosts)
    ]
    below = {"yOffset": 9, "height": 14}
    layers = [
        _bar("capacity", PALE, **below),
        _bar("taken", ACCENT, **below),
        _remark("most", yOffset=9),
        _name_above(),
    ]
    return _chart(_distinct(rows), say("report.hosts-fill.caption", lang), layers, None)


def frontier(found: Frontier, lang: Lang) -> Spec:
    """Return the frontier of two axes as points on a line, and where the policy's own matching stands."""
    first, second = (say(f"axis.{axis.name}", lang) for axis in found.axes)
    rows = [{"x": p.values[0], "y": p.values[1], "mark": say("frontier.best", lang)} for p in found.points]
    if found.now is not None:
        rows.append({"x": found.now[0], "y": found.now[1], "mark": say("frontier.now", lang)})
    best = {"filter": {"field": "mark", "equal": say("frontier.best", lang)}}
    color = {
        "field": "mark",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [say("frontier.best", lang), say("frontier.now", lang)], "range": [ACCENT, MARKED]},
        "legend": {"orient": "top"},
    }
    return {
        "$schema": SCHEMA,
        "description": say("frontier.heading", lang, first=first, second=second),
        "background": None,
        "width": WIDTH,
        "height": 260,
        "data": {"values": rows},
        "encoding": {"x": _axis("x", first, lang), "y": _axis("y", second, lang)},
        "layer": [
            {"transform": [best], "mark": {"type": "line", "color": PALE, "strokeWidth": 2}},
            {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1}, "encoding": {"color": color}},
        ],
        "config": {"font": FONT, "view": {"stroke": None}, "axis": {"labelColor": INK, "titleColor": INK}},
    }


def _axis(field: str, title: str, lang: Lang) -> Spec:
    axis = {"labelExpr": RUSSIAN_NUMBER} if lang == "ru" else {}
    return {"field": field, "type": "quantitative", "title": title, "scale": {"zero": False}, "axis": axis}


def largest(hosts: Sequence[HostFill]) -> list[HostFill]:
    """Return the hosts that offer the most seats, at most ``MOST_HOSTS``, the largest first."""
    return sorted(hosts, key=lambda h: (-h.capacity, -h.taken, h.name, h.host_id))[:MOST_HOSTS]


def _distinct(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep bars of hosts with one name apart: invisible marks make the names different."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["name"]] = seen.get(row["name"], -1) + 1
        row["name"] += "\u200b" * seen[row["name"]]
    return rows


def _chart(rows: Sequence[Row], description: str, layers: Sequence[Spec], axis: Spec | None) -> Spec:
    """Return layered bars, one a row, named on an axis on the left or (without one) by a layer."""
    left, step = (LABELS, ROW) if axis else (EDGE, TALL_ROW)
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": None,
        "width": WIDTH - left - REMARKS,
        "height": {"step": step},
        "autosize": {"type": "none"},
        "padding": {"left": left, "right": REMARKS, "top": 4, "bottom": 4},
        "data": {"values": list(rows)},
        "encoding": {"y": {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}},
        "layer": list(layers),
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 13, "labelColor": INK, "labelFont": FONT},
            "text": {"font": FONT, "fontSize": 13, "color": INK},
        },
    }


def _bar(field: str, color: str, **shape: object) -> Spec:
    mark = {"type": "bar", "color": color, "height": {"band": 0.62}, "cornerRadiusEnd": 2} | shape
    return {"mark": mark, "encoding": _x(field)}


def _remark(field: str, **shape: object) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 6} | shape
    return {"mark": mark, "encoding": _x(field) | {"text": {"field": "said", "type": "nominal"}}}


def _name_above() -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "yOffset": -9, "limit": WIDTH}
    return {"mark": mark, "encoding": {"x": {"value": 0}, "text": {"field": "name", "type": "nominal"}}}


def _x(field: str) -> Spec:
    return {"x": {"field": field, "type": "quantitative", "stack": None, "axis": None, "title": None}}


def svg(spec: Spec) -> str:
    """Return the picture of a spec as an SVG element; it names no file and no address on the network."""
    picture: str = vlc.vegalite_to_svg(spec, allowed_base_urls=[])
    return picture
