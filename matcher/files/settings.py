"""Settings: reads known keys of a mapping whose scalars are text, and tells every other key and unfit value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from matcher.errors import Problem
from matcher.files.cells import parse_bool, parse_number, parse_whole, shown
from matcher.files.findings import Findings
from matcher.files.structured import character_of, line_of
from matcher.files.words import squeeze

Word = TypeVar("Word", bound=StrEnum)
_SEPARATORS = re.compile(r"[;|,]")
ON = frozenset({"on", "вкл", "включено"})
OFF = frozenset({"off", "выкл", "выключено"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value of a policy or header stands: the file, its line and the key's path.

    A spot with a character ``at`` tells the characters of all that stands inside it too.
    """

    place: str
    findings: Findings
    path: str = ""
    line: int | None = None
    at: int | None = None

    def inner(self, container: object, key: object) -> "Spot":
        """Return the spot of a key or item of the value here."""
        name = str(key + 1) if isinstance(key, int) else shown(str(key))
        path = f"{self.path}.{name}" if self.path else name
        at = None if self.at is None else character_of(container, key) or self.at
        return Spot(self.place, self.findings, path, line_of(container, key) or self.line, at)

    def problem(self, code: str, sentence: str = "", **values: object) -> None:
        """Add a problem here."""
        found = Problem(self.place, code, self.line, self.path or None, values, sentence, self.at)
        self.findings.problems.append(found)

    def unfit(self, sentence: str, value: object, **values: object) -> None:
        """Add that the value here is not what it should be."""
        self.problem("bad-value", sentence, **values, got=described(value))


def described(value: object) -> str:
    """Return a value as a sentence quotes it; what stands inside a mapping or list is not shown."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[…]"
    return "null" if value is None else shown(str(value))


def read_mapping(value: object, known: Sequence[str], spot: Spot) -> Mapping[str, object]:
    """Return the known keys that say something; tell unknown keys and a value that is no mapping."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        spot.unfit("bad-mapping", value, known=", ".join(known))
        return {}
    for key in value:
        if key not in known:
            spot.inner(value, key).problem("unknown-key", name=shown(str(key)), known=", ".join(known))
    return {key: value[key] for key in known if value.get(key) is not None}


def read_items(value: object, spot: Spot) -> Iterator[tuple[object, Spot]]:
    """Yield the items of a list, or of a text separated by ``;``, ``|`` or commas."""
    if isinstance(value, str):
        yield from ((item.strip(), spot) for item in _SEPARATORS.split(value) if item.strip())
    elif isinstance(value, Sequence):
        yield from ((item, spot.inner(value, i)) for i, item in enumerate(value))
    elif value is not None:
        spot.unfit("bad-items", value)


def read_choice(value: object, words: type[Word], spot: Spot) -> Word | None:
    """Return one of an enumeration's words, None and a problem for any other value."""
    found = {squeeze(word): word for word in words}.get(squeeze(value)) if isinstance(value, str) else None
    if found is None:
        listed = ", ".join(words)
        spot.unfit("bad-word", value, words=listed, words_ru=listed)
    return found


def read_word(value: object, words: type[Word], default: Word, spot: Spot) -> Word:
    """Return one of an enumeration's words, ``default`` and a problem for any other value."""
    return read_choice(value, words, spot) or default


def read_whole(value: object, low: int, high: int, default: int, spot: Spot) -> int:
    """Return an integer ``low .. high``."""
    found = parse_whole(value) if isinstance(value, str) else None
    if found is not None and low <= found <= high:
        return found
    spot.unfit("bad-whole-range", value, low=low, high=high)
    return default


def read_seconds(value: object, most: float, default: float, spot: Spot) -> float:
    """Return a number above 0 and at most ``most``."""
    found = parse_number(value) if isinstance(value, str) else None
    if found is not None and 0 < found <= most:
        return found
    spot.unfit("bad-seconds", value, high=most)
    return default


def read_share(value: object, spot: Spot) -> float:
    """Return a share 0..1, written as such or in percent."""
    text = value.strip() if isinstance(value, str) else ""
    found = parse_number(text.removesuffix("%"))
    share = None if found is None else found / 100 if text.endswith("%") else found
    if share is not None and 0 <= share <= 1:
        return share
    spot.unfit("bad-share", value)
    return 0.0


def read_switch(value: object, spot: Spot) -> bool:
    """Return whether something is on or off."""
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in ON or word in OFF:
        return word in ON
    found = parse_bool(word)
    if found is None:
        spot.unfit("bad-switch", value)
    return found is True
