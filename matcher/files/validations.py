"""Validations: the lists and bounds with which a spreadsheet program checks a cell while it is filled in."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from matcher.files.columns import MOST, Column, Holds
from matcher.files.rendering import YES_NO, word_of
from matcher.files.words import HAZARD_CLASSES, ROUND_KINDS
from matcher.policy import Mechanism, Stability, Unlisted
from matcher.text import Lang, say

FIRST_DAY, LAST_DAY = date(1901, 1, 1), date(2199, 12, 31)
MOST_WHOLE = 10**9

HEADER_WORDS: Mapping[str, type[StrEnum]] = {
    "policy.mechanism": Mechanism,
    "policy.stability": Stability,
    "policy.unranked": Unlisted,
    "policy.unlisted": Unlisted,
}


def validation(column: Column, lang: Lang) -> dict[str, object] | None:
    """Return what a column's cells are checked by, None for free text."""
    if column.holds is Holds.CHOICE:
        return _words((word_of(column, value, lang) for value in column.spellings), lang)
    if column.holds is Holds.BOOL:
        return _words(YES_NO[lang], lang)
    if column.holds is Holds.HAZARD:
        return _words(HAZARD_CLASSES, lang)
    if column.holds is Holds.DATE:
        return _between("date", FIRST_DAY, LAST_DAY, say("template.day", lang), lang)
    if column.holds is Holds.INT:
        message = say("template.whole", lang, low=column.low)
        return _between("integer", column.low, min(column.high, MOST_WHOLE), message, lang)
    return _number(column, lang) if column.holds is Holds.NUMBER else None


def header_validation(key: str, lang: Lang) -> dict[str, object] | None:
    """Return what the value of a key of the sheet ``Раунд`` is checked by, None for free text."""
    if key == "kind":
        return _words((w[0] if lang == "ru" else str(kind) for kind, w in ROUND_KINDS.items()), lang)
    return _words(HEADER_WORDS[key], lang) if key in HEADER_WORDS else None


def _number(column: Column, lang: Lang) -> dict[str, object] | None:
    if column.low <= -MOST:
        return None
    key = "template.number" if column.high < MOST else "template.positive"
    message = say(key, lang, low=column.low, high=column.high)
    return _between("decimal", column.low, column.high, message, lang)


def _words(words: Iterable[str], lang: Lang) -> dict[str, object]:
    listed = [str(word) for word in words]
    message = say("template.choose", lang, words=", ".join(listed))
    return {"validate": "list", "source": listed, **_error(message, lang)}


def _between(kind: str, low: object, high: object, message: str, lang: Lang) -> dict[str, object]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high, **_error(message, lang)}


def _error(message: str, lang: Lang) -> dict[str, object]:
    return {"error_title": say("template.wrong", lang), "error_message": message}
