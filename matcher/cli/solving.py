"""Verbs that find a matching or judge one: solve, judge."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option, load, policy_of, policy_option, round_argument
from matcher.cli.console import EXIT_OF, Exit, print_json, talk
from matcher.cli.numbers import SECONDS
from matcher.cli.writing import write
from matcher.matching import Result
from matcher.text import Lang, say


@app.command()
@round_argument
@policy_option
@click.option("--out", type=FILE, metavar="DIR")
@click.option("--report", is_flag=True)
@click.option("--workbook", is_flag=True)
@click.option("--prices", type=SECONDS, metavar="SECONDS")
@json_option
@click.pass_obj
def solve(
    lang: Lang,
    round_path: Path,
    policy: Path | None,
    out: Path | None,
    report: bool,
    workbook: bool,
    prices: float | None,
    as_json: bool,
) -> int:
    """Find the best matching, prove it, write the result."""
    from matcher.solve import solve as solve_round

    round_ = load(round_path, lang)
    rules = policy_of(policy, round_.policy)
    result = _priced(round_, rules, solve_round(round_, rules), prices)
    if as_json:
        from matcher.files.results import result_as_mapping

        print_json(result_as_mapping(round_, result))
    written = write(round_, result, out, lang, report=report, workbook=workbook, show=not as_json)
    for path in written:
        talk(say("command.written", lang, path=path))
    return EXIT_OF[result.status]


def _priced(round_: Any, policy: Any, result: Result, seconds: float | None) -> Result:
    """Return the result with the worth of its seats, where that is easy or may take so many seconds."""
    from matcher.explain.again import Budget
    from matcher.explain.prices import is_easy, with_prices

    if seconds is None:
        return with_prices(round_, result) if is_easy(round_, policy) else result
    return with_prices(round_, result, budget=Budget(seconds=seconds))


@app.command()
@round_argument
@click.argument("matching_path", type=FILE, metavar="MATCHING")
@click.option("--certificate", type=FILE, metavar="FILE")
@policy_option
@json_option
@click.pass_obj
def judge(
    lang: Lang, round_path: Path, matching_path: Path, certificate: Path | None, policy: Path | None, as_json: bool
) -> int:
    """Judge any matching, from any source."""
    from matcher.files.handed_in import read_handed_in
    from matcher.files.results import verdict_as_mapping
    from matcher.judge import judge as judge_matching
    from matcher.report.terminal import print_verdict

    round_ = load(round_path, lang)
    handed_in = read_handed_in(matching_path, certificate)
    verdict = judge_matching(
        round_, handed_in.matching, policy_of(policy, round_.policy), handed_in.certificate, handed_in.claims
    )
    if as_json:
        print_json(verdict_as_mapping(verdict))
    else:
        print_verdict(verdict, round_, Console(), lang)
    return Exit.DONE if verdict.accepted else Exit.REJECTED
