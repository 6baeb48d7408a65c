"""Seat words: what one seat more or fewer changes, as words of a language."""

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
    if change is None:
        return say(f"seat.{reason}", lang)
    if not _is_any(change):
        return say("seat.same", lang)
    if isinstance(change, tuple):
        return _profile(price.level, change, lang)
    level = f"{price.level}.{Measure.RANK_SUM}" if price.level == LevelName.PREFERENCE else price.level
    return say(f"change.{level}", lang, value=change)


def _profile(level: str, change: tuple[int, ...], lang: Lang) -> str:
    """Return the entries of a profile that change."""
    *ranked, last = change
    named = change if level == LevelName.TIER else ranked
    key = "change.tier" if level == LevelName.TIER else "change.rank"
    said = [say(key, lang, rank=k, n=n) for k, n in enumerate(named, start=1) if n]
    if level != LevelName.TIER and last:
        said.append(say("change.unranked", lang, n=last))
    return ", ".join(said)
