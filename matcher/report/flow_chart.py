"""Flow chart: specialty, host of the practice and what becomes of graduates, as bands between three columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.report.charts import ACCENT, INK, SCHEMA, Spec
from matcher.report.simulation_charts import CONFIG, QUIET
from matcher.text import Lang, number

WIDE, HIGH, NODE, GAP = 720, 460, 12, 14
"""Pixels: the picture, a column's bar, the room between two parts of a column."""
SIDE = 250
"""Pixels on the right for the names of endings."""
COLUMNS = (0, 215, WIDE - SIDE - NODE)
STEPS = 24
"""Points by which the edge of a band is drawn."""

Flow = tuple[str, str, str, float]
Tops = list[dict[str, float]]


@dataclass(frozen=True, slots=True)
class Band:
    """A band from a part of one column to a part of the next, by where its edges begin and end, in pixels."""

    column: int
    name: str
    start: float
    end: float
    width: float


def flow_chart(flows: Sequence[Flow], heads: Sequence[str], lang: Lang, description: str) -> Spec:
    """Return bands whose width is a number of people; ``heads`` name the three columns."""
    sizes = [_sizes(flows, k) for k in range(3)]
    total = sum(sizes[0].values()) or 1.0
    scale = (HIGH - GAP * max(len(s) for s in sizes)) / total
    tops = [_tops(s, scale) for s in sizes]
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": None,
        "width": WIDE,
        "height": HIGH + 24,
        "autosize": {"type": "pad"},
        "padding": 4,
        "layer": [
            _band_layer(list(_bands(flows, tops, scale))),
            _node_layer(sizes, tops, scale),
            _name_layer(sizes, tops, scale, lang),
            _head_layer(heads),
        ],
        "config": CONFIG,
    }


def _sizes(flows: Sequence[Flow], column: int) -> dict[str, float]:
    """Return the parts of a column, the largest first."""
    sizes: dict[str, float] = {}
    for flow in flows:
        sizes[str(flow[column])] = sizes.get(str(flow[column]), 0) + flow[3]
    return dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))


def _tops(sizes: Mapping[str, float], scale: float) -> dict[str, float]:
    """Return where each part begins, in pixels from above; the column stands in the middle."""
    used = sum(sizes.values()) * scale + GAP * (len(sizes) - 1)
    at, tops = 24 + (HIGH - used) / 2, {}
    for name, size in sizes.items():
        tops[name] = at
        at += size * scale + GAP
    return tops


def _bands(flows: Sequence[Flow], tops: Tops, scale: float) -> Iterator[Band]:
    for column in (0, 1):
        left, right = dict(tops[column]), dict(tops[column + 1])
        joined: dict[tuple[str, str], float] = {}
        for flow in flows:
            key = str(flow[column]), str(flow[column + 1])
            joined[key] = joined.get(key, 0) + flow[3]
        order = sorted(joined, key=lambda key: (tops[column][key[0]], tops[column + 1][key[1]]))
        for one, other in order:
            width = joined[one, other] * scale
            yield Band(column, f"{column}/{one}/{other}", left[one], right[other], width)
            left[one] += width
            right[other] += width


def _band_layer(bands: Sequence[Band]) -> Spec:
    rows = [row for band in bands for row in _edge(band)]
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "color": ACCENT, "opacity": 0.22},
        "encoding": {
            "x": _pixels("x"),
            "y": _pixels("y"),
            "y2": {"field": "y2"},
            "detail": {"field": "band", "type": "nominal"},
        },
    }


def _edge(band: Band) -> Iterator[dict[str, object]]:
    """Yield points along a band, bent as by a smooth step."""
    first, last = COLUMNS[band.column] + NODE, COLUMNS[band.column + 1]
    for step in range(STEPS + 1):
        t = step / STEPS
        y = band.start + (band.end - band.start) * t * t * (3 - 2 * t)
        yield {"band": band.name, "x": first + (last - first) * t, "y": y, "y2": y + band.width}


def _node_layer(sizes: Sequence[Mapping[str, float]], tops: Tops, scale: float) -> Spec:
    rows = [
        {"x": COLUMNS[k], "x2": COLUMNS[k] + NODE, "y": tops[k][name], "y2": tops[k][name] + size * scale}
        for k, own in enumerate(sizes)
        for name, size in own.items()
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "color": ACCENT, "opacity": 1},
        "encoding": {"x": _pixels("x"), "x2": {"field": "x2"}, "y": _pixels("y"), "y2": {"field": "y2"}},
    }


def _name_layer(sizes: Sequence[Mapping[str, float]], tops: Tops, scale: float, lang: Lang) -> Spec:
    rows = [
        {"x": COLUMNS[k] + NODE + 6, "y": tops[k][name] + size * scale / 2, "said": f"{name}, {number(size, lang, 1)}"}
        for k, own in enumerate(sizes)
        for name, size in own.items()
    ]
    mark: Spec = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12, "limit": 320}
    halo = {"stroke": "white", "strokeWidth": 4, "strokeJoin": "round", "strokeOpacity": 0.8}
    encoding = {"x": _pixels("x"), "y": _pixels("y"), "text": {"field": "said"}}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": mark | halo, "encoding": encoding | {"color": {"value": "white"}}},
            {"mark": mark, "encoding": encoding | {"color": {"value": INK}}},
        ],
    }


def _head_layer(heads: Sequence[str]) -> Spec:
    rows = [{"x": COLUMNS[k], "said": head} for k, head in enumerate(heads)]
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "baseline": "top", "fontSize": 12, "y": 0},
        "encoding": {"x": _pixels("x"), "text": {"field": "said"}, "color": {"value": QUIET}},
    }


def _pixels(field: str) -> Spec:
    """Return a channel whose numbers are pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
