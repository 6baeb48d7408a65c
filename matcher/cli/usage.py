"""Usage: what is wrong with a command, in words of the user's language and none of the library's."""

import re

import click

from matcher.files.cells import shown
from matcher.text import Lang, say

_GOT = re.compile(r"""(['"])(.*)\1 is not one of """, re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def usage_fault(error: click.ClickException, lang: Lang) -> str:
    """Return what is wrong with a command, in words, and how to learn more."""
    return say("command.usage", lang, detail=_detail(error, lang))


def _detail(error: click.ClickException, lang: Lang) -> str:
    match error:
        case click.exceptions.NoSuchCommand():
            return say("usage.command", lang, name=shown(error.command_name))
        case click.NoSuchOption():
            return say("usage.option", lang, name=shown(error.option_name))
        case click.MissingParameter():
            return say("usage.missing", lang, name=_name(error.param, error.ctx))
        case click.BadParameter():
            return say("usage.value", lang, name=_name(error.param, error.ctx), detail=_unfit(error, lang))
        case click.BadOptionUsage():
            return _misused(error, lang)
        case _ if extra := _EXTRA.fullmatch(error.message):
            return say("usage.extra", lang, names=shown(extra[1]))
    return error.message


def _name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if isinstance(param, click.Option):
        return f"{param.opts[0]} {param.metavar or ''}".strip()
    return param.make_metavar(ctx) if param is not None and ctx is not None else ""


def _unfit(error: click.BadParameter, lang: Lang) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        got = _GOT.match(error.message)
        return say("usage.choice", lang, words=list(kind.choices), got=shown(got[2]) if got else None)
    return error.message


def _misused(error: click.BadOptionUsage, lang: Lang) -> str:
    """Return that an option has no value, too few, or one that it does not take."""
    options = error.ctx.command.params if error.ctx is not None else []
    option = next((o for o in options if error.option_name in o.opts), None)
    if isinstance(option, click.Option) and option.is_flag:
        return say("usage.flag", lang, name=error.option_name)
    return say("usage.valueless", lang, name=error.option_name, n=1 if option is None else option.nargs)
