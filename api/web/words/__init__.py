"""Words: the prose of the page, Russian and English under the same keys, a file a screen (``TOPICS``).

The templates of sentences follow the rules of :mod:`matcher.text`: plural forms, numbers, dates.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from matcher.text import Lang, written

TOPICS = (
    "frame",
    "entry",
    "desk",
    "data",
    "who",
    "policy",
    "running",
    "outcome",
    "board",
    "papers",
    "compare",
    "answers",
    "own",
    "what_if",
)


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """Return every template of a language by key."""
    entries: dict[str, str] = {}
    for topic in TOPICS:
        entries |= getattr(import_module(f"api.web.words.{topic}"), lang.upper())
    return entries


def word(key: str, lang: Lang, **values: object) -> str:
    """Return the words ``key`` in ``lang``. Raises KeyError for a key without a template."""
    return written(catalogue(lang)[key], lang, values)


def known(key: str, lang: Lang) -> bool:
    """Return whether there are words for a key: for codes that may be new to the page."""
    return key in catalogue(lang)
