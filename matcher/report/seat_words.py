"""Seat words: what one seat more or fewer changes, as words of a language."""

from collections.abc import Sequence

from matcher.matching import LevelValue, SeatPrice
from matcher.policy import LevelName, Measure
from matcher.report.seats import SeatLine
from matcher.text import Lang, say

SHOWN = 20
"""How many seats the page shows; the workbook has them all."""


def subject(line: SeatLine, lang: Lang) -> str:
    """Return which seat is meant: the position, all of a host, or what else counts."""
    return line.title or say(f"seat.kind.{line.kind}", lang, name=line.subject_id)


def gain(line: SeatLine, lang: Lang) -> str:
    """Return what one seat more changes, level by level; levels that stay as they are are left out."""
    return _joined([next_seat(p, lang) for p in line.levels if p.next_seat is None or _is_any(p.next_seat)], lang)


def loss(line: SeatLine, lang: Lang) -> str:
    """Return what the last seat brings, in the same way."""
    return _joined([last_seat(p, lang) for p in line.levels if p.last_seat is None or _is_any(p.last_seat)], lang)


def next_seat(price: SeatPrice, lang: Lang) -> str:
    """Return what one seat more changes at a level, or why there is none."""
    return _change(price, price.next_seat, price.next_reason, lang)


def last_seat(price: SeatPrice, lang: Lang) -> str:
    """Return what the last seat brings at a level, or why none can be missed."""
    return _change(price, price.last_seat, price.last_reason, lang)


def _joined(said: list[str], lang: Lang) -> str:
    return "; ".join(dict.fromkeys(said)) or say("seat.same", lang)


def _is_any(change: LevelValue) -> bool:
    return any(change) if isinstance(change, tuple) else bool(change)


def _change(price: SeatPrice, change: LevelValue | None, reason: str | None, lang: Lang) -> str:
    return say(f"seat.{reason}", lang) if change is None else level_change(price.level, change, lang)


def level_change(level: str, change: LevelValue, lang: Lang) -> str:
    """Return the change of a level's value with its sign and unit, or that there is none."""
    if not _is_any(change):
        return say("seat.same", lang)
    if isinstance(change, tuple):
        return _profile(level, change, lang)
    return say(
        f"change.{f'{level}.{Measure.RANK_SUM}' if level == LevelName.PREFERENCE else level}", lang, value=change
    )


def level_changes(levels: Sequence[str], changes: Sequence[LevelValue], lang: Lang) -> str:
    """Return all changes, level after level; levels that stay as they are are left out."""
    pairs = zip(levels, changes, strict=True)
    return _joined([level_change(level, change, lang) for level, change in pairs if _is_any(change)], lang)


def _profile(level: str, change: tuple[int, ...], lang: Lang) -> str:
    """Return the entries of a profile that change."""
    *ranked, last = change
    named = change if level == LevelName.TIER else ranked
    key = "change.tier" if level == LevelName.TIER else "change.rank"
    said = [say(key, lang, rank=k, n=n) for k, n in enumerate(named, start=1) if n]
    if level != LevelName.TIER and last:
        said.append(say("change.unranked", lang, n=last))
    return ", ".join(said)
