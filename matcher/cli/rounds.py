"""Verbs about the files of a round: check, convert, template."""

from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option, load, policy_of, policy_option, round_argument
from matcher.cli.console import Exit, print_json, talk
from matcher.errors import InputError, Problem
from matcher.text import Lang, say


@app.command()
@round_argument
@policy_option
@json_option
@click.pass_obj
def check(lang: Lang, round_path: Path, policy: Path | None, as_json: bool) -> int:
    """Load, validate, show who may go where."""
    from matcher.report.eligibility import summarise_eligibility
    from matcher.report.terminal import print_check

    round_ = load(round_path, lang)
    summary = summarise_eligibility(round_, policy_of(policy, round_.policy))
    if as_json:
        print_json(asdict(summary))
    else:
        print_check(summary, Console(), lang)
    return Exit.DONE


@app.command()
@click.argument("source", type=FILE, metavar="IN")
@click.argument("target", type=FILE, metavar="OUT")
@json_option
@click.pass_obj
def convert(lang: Lang, source: Path, target: Path, as_json: bool) -> int:
    """Convert a round between folder, workbook and JSON."""
    from matcher.files.fresh import refuse_existing
    from matcher.files.writing import write_round

    refuse_existing(target)
    write_round(load(source, lang), target, lang)
    if as_json:
        print_json({"written": str(target)})
    talk(say("command.written", lang, path=target))
    return Exit.DONE


@app.command()
@click.argument("target", type=FILE, metavar="OUT.xlsx")
@json_option
@click.pass_obj
def template(lang: Lang, target: Path, as_json: bool) -> int:
    """Write an empty workbook to fill in."""
    from matcher.files.fresh import refuse_existing
    from matcher.files.template import write_template

    refuse_existing(target)
    if target.suffix.lower() != ".xlsx":
        raise InputError([Problem(target.name, "template-form")])
    write_template(target, lang)
    if as_json:
        print_json({"written": str(target)})
    talk(say("command.written", lang, path=target))
    return Exit.DONE
