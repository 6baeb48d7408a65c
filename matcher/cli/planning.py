"""Verbs that weigh plans: replan, frontier, compare."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option, load, policy_of, policy_option, round_argument
from matcher.cli.console import EXIT_OF, Exit, print_json, talk
from matcher.cli.numbers import CHANGES, POINTS
from matcher.cli.writing import write
from matcher.errors import InputError, MatchingError, Problem
from matcher.text import Lang, say


@app.command()
@round_argument
@click.option("--from", "earlier", type=FILE, metavar="MATCHING", required=True)
@click.option("--max-changes", type=CHANGES, metavar="N")
@click.option("--frontier", is_flag=True)
@click.option("--out", type=FILE, metavar="DIR")
@policy_option
@json_option
@click.pass_obj
def replan(
    lang: Lang,
    round_path: Path,
    earlier: Path,
    max_changes: int | None,
    frontier: bool,
    out: Path | None,
    policy: Path | None,
    as_json: bool,
) -> int:
    """Repair a matching after changes, with few moves."""
    from matcher.explain.moves_frontier import POINTS
    from matcher.explain.replanning import replan as replan_round
    from matcher.files.fresh import refuse_read
    from matcher.files.matchings import read_matching
    from matcher.files.outcomes import result_file
    from matcher.files.recommendations import WRITTEN, replan_as_mapping, write_replan
    from matcher.report.replanning_screen import print_replan

    round_ = load(round_path, lang)
    rules = policy_of(policy, round_.policy)
    if out is not None:
        refuse_read((out / name for name in WRITTEN), (round_path, result_file(earlier)))
    found = replan_round(round_, read_matching(result_file(earlier)), max_changes, rules, POINTS if frontier else 0)
    if as_json:
        from matcher.files.results import result_as_mapping

        print_json(result_as_mapping(found.round, found.result) | {"replan": replan_as_mapping(found)})
    else:
        write(found.round, found.result, None, lang, report=False, workbook=False, show=True)
        print_replan(found, round_, Console(), lang)
    if out is not None:
        write_replan(found, out)
        talk(say("command.written", lang, path=out / "result.json"))
    return EXIT_OF[found.result.status]


@app.command()
@round_argument
@click.option("--levels", nargs=2, metavar="A B", required=True)
@click.option("--points", type=POINTS, metavar="N")
@click.option("--out", type=FILE, metavar="DIR")
@policy_option
@json_option
@click.pass_obj
def frontier(
    lang: Lang,
    round_path: Path,
    levels: tuple[str, str],
    points: int | None,
    out: Path | None,
    policy: Path | None,
    as_json: bool,
) -> int:
    """Show what of one level must be given up for more of another."""
    from matcher.explain.frontier import POINTS
    from matcher.explain.frontier import frontier as frontier_of
    from matcher.files.recommendations import frontier_as_mapping
    from matcher.report.frontier_screen import print_frontier, write_frontier

    round_ = load(round_path, lang)
    found = frontier_of(round_, levels, policy_of(policy, round_.policy), points or POINTS)
    if as_json:
        print_json(frontier_as_mapping(found))
    else:
        print_frontier(found, Console(), lang)
    for path in write_frontier(found, out, lang) if out is not None else ():
        talk(say("command.written", lang, path=path))
    if found.points:
        return Exit.DONE
    return Exit.INFEASIBLE if found.in_time else Exit.NONE_IN_TIME


@app.command()
@click.argument("results", type=FILE, nargs=-1, metavar="[RESULT...]")
@click.option("--policies", type=FILE, metavar="FILE")
@json_option
@click.pass_obj
def compare(lang: Lang, results: tuple[Path, ...], policies: Path | None, as_json: bool) -> int:
    """Lay results or simulations side by side, or try policies on rounds against conditions."""
    if policies is not None:
        if results:
            raise InputError([Problem("--policies", "policies-or-results")])
        return _accept(policies, lang, as_json=as_json)
    from matcher.files.simulations import summary_file

    summaries = [summary_file(path) for path in results]
    if any(summaries):
        return _compare_simulations(results, summaries, lang, as_json=as_json)
    from matcher.explain.comparing import compare as side_by_side
    from matcher.files.outcomes import comparison_as_mapping, read_outcomes
    from matcher.report.comparing_screen import print_comparison

    found = side_by_side(read_outcomes(results))
    if as_json:
        print_json(comparison_as_mapping(found))
    else:
        print_comparison(found, Console(), lang)
    return Exit.DONE


def _accept(path: Path, lang: Lang, *, as_json: bool) -> int:
    """Try policies on rounds; a condition that is not met is told by the code of what the judge rejects."""
    from matcher.explain.acceptance import accept
    from matcher.files.acceptance_verdicts import verdicts_as_mapping
    from matcher.files.acceptances import read_acceptance
    from matcher.report.acceptance_screen import print_acceptance

    found = accept(
        read_acceptance(path), lambda round_, policy: talk(say("accept.progress", lang, round=round_, policy=policy))
    )
    if as_json:
        print_json(verdicts_as_mapping(found))
    else:
        print_acceptance(found, Console(), lang)
    return Exit.DONE if found.passed else Exit.REJECTED


def _compare_simulations(paths: Sequence[Path], summaries: Sequence[Path | None], lang: Lang, *, as_json: bool) -> int:
    """Lay simulations side by side. Raises MatchingError where some of the paths are none, and for fewer than two."""
    from matcher.files.simulations import read_simulation, told_as_mapping
    from matcher.report.simulation_screen import print_told

    known = [path for path in summaries if path is not None]
    if len(known) < len(paths):
        raise MatchingError([Problem("compare", "mixed-results")])
    if len(paths) < 2:
        raise MatchingError([Problem("compare", "two-results")])
    found = [read_simulation(path, str(name)) for path, name in zip(known, paths, strict=True)]
    if as_json:
        print_json(told_as_mapping(found))
    else:
        print_told(found, Console(), lang)
    return Exit.DONE
