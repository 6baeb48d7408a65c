"""All prose of praktika, Russian and English, looked up by key; no other module holds a sentence for people.

One file a topic (``TOPICS``), each with the catalogues ``RU`` and ``EN`` under the same keys. Templates use
``str.format`` with more format specs:

* ``{n:plural:студент|студента|студентов}`` picks the word form for the number (two forms in English);
* ``{x:number}`` writes a number the language's way (``1 234,5`` and ``1,234.5``), ``{x:date}`` a date (``13.04.2026``),
  given as a date or as ISO text, ``{x:signed}`` a change (``+1``, ``−2,5``);
* ``{x:list}`` joins a list by commas, ``{x:known}`` writes a value as it is, ``{x:word:shift}`` looks up the word
  ``word.shift.<value>``. All but ``plural`` write "not given" for None and for an empty list.
"""

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from string import Formatter
from typing import Any, Literal

from matcher.errors import Problem

Lang = Literal["ru", "en"]
TOPICS = (
    "problems",
    "requests",
    "faults",
    "template",
    "refusals",
    "rules",
    "results",
    "claims",
    "methods",
    "clashes",
    "seats",
    "recommending",
    "replanning",
    "frontiers",
    "comparing",
    "letters",
    "orders",
    "fairness",
    "dynamic",
    "levers",
    "reasons",
    "outcomes",
    "scenarios",
    "acceptance",
    "simulating",
    "rates",
    "commands",
    "system",
    "service",
)


def plural_ru(n: int, one: str, few: str, many: str) -> str:
    """Return the Russian word form for ``n``: 1 студент, 2 студента, 5 студентов."""
    last, teens = abs(n) % 10, abs(n) % 100 // 10 == 1
    if last == 1 and not teens:
        return one
    return few if 2 <= last <= 4 and not teens else many


NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""Between the groups of a Russian number, so that no line ends within it."""


def number(value: float, lang: Lang, digits: int = 2) -> str:
    """Return a number with the language's group and decimal marks and at most ``digits`` decimals."""
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if lang == "en" else text.replace(",", NO_BREAK_SPACE).replace(".", ",")


def signed(value: float, lang: Lang) -> str:
    """Return a change as a number with its sign: ``+1``, ``−2,5``, ``0``."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value), lang)}"


def day(value: date, lang: Lang) -> str:
    """Return ``13.04.2026`` in Russian and ``2026-04-13`` in English."""
    return f"{value:%d.%m.%Y}" if lang == "ru" else value.isoformat()


class _Formatter(Formatter):
    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def format_field(self, value: Any, format_spec: str) -> Any:
        if format_spec.startswith("plural:"):
            forms = format_spec.removeprefix("plural:").split("|")
            return plural_ru(value, *forms) if self.lang == "ru" else forms[abs(value) != 1]
        if format_spec.startswith("word:"):
            return self._word(f"word.{format_spec.removeprefix('word:')}", value)
        if format_spec in _SPECS:
            return say("word.unknown", self.lang) if value in (None, (), []) else _SPECS[format_spec](value, self.lang)
        return super().format_field(value, format_spec)

    def _word(self, family: str, value: object) -> str:
        return say("word.unknown" if value is None else f"{family}.{value}", self.lang)


_SPECS: Mapping[str, Callable[[Any, Lang], str]] = {
    "number": number,
    "signed": signed,
    "date": lambda value, lang: day(date.fromisoformat(value) if isinstance(value, str) else value, lang),
    "list": lambda values, _: ", ".join(map(str, values)),
    "known": lambda value, _: str(value),
}
"""How the specs that take a value or nothing write a value."""


def catalogue(lang: Lang) -> Mapping[str, str]:
    """Return every template of a language by key."""
    entries: dict[str, str] = {}
    for topic in TOPICS:
        entries |= getattr(import_module(f"matcher.text.{topic}"), lang.upper())
    return entries


_loaded: dict[Lang, Mapping[str, str]] = {}


def say(key: str, lang: Lang, **values: object) -> str:
    """Return the sentence ``key`` in ``lang``. Raises KeyError for a key without a template."""
    if lang not in _loaded:
        _loaded[lang] = catalogue(lang)
    return written(_loaded[lang][key], lang, values)


def written(template: str, lang: Lang, values: Mapping[str, object]) -> str:
    """Return a template of a catalogue with its values, by the rules of the language."""
    return quoted(_Formatter(lang).vformat(template, (), values))


def quoted(text: str) -> str:
    """Return a text whose «quotes» within «quotes» are „such“, as Russian prints them: «АО „Завод“»."""
    depth, written = 0, []
    for sign in text:
        depth += sign == "«"
        written.append(_INNER.get(sign, sign) if depth > 1 else sign)
        depth -= sign == "»" and depth > 0
    return "".join(written)


_INNER = {"«": "„", "»": "“"}


def sentence(problem: Problem, lang: Lang) -> str:
    """Return a problem as one line: ``preferences.csv:17 rank: expected …, got "a" [bad-value]``."""
    return f"{problem.where}: {say(f'problem.{problem.sentence}', lang, **problem.values)} [{problem.code}]"
