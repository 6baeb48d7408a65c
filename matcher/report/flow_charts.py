"""Flow charts: an alluvial of specialties and hosts, and a map of towns, as Vega-Lite specs. No people's names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Any

from matcher.report.charts import ACCENT, FONT, INK, SCHEMA, Spec
from matcher.report.flows import Flow, Flows, Map, Town, Travel
from matcher.text import Lang, number, say

WIDE, SIDE, HOSTS_SIDE = 720, 124, 270
"""Pixels: the whole picture, room for specialties on the left, for hosts on the right."""
GAP, UNIT, LEAST = 10, 1.6, 16
"""Pixels: between two nodes, for one person, for the smallest node (its name must fit)."""
STEPS = 24
TONES = ("#1d5fa8", "#5b8fc7", "#2f7f86", "#7aa9d6", "#4a6fa5", "#8fb8bd")
MAP_WIDTH, MOST_HEIGHT, PAD = 640, 520, 46
BESIDE = 60
"""Pixels: room on the right of the map, for labels."""
LETTER, LINE = 7.4, 16
"""Pixels: how wide a letter of a label is, how high its line."""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A bar at the side of the picture: where its people begin, and where the bar ends."""

    top: float
    height: float
    people: float


def alluvial(found: Flows, lang: Lang) -> Spec:
    """Return bands from specialties to hosts, as thick as the people are many, named on both sides."""
    left = _nodes([n for _, n in found.specialties])
    right = _nodes([n for _, n in found.hosts])
    height = max(node.top + node.height for node in (*left.values(), *right.values()))
    middle = WIDE - SIDE - HOSTS_SIDE
    names = [(0.0, left[i], code, n) for i, (code, n) in enumerate(found.specialties)]
    others = say("chart.other-hosts", lang, n=found.n_other_hosts)
    ends = [(1.0, right[i], others if name is None else name, n) for i, (name, n) in enumerate(found.hosts)]
    return _framed(say("chart.flows", lang), middle, height, {"left": SIDE, "right": HOSTS_SIDE}) | {
        "layer": [
            _bands(found, left, right),
            *_bars([node for _, node, _, _ in names], 0, 6),
            *_bars([node for _, node, _, _ in ends], middle - 6, middle),
            _labels([(node, f"{code} · {number(n, lang)}") for _, node, code, n in names], -8, "right", SIDE - 10),
            _labels(
                [(node, f"{number(n, lang)} · {name}") for _, node, name, n in ends],
                middle + 8,
                "left",
                HOSTS_SIDE - 10,
            ),
        ]
    }


def _nodes(counts: Iterable[int]) -> dict[int, _Node]:
    nodes, top = {}, 0.0
    for i, n in enumerate(counts):
        people = n * UNIT
        nodes[i] = _Node(top, max(LEAST, people), people)
        top += nodes[i].height + GAP
    return nodes


def _framed(description: str, width: float, height: float, sides: Mapping[str, float]) -> Spec:
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": None,
        "width": width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": {"top": 8, "bottom": 8, **sides},
        "config": {"font": FONT, "view": {"stroke": None}, "text": {"font": FONT, "fontSize": 13, "color": INK}},
    }


def _bands(found: Flows, left: Mapping[int, _Node], right: Mapping[int, _Node]) -> Spec:
    specialties = [code for code, _ in found.specialties]
    hosts = [name for name, _ in found.hosts]
    begin = {code: left[i].top for i, code in enumerate(specialties)}
    end = {name: right[i].top for i, name in enumerate(hosts)}
    rows: list[dict[str, Any]] = []
    for k, flow in enumerate(sorted(found.flows, key=lambda f: (specialties.index(f.specialty), hosts.index(f.host)))):
        tone = TONES[specialties.index(flow.specialty) % len(TONES)]
        rows += ({"band": k, "tone": tone} | point for point in _band(flow, begin, end))
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "opacity": 0.45},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None},
            "y": _down("y"),
            "y2": {"field": "y2"},
            "detail": {"field": "band", "type": "nominal"},
            "color": {"field": "tone", "type": "nominal", "scale": None},
        },
    }


def _band(flow: Flow, begin: dict[str, float], end: dict[str | None, float]) -> Iterator[dict[str, float]]:
    """Yield the edges of a band from left to right, bent like an S; what it takes of its nodes is taken away."""
    thick = flow.n * UNIT
    a, b = begin[flow.specialty], end[flow.host]
    begin[flow.specialty], end[flow.host] = a + thick, b + thick
    for step in range(STEPS + 1):
        x = step / STEPS
        y = a + (b - a) * x * x * (3 - 2 * x)
        yield {"x": x, "y": y, "y2": y + thick}


def _down(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None, "stack": None}


def _bars(nodes: Iterable[_Node], x: float, x2: float) -> list[Spec]:
    rows = [{"y": node.top, "y2": node.top + max(node.people, 2)} for node in nodes]
    encoding = {"y": _down("y"), "y2": {"field": "y2"}, "x": {"value": x}, "x2": {"value": x2}}
    return [{"data": {"values": rows}, "mark": {"type": "rect", "color": ACCENT}, "encoding": encoding}]


def _labels(rows: Iterable[tuple[_Node, str]], x: float, align: str, limit: float) -> Spec:
    values = [{"y": node.top + max(node.people, LEAST) / 2, "said": said} for node, said in rows]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": align, "baseline": "middle", "limit": limit},
        "encoding": {"x": {"value": x}, "y": _down("y"), "text": {"field": "said", "type": "nominal"}},
    }


