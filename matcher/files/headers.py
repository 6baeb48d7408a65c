"""Headers: what ``round.yaml``, the sheet ``Раунд`` or the JSON key ``round`` says about the round itself, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from matcher.files.cells import parse_date, shown
from matcher.files.escapes import decode_text, encode_text
from matcher.files.halves import first_half
from matcher.files.policies import policy_as_mapping, policy_from
from matcher.files.settings import Spot, read_mapping
from matcher.files.words import ROUND_KINDS, by_spelling, squeeze
from matcher.rounds import Round

VERSION = 1
KEYS = ("version", "id", "title", "kind", "starts_on", "ends_on", "policy")

RUSSIAN_KEYS: Mapping[str, str] = {
    "version": "Версия",
    "id": "Код раунда",
    "title": "Название",
    "kind": "Вид",
    "starts_on": "Начало",
    "ends_on": "Окончание",
    "policy.mechanism": "Механизм",
    "policy.objectives": "Цели по порядку",
    "policy.stability": "Устойчивость",
    "policy.unranked": "Место без приоритета студента",
    "policy.unlisted": "Студент без приоритета предприятия",
    "policy.order": "Кто выбирает первым",
    "policy.max_changes": "Не больше перемещений",
    "policy.limits.seconds": "Секунд на расчёт",
    "policy.limits.workers": "Потоков",
    "policy.limits.seed": "Зерно жребия",
}
"""Keys of the sheet ``Раунд`` with their Russian names."""

SHEET_NAMES = frozenset(map(squeeze, ("round", "Раунд", "Раунд распределения")))


@dataclass(slots=True)
class Header:
    """The round's own fields by name in :class:`~matcher.rounds.Round`; ``damaged`` names those that are stand-ins."""

    fields: dict[str, Any] = field(default_factory=lambda: {"round_id": ""})
    damaged: set[str] = field(default_factory=set)


def read_header(value: object, spot: Spot) -> Header:
    """Return the header in plain data (scalars as text)."""
    header = Header()
    entries = read_mapping(value, KEYS, spot)
    if isinstance(value, Mapping) and not entries.get("id"):
        spot.problem("missing-key", name="id")
    if isinstance(value, Mapping) and "version" in value and value["version"] is None:
        spot.inner(value, "version").problem("unknown-version", version="null", known=VERSION)
    for key, entry in entries.items():
        read, name = _READERS[key]
        found = read(entry, spot.inner(value, key))
        if found is None:
            header.damaged.add(name)
        else:
            header.fields[name] = found
    header.fields.pop("version", None)
    return header


def _version(value: object, spot: Spot) -> object:
    if value != str(VERSION):
        spot.problem("unknown-version", version=shown(str(value)), known=VERSION)
    return VERSION


def _text(value: object, spot: Spot) -> str | None:
    if isinstance(value, str):
        text = decode_text(value)
        half = None if text is None else first_half(text)
        if half is not None:
            spot.problem("half-character", got=half)
        return text
    spot.unfit("bad-text", value)
    return None


def _kind(value: object, spot: Spot) -> object:
    found = by_spelling(ROUND_KINDS).get(squeeze(value)) if isinstance(value, str) else None
    if found is None:
        russian = ", ".join(words[0] for words in ROUND_KINDS.values())
        spot.unfit("bad-word", value, words=", ".join(ROUND_KINDS), words_ru=russian)
    return found


def _date(value: object, spot: Spot) -> object:
    found = parse_date(value) if isinstance(value, str) else None
    if found is None:
        spot.unfit("bad-date", value)
    return found


_READERS: Mapping[str, tuple[Callable[[object, Spot], object], str]] = {
    "version": (_version, "version"),
    "id": (_text, "round_id"),
    "title": (_text, "title"),
    "kind": (_kind, "kind"),
    "starts_on": (_date, "starts_on"),
    "ends_on": (_date, "ends_on"),
    "policy": (policy_from, "policy"),
}


def header_as_mapping(round_: Round) -> dict[str, object]:
    """Return a round's header as plain data; what is not given is left out."""
    entries = {
        "version": VERSION,
        "id": encode_text(round_.round_id),
        "title": None if round_.title is None else encode_text(round_.title),
        "kind": str(round_.kind),
        "starts_on": round_.starts_on and round_.starts_on.isoformat(),
        "ends_on": round_.ends_on and round_.ends_on.isoformat(),
        "policy": policy_as_mapping(round_.policy),
    }
    return {key: entry for key, entry in entries.items() if entry is not None}
