"""Objectives: the levels of a policy, from plain data and back."""

import re
from collections.abc import Mapping
from typing import cast

from matcher.files.cells import shown
from matcher.files.settings import Spot, read_choice, read_items, read_mapping, read_share, read_word
from matcher.policy import Level, LevelName, Measure

KEYS = ("level", "measure", "give_up", "groups")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def read_objectives(value: object, spot: Spot) -> tuple[Level, ...]:
    """Return the levels in order; unknown, unfit and repeated ones are problems."""
    levels: list[Level] = []
    for item, where in read_items(value, spot):
        level = _level(item, where)
        if level is not None:
            if _kind(level) in map(_kind, levels):
                where.problem("repeated-level", level=str(level.name))
            levels.append(level)
    return tuple(levels)


def _kind(level: Level) -> tuple[str, str | None, str | None]:
    return level.name, level.measure, level.groups


def _level(item: object, spot: Spot) -> Level | None:
    entries = read_mapping({"level": item} if isinstance(item, str) else item, KEYS, spot)
    if "level" not in entries:
        if isinstance(item, Mapping) or item is None:
            spot.problem("level-without-name")
        return None
    name = read_choice(entries["level"], LevelName, spot)
    if name is None:
        return None
    give_up = read_share(entries["give_up"], spot.inner(item, "give_up")) if "give_up" in entries else 0.0
    return Level(name, _measure(name, entries, spot), give_up, _groups(name, entries, spot))


def _measure(name: LevelName, entries: Mapping[str, object], spot: Spot) -> str | None:
    given = entries.get("measure")
    where = spot.inner(entries, "measure")
    if name is LevelName.PREFERENCE:
        return Measure.RANK_SUM if given is None else read_word(given, Measure, Measure.RANK_SUM, where)
    return _attribute("measure", name, given, where)


def _groups(name: LevelName, entries: Mapping[str, object], spot: Spot) -> str | None:
    return _attribute("groups", name, entries.get("groups"), spot.inner(entries, "groups"))


def _attribute(key: str, name: LevelName, given: object, spot: Spot) -> str | None:
    """Return what only ``balance`` has: the name of a measure or of an attribute of applicants."""
    if name is not LevelName.BALANCE:
        if given is not None:
            spot.problem("level-without-key", level=str(name), name=key)
        return None
    if isinstance(given, str) and _NAME.fullmatch(given):
        return given
    spot.problem("balance-incomplete", name=key, got=shown(str(given or "")))
    return None


def level_as_mapping(level: Level) -> str | dict[str, object]:
    """Return a level as plain data: its name, or a mapping where there is more to say."""
    entries = {
        "level": str(level.name),
        "measure": None if level.measure is None else str(level.measure),
        "give_up": level.give_up or None,
        "groups": level.groups,
    }
    said = {key: value for key, value in entries.items() if value is not None}
    return str(level.name) if len(said) == 1 else cast("dict[str, object]", said)
