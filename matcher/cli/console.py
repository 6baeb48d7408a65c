"""What the shell is told and what is said beside it: exit codes, words on standard error, JSON on standard output."""

import json
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import cast

from matcher.errors import Problem
from matcher.matching import Status
from matcher.text import Lang, say, sentence


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    BAD_INPUT = 1
    INFEASIBLE = 2
    NONE_IN_TIME = 3
    REJECTED = 4
    INTERNAL = 70
    INTERRUPTED = 130


EXIT_OF = {
    Status.OPTIMAL: Exit.DONE,
    Status.FEASIBLE: Exit.DONE,
    Status.INFEASIBLE: Exit.INFEASIBLE,
    Status.NONE: Exit.NONE_IN_TIME,
}

LANGUAGES = ("ru", "en")


def chosen_lang(args: Sequence[str]) -> Lang:
    """Return the language asked for by ``--lang``, else by PRAKTIKA_LANG, else Russian."""
    asked = [b for a, b in pairwise(args) if a == "--lang"]
    asked += [a.removeprefix("--lang=") for a in args if a.startswith("--lang=")]
    asked += [os.environ.get("PRAKTIKA_LANG", "ru")]
    return cast("Lang", next((a for a in asked if a in LANGUAGES), "ru"))


def talk(text: str) -> None:
    """Say something on standard error, which never mixes with what a program reads."""
    print(text, file=sys.stderr)  # noqa: T201  # the one place that writes to standard error


def print_json(value: object) -> None:
    """Print a value as JSON on standard output, at once, for a server goes on after it; dates as ISO text."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    sys.stdout.write("\n")
    sys.stdout.flush()


def _plain(value: object) -> object:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def tell_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Print problems or notes, one a line, and how many there are."""
    for problem in problems:
        talk(sentence(problem, lang))
    if len(problems) > 1:
        talk(say("command.problems", lang, n=len(problems)))
