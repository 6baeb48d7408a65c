"""The group of all verbs, the options they share, and how they read a round and a policy."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from matcher.cli.console import chosen_lang, talk
from matcher.errors import InputError, Problem
from matcher.text import Lang, say, sentence

FILE = click.Path(path_type=Path)


class Formatter(click.HelpFormatter):
    """Help in the user's language, click's own headings included."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, say("help.usage", chosen_lang(sys.argv)) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(say(f"help.{heading.lower()}", chosen_lang(sys.argv)))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **more: Any) -> None:
        """Write options or commands with what is said of each."""
        required = f"[{say('help.required', chosen_lang(sys.argv))}]"
        super().write_dl([(name, said.replace("[required]", required)) for name, said in rows], *args, **more)


click.Context.formatter_class = Formatter


@click.group(no_args_is_help=True)
def app() -> None:
    """Place students, exactly and with proof; the words of the help are put in by language."""


policy_option = click.option("--policy", type=FILE, metavar="FILE")
json_option = click.option("--json", "as_json", is_flag=True)
round_argument = click.argument("round_path", type=FILE, metavar="ROUND")


def load(path: Path, lang: Lang) -> Any:
    """Return the round in ``path`` and tell its notes. Raises RoundError with every problem."""
    from matcher.files.reading import read_checked

    loaded = read_checked(path)
    for note in loaded.notes:
        talk(say("command.note", lang, text=sentence(note, lang)))
    return loaded.round


def policy_of(path: Path | None, own: Any) -> Any:
    """Return the policy in the file, without a file the round's own."""
    from matcher.files.policies import read_policy

    return read_policy(path) if path is not None else own


def known(rows: Sequence[Any], kind: str, asked: str | None) -> None:
    """Raise InputError for an id that none of the rows has."""
    if asked is not None and all(getattr(row, f"{kind}_id") != asked for row in rows):
        raise InputError([Problem(f"--{kind}", f"unknown-{kind}", values={"id": asked})])
