"""Grids of scenarios: every combination of a few named values, each put into the same changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from matcher.files.keys import read_keys, read_text_at, unknown_key
from matcher.files.scenario_changes import Written, read_changes
from matcher.files.settings import Spot, described
from matcher.files.structured import Lined, LinedList

KEYS = ("name", "title", "over", "changes")
MOST = 500
"""Scenarios that a grid may make."""

Axis = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Combination:
    """One scenario of a grid, before its name is held against others."""

    name: str
    title: str
    written: tuple[Written, ...]
    spot: Spot


def read_grids(value: object, spot: Spot) -> Iterator[Combination]:
    """Yield the scenarios of a grid, or of a list of grids."""
    grids = value if isinstance(value, Sequence) and not isinstance(value, str) else None
    if grids is None:
        yield from _grid(value, spot)
        return
    if not grids:
        spot.problem("empty-grid")
    for i, grid in enumerate(grids):
        yield from _grid(grid, spot.inner(grids, i))


def _grid(value: object, spot: Spot) -> Iterator[Combination]:
    entries = read_keys(value, KEYS, spot, ("over", "changes"))
    if not {"over", "changes"} <= entries.keys():
        return
    axes = _axes(entries["over"], spot.inner(value, "over"))
    template, at = entries["changes"], spot.inner(value, "changes")
    if not axes or not all(axes.values()):
        return
    used = set(_used(template))
    for axis in axes:
        if axis not in used:
            spot.inner(value, "over").inner(entries["over"], axis).problem("unused-axis", name=axis)
    before = len(spot.findings.problems)
    _tell_unknown(template, at, axes)
    if len(spot.findings.problems) > before:
        return
    if prod(map(len, axes.values())) > MOST:
        spot.problem("grid-too-large", n=prod(map(len, axes.values())), most=MOST)
        return
    name = read_text_at(entries["name"], spot.inner(value, "name")) if "name" in entries else None
    title = read_text_at(entries["title"], spot.inner(value, "title")) if "title" in entries else None
    for combination in product(*(axis.items() for axis in axes.values())):
        chosen = dict(zip(axes, combination, strict=True))
        shown = ", ".join(f"{axis}={label}" for axis, (label, _) in chosen.items())
        values = {axis: said for axis, (_, said) in chosen.items()}
        written = read_changes(_filled(template, values), at)
        yield Combination(f"{name}: {shown}" if name else shown, f"{title}: {shown}" if title else shown, written, spot)


def _axes(value: object, spot: Spot) -> dict[str, Axis]:
    if not isinstance(value, Mapping) or not value:
        spot.problem("empty-grid")
        return {}
    return {str(axis): _axis(values, spot.inner(value, axis)) for axis, values in value.items()}


def _axis(values: object, spot: Spot) -> Axis:
    """Return the values of an axis by label: a list labels itself, a mapping names what stands in it."""
    if isinstance(values, Mapping) and values:
        return {str(label): said for label, said in values.items()}
    if not isinstance(values, Sequence) or isinstance(values, str) or not values:
        spot.problem("empty-axis")
        return {}
    axis: dict[str, object] = {}
    for i, said in enumerate(values):
        label = said if isinstance(said, str) else described(said)
        if label in axis:
            spot.inner(values, i).problem("axis-twice", label=label)
        axis[label] = said
    return axis


def _used(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("$"):
        yield value[1:]
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _used(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _used(inner)


def _tell_unknown(value: object, spot: Spot, axes: Mapping[str, Axis]) -> None:
    """Tell every ``$name`` that is no axis."""
    if isinstance(value, str) and value.startswith("$") and value[1:] not in axes:
        unknown_key(value, [f"${axis}" for axis in axes], spot)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _tell_unknown(inner, spot.inner(value, key), axes)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for i, inner in enumerate(value):
            _tell_unknown(inner, spot.inner(value, i), axes)


def _filled(value: object, values: Mapping[str, object]) -> Any:
    """Return the changes with every ``$axis`` replaced; mappings and lists keep where their parts stand."""
    if isinstance(value, str):
        return values.get(value[1:], value) if value.startswith("$") else value
    if isinstance(value, Lined):
        filled = Lined({key: _filled(inner, values) for key, inner in value.items()})
        filled.lines, filled.characters = value.lines, value.characters
        return filled
    if isinstance(value, LinedList):
        items = LinedList(_filled(inner, values) for inner in value)
        items.lines, items.characters = value.lines, value.characters
        return items
    return value
