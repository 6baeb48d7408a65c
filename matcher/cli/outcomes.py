"""The verb about what became of graduates: outcomes."""

from pathlib import Path

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option, load
from matcher.cli.console import Exit, print_json, talk
from matcher.cli.numbers import MONTHS
from matcher.text import Lang, say


@app.command()
@click.argument("round_paths", type=FILE, nargs=-1, required=True, metavar="ROUND...")
@click.option("--horizon", type=MONTHS, metavar="MONTHS")
@click.option("--allow", multiple=True, metavar="ATTRIBUTE")
@click.option("--out", type=FILE, metavar="DIR")
@json_option
@click.pass_obj
def outcomes(
    lang: Lang,
    round_paths: tuple[Path, ...],
    horizon: int | None,
    allow: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> int:
    """Fit a model of employment to earlier cohorts and show how far to trust it."""
    from matcher.report.outcome_report import outcomes_as_mapping, print_outcomes, write_outcomes
    from matcher.simulate.outcomes.assessment import assess
    from matcher.simulate.outcomes.features import ALLOWED
    from matcher.simulate.outcomes.history import HORIZON, history_of

    history = history_of([load(path, lang) for path in round_paths], HORIZON if horizon is None else horizon)
    found = assess(history, (*ALLOWED, *(name for name in allow if name not in ALLOWED)))
    if as_json:
        print_json(outcomes_as_mapping(found))
    else:
        print_outcomes(found, Console(), lang)
    for path in write_outcomes(found, out, lang) if out is not None else ():
        talk(say("command.written", lang, path=path))
    return Exit.DONE
