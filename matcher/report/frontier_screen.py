"""The screen of ``frontier``: every point with what it gives up, and where the policy stands; the chart as files."""

import json
from pathlib import Path

from rich.console import Console

from matcher.explain.axes import Axis
from matcher.explain.frontier import Frontier, FrontierPoint
from matcher.files.recommendations import frontier_as_mapping
from matcher.files.replacing import write_text
from matcher.report import charts, wording
from matcher.report.bars import heading, lines, table
from matcher.text import Lang, number, say


def print_frontier(found: Frontier, console: Console, lang: Lang) -> None:
    """Print the points as a table, the best of the first axis on top."""
    first, second = (say(f"axis.{axis.name}", lang) for axis in found.axes)
    heading(console, say("frontier.heading", lang, first=first, second=second))
    if found.kept:
        kept = "; ".join(wording.level_name(k.name, k.measure, lang) for k in found.kept)
        lines(console, say("frontier.kept", lang, levels=kept))
    if found.points:
        header = [first, say("frontier.given-up", lang), second, ""]
        table(console, [header, *(_row(p, found, lang) for p in found.points)])
        lines(console, say("frontier.complete" if found.complete else "frontier.some", lang))
    elif found.in_time:
        lines(console, say("frontier.none", lang))
    if not found.in_time:
        lines(console, say("frontier.late", lang))
    if found.now is not None and found.points:
        key = "frontier.now.on" if found.on_frontier else "frontier.now.off"
        pairs = zip(found.axes, found.now, strict=True)
        one, other = (_named(axis, value, lang) for axis, value in pairs)
        lines(console, say(key, lang, first=one, second=other))


def _row(point: FrontierPoint, found: Frontier, lang: Lang) -> list[str]:
    """Return both values, the share given up of the first, and whether the policy stands here."""
    one, other = (number(value, lang) for value in point.values)
    share = point.given_up[0]
    given_up = say("frontier.percent", lang, value=100 * share) if share else ""
    return [one, given_up, other, f"← {say('frontier.now', lang)}" if point.values == found.now else ""]


def _named(axis: Axis, value: float, lang: Lang) -> str:
    name = say(f"axis.{axis.name}", lang)
    return f"«{name}» {number(value, lang)}" if lang == "ru" else f"“{name}” {number(value, lang)}"


def write_frontier(found: Frontier, folder: Path, lang: Lang) -> list[Path]:
    """Write the data, the chart's Vega-Lite spec and its picture into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = charts.frontier(found, lang)
    texts = {
        "frontier.json": json.dumps(frontier_as_mapping(found), ensure_ascii=False, indent=1) + "\n",
        "frontier.vl.json": json.dumps(spec, ensure_ascii=False, indent=1) + "\n",
        "frontier.svg": charts.svg(spec),
    }
    for name, text in texts.items():
        write_text(folder / name, text)
    return [folder / name for name in texts]
