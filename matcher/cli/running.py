"""Carries out one command: the language, the verb, and what is said when something goes wrong."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points

import click
from rich.console import Console

from matcher.cli import explaining, foreseeing, outcomes, planning, rounds, simulating, solving
from matcher.cli.app import app
from matcher.cli.console import LANGUAGES, Exit, chosen_lang, talk, tell_problems
from matcher.cli.usage import usage_fault
from matcher.errors import InputError
from matcher.text import Lang, say
from matcher.text.system import system_code

VERBS = (rounds, solving, explaining, planning, outcomes, simulating, foreseeing)
"""The rooms of verbs; each puts its own into the group when it is imported."""

MORE_VERBS = "praktika.verbs"
"""The entry points under which other packages bring rooms of verbs; this one knows nobody in it."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    code = run(sys.argv[1:])
    _let_go_of_output()
    sys.exit(code)


def _let_go_of_output() -> None:
    """Say the last words now: when nobody reads on, the interpreter would complain of it while it ends."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _broken_pipe(self: Console) -> None:  # noqa: ARG001  # the console that writes
    """Raise what rich would turn into an exit code of bad input: that nobody reads on is no fault."""
    raise BrokenPipeError


Console.on_broken_pipe = _broken_pipe  # type: ignore[method-assign]  # rich asks to override it, in every console


def run(args: Sequence[str]) -> int:
    """Carry out one command and return its exit code; every message goes to standard error."""
    lang = chosen_lang(args)
    try:
        return _attempt(args, lang)
    except (BrokenPipeError, SystemExit):  # click leaves the process when nobody reads on, and for nothing else
        return Exit.DONE
    except Exception as error:  # the last resort: an internal error must not look like the user's
        talk(say("command.internal", lang, kind=type(error).__name__, detail=str(error)))
        if os.environ.get("PRAKTIKA_DEBUG"):
            raise
        return Exit.INTERNAL


def _attempt(args: Sequence[str], lang: Lang) -> int:
    _find_more(args)
    _translate(app, lang)
    try:
        return int(app.main(args=list(args), prog_name="praktika", standalone_mode=False, obj=lang) or 0)
    except InputError as error:
        tell_problems(error.problems, lang)
        return Exit.BAD_INPUT
    except click.exceptions.NoArgsIsHelpError as error:
        talk(error.ctx.get_help())
        return Exit.BAD_INPUT
    except click.ClickException as error:
        talk(usage_fault(error, lang))
        return Exit.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        talk(say("command.interrupted", lang))
        return Exit.INTERRUPTED
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("matcher", "api"):
            raise
        talk(say("command.service-missing", lang, name=error.name))
        return Exit.BAD_INPUT
    except BrokenPipeError:
        raise
    except OSError as error:
        talk(say("command.file", lang, path=error.filename or "", detail=system_code(error)))
        return Exit.BAD_INPUT


def _find_more(args: Sequence[str]) -> None:
    """Let other packages bring their verbs, unless the verb is known: looking for them takes a moment."""
    if not args or args[0] not in app.commands:
        for entry in entry_points(group=MORE_VERBS):
            entry.load()


def _translate(group: click.Group, lang: Lang) -> None:
    """Put the language's words on every verb and option."""
    group.help = say("command.praktika", lang)
    group.subcommand_metavar = say("help.command", lang)
    for command in (group, *group.commands.values()):
        command.options_metavar = say("help.with-options", lang)
        help_option = command.get_help_option(click.Context(command))
        if help_option is not None:
            help_option.help = say("option.help", lang)
    for name, verb in group.commands.items():
        verb.help = say(f"command.{name}", lang)
        if all(option.name != "lang" for option in verb.params):
            verb.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False))
        for option in verb.params:
            if isinstance(option, click.Option):
                option.help = say(f"option.{option.name}", lang)
