"""Verbs of what-if: simulate."""

from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option
from matcher.cli.console import Exit, print_json, talk
from matcher.cli.numbers import COUNT, WORKERS
from matcher.errors import SimulationError
from matcher.text import Lang, say


@app.command()
@click.argument("scenario", type=FILE, metavar="SCENARIO")
@click.option("--trials", type=COUNT, metavar="N")
@click.option("--engine", default="local", metavar="ENGINE")
@click.option("--workers", type=WORKERS, default=2, metavar="N")
@click.option("--out", type=FILE, metavar="DIR")
@json_option
@click.pass_obj
def simulate(
    lang: Lang, scenario: Path, trials: int | None, engine: str, workers: int, out: Path | None, as_json: bool
) -> int:
    """Try what-if scenarios."""
    from matcher.files.scenarios import read_study
    from matcher.files.simulations import simulation_as_mapping, write_simulation
    from matcher.report.simulation_html import write_simulation_report
    from matcher.report.simulation_screen import print_simulation
    from matcher.simulate.simulation import simulate as simulate_study
    from matcher.simulate.simulation import with_trials

    study = with_trials(read_study(scenario), trials)
    try:
        found = simulate_study(study, engine=engine, workers=workers, tornado=True, progress=_progress(lang))
    except SimulationError as error:
        talk(say(f"simulate.{error}", lang))
        return Exit.NONE_IN_TIME
    if as_json:
        print_json(simulation_as_mapping(found))
    else:
        print_simulation(found, Console(), lang)
    folder = out or Path("out") / scenario.stem
    written = write_simulation(found, folder)
    write_simulation_report(found, folder / "report.html", lang)
    for path in (*written, folder / "report.html"):
        talk(say("command.written", lang, path=path))
    return Exit.NONE_IN_TIME if found.stopped == "interrupted" else Exit.DONE


def _progress(lang: Lang) -> Callable[[int, int], None]:
    """Return what tells of progress, at every tenth of the way."""
    told = [0]

    def tell(done: int, most: int) -> None:
        tenth = 10 * done // most
        if tenth != told[0]:
            told[0] = tenth
            talk(say("simulate.progress", lang, done=done, most=most))

    return tell