def towns(found: Map, lang: Lang) -> Spec:
    """Return a map: towns as discs as large as the people placed there, ways as thick as the people who travel them."""
    at = _projected(found.towns)
    height = max((y for _, y in at.values()), default=0.0) + 2 * PAD
    spots = [
        {"x": at[t.name][0] + PAD, "y": at[t.name][1] + PAD, "area": 30 + 9 * t.placed, "empty": not t.placed}
        for t in found.towns
    ]
    return _framed(say("chart.towns", lang), MAP_WIDTH, height, {"left": 0, "right": BESIDE}) | {
        "layer": [
            {
                "data": {"values": [_way(travel, at) for travel in found.travels if travel.start != travel.end]},
                "mark": {"type": "rule", "color": ACCENT, "opacity": 0.4, "strokeCap": "round"},
                "encoding": {
                    "x": _down("x"),
                    "y": _down("y"),
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "size": {"field": "thick", "type": "quantitative", "scale": None},
                },
            },
            {
                "data": {"values": spots},
                "mark": {"type": "circle", "opacity": 1, "stroke": "white", "strokeWidth": 1.5},
                "encoding": {
                    "x": _down("x"),
                    "y": _down("y"),
                    "size": {"field": "area", "type": "quantitative", "scale": None},
                    "color": {"condition": {"test": "datum.empty", "value": "#8a96a3"}, "value": ACCENT},
                },
            },
            *_names(found.towns, at, lang),
        ]
    }


def _projected(towns: Iterable[Town]) -> dict[str, tuple[float, float]]:
    """Return pixels of each town, north up, the same scale both ways, as wide as the picture or as high as allowed."""
    listed = list(towns)
    if not listed:
        return {}
    middle = cos(radians(sum(t.lat for t in listed) / len(listed)))
    east, south = min(t.lon for t in listed), max(t.lat for t in listed)
    raw = {t.name: ((t.lon - east) * middle, south - t.lat) for t in listed}
    wide, high = (max(p[i] for p in raw.values()) or 1e-9 for i in (0, 1))
    scale = min((MAP_WIDTH - 2 * PAD) / wide, (MOST_HEIGHT - 2 * PAD) / high)
    shift = (MAP_WIDTH - 2 * PAD - wide * scale) / 2
    return {name: (x * scale + shift, y * scale) for name, (x, y) in raw.items()}


def _way(travel: Travel, at: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    (x, y), (x2, y2) = at[travel.start], at[travel.end]
    return {"x": x + PAD, "y": y + PAD, "x2": x2 + PAD, "y2": y2 + PAD, "thick": 1 + 1.6 * sqrt(travel.n)}


def _names(towns: Sequence[Town], at: Mapping[str, tuple[float, float]], lang: Lang) -> Iterator[Spec]:
    """Yield the labels that find room beside their towns, those with the most people first, by side."""
    taken = {town.name: _disc(town, at) for town in towns}
    sides: dict[str, list[dict[str, Any]]] = {"left": [], "right": [], "center": []}
    for town in sorted(towns, key=lambda t: (-t.placed - t.live, t.name)):
        said = f"{town.name} · {number(town.placed, lang)}" if town.placed else town.name
        disc = taken[town.name]
        for align, x, y in _beside(disc):
            box = _box(align, x, y, LETTER * len(said))
            if (
                box[0] >= 0
                and box[2] <= MAP_WIDTH + BESIDE
                and not any(_meet(box, o) for k, o in taken.items() if k != town.name)
            ):
                taken[town.name + said] = box
                sides[align].append({"x": x, "y": y, "said": said})
                break
    for align, rows in sides.items():
        yield {
            "data": {"values": rows},
            "mark": {"type": "text", "align": align, "baseline": "middle", "stroke": "white", "strokeWidth": 3},
            "encoding": {"x": _down("x"), "y": _down("y"), "text": {"field": "said", "type": "nominal"}},
        }
        yield {
            "data": {"values": rows},
            "mark": {"type": "text", "align": align, "baseline": "middle"},
            "encoding": {"x": _down("x"), "y": _down("y"), "text": {"field": "said", "type": "nominal"}},
        }


def _disc(town: Town, at: Mapping[str, tuple[float, float]]) -> Box:
    x, y = at[town.name]
    half = sqrt(30 + 9 * town.placed) / 1.75
    return (x + PAD - half, y + PAD - half, x + PAD + half, y + PAD + half)


def _beside(disc: Box) -> tuple[tuple[str, float, float], ...]:
    """Return where a label may stand: on the right, on the left, above, below, at the corners."""
    x, y = (disc[0] + disc[2]) / 2, (disc[1] + disc[3]) / 2
    above, below = disc[1] - LINE / 2, disc[3] + LINE / 2
    return (
        ("left", disc[2] + 4, y),
        ("right", disc[0] - 4, y),
        ("center", x, above),
        ("center", x, below),
        ("left", x + 4, above),
        ("right", x - 4, above),
        ("left", x + 4, below),
        ("right", x - 4, below),
    )


def _box(align: str, x: float, y: float, wide: float) -> Box:
    start = {"left": x, "right": x - wide, "center": x - wide / 2}[align]
    return (start, y - LINE / 2, start + wide, y + LINE / 2)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
