"""Cells: the text of one cell to its typed value; a cell that cannot be read becomes a :class:`Bad` value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from matcher.files.columns import MOST, Column, Holds
from matcher.files.escapes import HALF, decode_list, decode_text
from matcher.files.words import HAZARD_CLASSES, NO, ROLES, SEXES, YES, Spellings, by_spelling, squeeze


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a cell: the key of its sentence and the sentence's values."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)
    code: str = "bad-value"


class Unfit(str):
    """A cell that stands for a value no cell can hold, such as a mapping in JSON: its text says what that was.

    It equals no other text, so that what is read once for all equal cells is not read for this one.
    """

    __slots__ = ()
    sentence, code = "bad-cell", "bad-value"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and str.__eq__(self, other)

    def __hash__(self) -> int:
        return hash((type(self), str(self)))

    @property
    def bad(self) -> Bad:
        """Return what is wrong with the cell."""
        return Bad(self.sentence, {"got": shown(self)}, self.code)


class ErrorCell(Unfit):
    """A cell of a workbook that holds an error such as ``#N/A``."""

    __slots__ = ()
    sentence = code = "error-cell"


class Uncounted(Unfit):
    """A cell of a workbook with a formula whose value nobody has counted yet."""

    __slots__ = ()
    sentence = code = "uncounted-formula"


MISSING = Bad("missing-value", code="missing-value")
HALF_CHARACTER = Bad("half-character-in-cell", code="half-character")
LONGEST_SHOWN = 60
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]*)?")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?")
_HUGE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"([+-]?[0-9]{1,18})(?:[.,]0{0,18})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")

Parse = Callable[[str], object]


def shown(cell: str) -> str:
    """Return a cell as a sentence quotes it: on one line, printable, not too long."""
    line = "".join(c if c.isprintable() else " " for c in cell[: LONGEST_SHOWN + 1])
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def parse_number(text: str) -> float | None:
    """Return the finite number in a text (decimal comma or point, groups of three by spaces), None if there is none."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = _SPACES.sub("", text)
    if "," in text and "." not in text:
        text = text.replace(",", ".", 1)
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if abs(value) <= MOST else None


def parse_whole(text: str) -> int | None:
    """Return the integer in a text (``5``, ``5.0``, ``1 000``), None if there is none."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = _SPACES.sub("", text)
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def is_huge(text: str) -> bool:
    """Return whether a text is a number too large for any cell, however it is written."""
    plain = _SPACES.sub("", text.strip()).replace(",", ".", 1)
    found = _HUGE.fullmatch(plain)
    return found is not None and abs(float(plain)) > MOST


def parse_date(text: str) -> date | None:
    """Return the date in a text, ``YYYY-MM-DD`` or ``DD.MM.YYYY``, None if there is none."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, of_month = map(int, found.groups())
    elif found := _DOTTED.fullmatch(text):
        of_month, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def parse_bool(text: str) -> bool | None:
    """Return the boolean in a text, Russian or English, None if there is none."""
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


def parser(column: Column, default: object) -> Parse:
    """Return the function from a cell's text to its value or :class:`Bad`; an empty cell means ``default``."""
    parse = partial(_PARSERS[column.holds], column)
    empty = MISSING if column.required else default

    def parse_cell(cell: str) -> object:
        if not cell or cell.isspace():
            return empty
        return cell.bad if isinstance(cell, Unfit) else parse(cell)

    return parse_cell


def _text(column: Column, cell: str) -> object:
    value = decode_text(cell)
    if value is not None and HALF.search(value):
        return HALF_CHARACTER
    return MISSING if column.key and not value else value


def _list(_: Column, cell: str) -> object:
    items = decode_list(cell)
    return HALF_CHARACTER if any(HALF.search(item) for item in items) else items


def _whole(column: Column, cell: str) -> object:
    value = parse_whole(cell)
    if value is None or value < column.low:
        return _unfit("whole", column, cell, has_end=value is None and is_huge(cell))
    return value if value <= column.high else _unfit("whole", column, cell, has_end=True)


def _number(column: Column, cell: str) -> object:
    value = parse_number(cell)
    if value is not None and column.low <= value <= column.high:
        return value
    return _unfit("number", column, cell, has_end=column.high < MOST or is_huge(cell))


def _unfit(kind: str, column: Column, cell: str, *, has_end: bool) -> Bad:
    """Return what is wrong with a number; the end of its range is told where it is the end that it is beyond."""
    has_start = column.low > -MOST or has_end
    form = "range" if has_start and has_end else "min" if has_start else "any"
    return Bad(f"bad-{kind}-{form}", {"low": column.low, "high": column.high, "got": shown(cell)})


def _date(_: Column, cell: str) -> object:
    value = parse_date(cell)
    return value if value is not None else Bad("bad-date", {"got": shown(cell)})


def _bool(_: Column, cell: str) -> object:
    value = parse_bool(cell)
    return value if value is not None else Bad("bad-bool", {"got": shown(cell)})


def _choice(column: Column, cell: str) -> object:
    value = by_spelling(column.spellings).get(squeeze(cell))
    if value is not None:
        return value
    return _unknown_word(column.spellings, cell)


def _unknown_word(spellings: Spellings, got: str) -> Bad:
    russian = ", ".join(spelt[0] for spelt in spellings.values())
    return Bad("bad-word", {"words": ", ".join(spellings), "words_ru": russian, "got": shown(got)})


def _filter(_: Column, cell: str) -> object:
    """Return a filter in which sex and role are spelt as their columns hold them; its form is checked later."""
    text = decode_text(cell)
    if text is None or HALF.search(text):
        return text and HALF_CHARACTER
    terms = [term.partition("=") for term in text.split("&")]
    for name, _sign, value in terms:
        spellings = _SPELT.get(name.strip())
        if spellings is not None and value.strip() and squeeze(value) not in by_spelling(spellings):
            return _unknown_word(spellings, value.strip())
    return "&".join(_spelt(*term) for term in terms)


def _spelt(name: str, sign: str, value: str) -> str:
    found = by_spelling(_SPELT.get(name.strip(), {})).get(squeeze(value))
    return f"{name}{sign}{value if found is None else value.replace(value.strip(), found)}"


_SPELT: Mapping[str, Spellings] = {"sex": SEXES, "role": ROLES}
"""Attributes of applicants whose values are a few fixed words."""


def _hazard(_: Column, cell: str) -> object:
    value = cell.strip().replace(",", ".")
    value = value.removesuffix(".0")
    classes = ", ".join(HAZARD_CLASSES)
    return value if value in HAZARD_CLASSES else Bad("bad-hazard", {"classes": classes, "got": shown(cell)})


_PARSERS: dict[Holds, Callable[[Column, str], object]] = {
    Holds.TEXT: _text,
    Holds.LIST: _list,
    Holds.INT: _whole,
    Holds.NUMBER: _number,
    Holds.DATE: _date,
    Holds.BOOL: _bool,
    Holds.CHOICE: _choice,
    Holds.HAZARD: _hazard,
    Holds.FILTER: _filter,
}
