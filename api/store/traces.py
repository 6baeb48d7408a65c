"""Traces: where a person stands in the JSON that the store keeps, and how they are written over.

An id is written over wherever it is the value of a key that names applicants, or a key itself; and everywhere else too
where nothing else in the round is called the same. Names are written over within any text, also as surname and
initials, for people type them into reasons.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PERSONAL = (
    "name",
    "sex",
    "birth_date",
    "locality",
    "lat",
    "lon",
    "max_km",
    "needs_housing",
    "own_transport",
    "grade",
    "medical_until",
    "restrictions",
    "consent",
)
"""Columns of applicants that tell who somebody is or how they live."""
NAMING = frozenset({"applicant_id", "applicant", "applicants", "applicant_ids", "newcomers"})
"""Keys of results, reasons and rounds whose values are ids of applicants."""

OTHERS = frozenset({"curator", "author"})
"""Keys that name people of the staff, who may be called like a student."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to write over: id, the names they are known by, and what stands there instead."""

    applicant_id: str
    names: tuple[str, ...]
    instead: str


@dataclass(slots=True)
class Overwriter:
    """Writes people over in plain data. ``shared`` are ids that something else in the round has too."""

    persons: Collection[Person]
    shared: Collection[str] = ()
    _instead: dict[str, str] = field(init=False)
    _spelled: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        self._instead = {person.applicant_id: person.instead for person in self.persons}
        spelled = [way for person in self.persons for name in person.names for way in spellings(name)]
        spelled.sort(key=len, reverse=True)
        self._spelled = re.compile("|".join(map(re.escape, spelled)), re.IGNORECASE) if spelled else None

    def data(self, value: Any, key: str = "") -> Any:
        """Return plain data in which the people do not occur; ``key`` is the one it stands under."""
        if isinstance(value, Mapping):
            return {self._id(k, ""): self.data(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [self.data(item, key) for item in value]
        if not isinstance(value, str):
            return value
        written = self._id(value, key)
        return written if key.endswith("_id") or key in OTHERS else self.text(written)

    def text(self, text: str) -> str:
        """Return a text without the people's names."""
        return text if self._spelled is None else self._spelled.sub("…", text)

    def document(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a round's document with the people under other ids and with nothing personal left of them."""
        written = {table: self.data(rows) for table, rows in document.items()}
        for before, after in zip(document.get("applicants", ()), written.get("applicants", ()), strict=True):
            if before.get("applicant_id") in self._instead:
                for column in PERSONAL:
                    after.pop(column, None)
        return written

    def _id(self, text: str, key: str) -> str:
        return self._instead.get(text, text) if key in NAMING or text not in self.shared else text


def spellings(name: str) -> Iterator[str]:
    """Yield the ways a full name is written: whole, and surname with initials before and behind."""
    words = name.split()
    if not words:
        return
    yield name
    yield " ".join(words)
    if len(words) > 1:
        surname, initials = words[0], [word[0] + "." for word in words[1:]]
        for joined in ("".join(initials), " ".join(initials), initials[0]):
            yield f"{surname} {joined}"
            yield f"{joined} {surname}"
        yield " ".join(words[:2])
        yield " ".join([words[1], words[0]])


def called_otherwise(document: Mapping[str, Any]) -> set[str]:
    """Return every text of a round that is not an applicant's id where it stands."""
    return set(_texts(document))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in NAMING or not isinstance(inner, str):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
