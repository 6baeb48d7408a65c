"""Verbs that look ahead: dynamic, levers."""

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option, load, policy_of, policy_option, round_argument
from matcher.cli.console import Exit, print_json, talk
from matcher.cli.numbers import COUNT, DAYS, ROUBLES, SEED, SHARE, WORKERS
from matcher.errors import InputError, Problem
from matcher.text import Lang, say

LEVELS = ("placed", "employment", "utility", "preference", "priority", "distance", "cost")
ANY_DAY = date(2026, 1, 1)
"""The first day of streams made up for a round without dates; no figure depends on it."""


@app.command()
@round_argument
@click.option("--stream", type=FILE, metavar="FILE")
@click.option("--generate", type=SEED, metavar="SEED")
@click.option("--streams", type=COUNT, default=10, metavar="N")
@click.option("--days", type=DAYS, default=30, metavar="N")
@click.option("--window", type=DAYS, default=1, metavar="DAYS")
@click.option("--comes", type=SHARE, default=0.9, metavar="P")
@click.option("--leaves", type=SHARE, default=0.05, metavar="P")
@click.option("--samples", type=COUNT, default=20, metavar="N")
@click.option("--by", multiple=True, type=click.Choice(LEVELS), metavar="LEVEL")
@click.option("--out", type=FILE, metavar="DIR")
@policy_option
@json_option
@click.pass_obj
def dynamic(
    lang: Lang,
    round_path: Path,
    stream: Path | None,
    generate: int | None,
    streams: int,
    days: int,
    window: int,
    comes: float,
    leaves: float,
    samples: int,
    by: tuple[str, ...],
    out: Path | None,
    policy: Path | None,
    as_json: bool,
) -> int:
    """Play people's coming day by day beside hindsight."""
    from matcher.files.streams import comparison_as_mapping, read_stream, write_comparison
    from matcher.report.dynamic_screen import print_shares
    from matcher.simulate.dynamic.desk import desk_of, levels_of
    from matcher.simulate.dynamic.shares import compare
    from matcher.simulate.dynamic.streams import Habits, drawn_streams

    if (stream is None) == (generate is None):
        raise InputError([Problem("--stream", "dynamic-choice")])
    round_ = load(round_path, lang)
    desk = desk_of(round_, levels_of(round_, by), policy_of(policy, round_.policy))
    habits = Habits(comes, leaves)
    if stream is not None:
        played = [read_stream(stream, {a.applicant_id for a in round_.applicants})]
    else:
        played = drawn_streams(desk.ids, habits, round_.starts_on or ANY_DAY, days, streams, generate or 0)

    def tell(n: int) -> None:
        if len(played) > 1:
            talk(say("dynamic.progress", lang, n=n, all=len(played)))

    found = compare(desk, played, habits, window, samples, generate or 0, tell)
    if as_json:
        print_json(comparison_as_mapping(desk, found))
    else:
        print_shares(desk, played, found, habits, window, Console(), lang)
    for path in write_comparison(desk, played[0], found, out) if out is not None else ():
        talk(say("command.written", lang, path=path))
    return Exit.DONE


@app.command()
@click.argument("scenario", type=FILE, metavar="SCENARIO")
@click.option("--budget", type=ROUBLES, metavar="ROUBLES")
@click.option("--kpi", metavar="KPI")
@click.option("--trials", type=COUNT, default=100, metavar="N")
@click.option("--sets", type=COUNT, default=300, metavar="N")
@click.option("--workers", type=WORKERS, default=2, metavar="N")
@click.option("--out", type=FILE, metavar="DIR")
@json_option
@click.pass_obj
def levers(
    lang: Lang,
    scenario: Path,
    budget: float | None,
    kpi: str | None,
    trials: int,
    sets: int,
    workers: int,
    out: Path | None,
    as_json: bool,
) -> int:
    """Find which levers gain most for a budget."""
    from matcher.files.levers import advice_as_mapping
    from matcher.files.scenarios import read_study
    from matcher.report.levers_screen import print_advice, write_advice
    from matcher.simulate.kpis import Kpi
    from matcher.simulate.levers.advice import advise

    if kpi is not None and kpi not in set(Kpi):
        raise InputError([Problem("--kpi", "uncounted-kpi", values={"kpi": kpi})])

    def tell(n: int) -> None:
        talk(say("levers.progress", lang, n=n))

    figure = None if kpi is None else Kpi(kpi)
    study = read_study(scenario)
    found = advise(study, figure, budget, trials=trials, most_sets=sets, workers=workers, progress=tell)
    if as_json:
        print_json(advice_as_mapping(found))
    else:
        print_advice(found, Console(), lang)
    for path in write_advice(found, out, lang) if out is not None else ():
        talk(say("command.written", lang, path=path))
    return Exit.DONE
