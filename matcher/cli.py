"""The command ``praktika``: verbs, exit codes, progress; what the verbs do lives in the rooms they call."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from enum import IntEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import click
from rich.console import Console

from matcher.errors import InputError, Problem
from matcher.matching import Result, Status
from matcher.text import Lang, say, sentence


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    BAD_INPUT = 1
    INFEASIBLE = 2
    NONE_IN_TIME = 3
    REJECTED = 4
    INTERNAL = 70


LANGUAGES = ("ru", "en")
FILE = click.Path(path_type=Path)


class Formatter(click.HelpFormatter):
    """Help in the user's language, click's own headings included."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, say("help.usage", chosen_lang(sys.argv)) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(say(f"help.{heading.lower()}", chosen_lang(sys.argv)))


click.Context.formatter_class = Formatter


@click.group(no_args_is_help=True)
def app() -> None:
    """Place students, exactly and with proof; the words of the help are put in by language."""


policy_option = click.option("--policy", type=FILE, metavar="FILE")
json_option = click.option("--json", "as_json", is_flag=True)
round_argument = click.argument("round_path", type=FILE, metavar="ROUND")


def chosen_lang(args: Sequence[str]) -> Lang:
    """Return the language asked for by ``--lang``, else by PRAKTIKA_LANG, else Russian."""
    asked = [b for a, b in pairwise(args) if a == "--lang"]
    asked += [a.removeprefix("--lang=") for a in args if a.startswith("--lang=")]
    asked += [os.environ.get("PRAKTIKA_LANG", "ru")]
    return cast("Lang", next((a for a in asked if a in LANGUAGES), "ru"))


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Carry out one command and return its exit code; every message goes to standard error."""
    lang = chosen_lang(args)
    try:
        return _attempt(args, lang)
    except BrokenPipeError:
        return Exit.DONE
    except Exception as error:  # the last resort: an internal error must not look like the user's
        _talk(say("command.internal", lang, kind=type(error).__name__, detail=str(error)))
        if os.environ.get("PRAKTIKA_DEBUG"):
            raise
        return Exit.INTERNAL


def _attempt(args: Sequence[str], lang: Lang) -> int:
    _translate(app, lang)
    try:
        return int(app.main(args=list(args), prog_name="praktika", standalone_mode=False, obj=lang) or 0)
    except InputError as error:
        tell_problems(error.problems, lang)
        return Exit.BAD_INPUT
    except click.exceptions.NoArgsIsHelpError as error:
        _talk(error.ctx.get_help())
        return Exit.BAD_INPUT
    except click.ClickException as error:
        _talk(usage_fault(error, lang))
        return Exit.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        _talk(say("command.interrupted", lang))
        return Exit.NONE_IN_TIME
    except BrokenPipeError:
        raise
    except OSError as error:
        _talk(say("command.file", lang, path=error.filename or "", detail=error.strerror or str(error)))
        return Exit.BAD_INPUT


def usage_fault(error: click.ClickException, lang: Lang) -> str:
    """Return what is wrong with a command, in words, and how to learn more."""
    match error:
        case click.exceptions.NoSuchCommand():
            detail = say("usage.command", lang, name=error.command_name)
        case click.NoSuchOption():
            detail = say("usage.option", lang, name=error.option_name)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            detail = say("usage.missing", lang, name=name)
        case _:
            detail = error.format_message()
    return say("command.usage", lang, detail=detail)


def _translate(group: click.Group, lang: Lang) -> None:
    """Put the language's words on every verb and option."""
    group.help = say("command.praktika", lang)
    for command in (group, *group.commands.values()):
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


def _talk(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201  # the one place that writes to standard error


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    sys.stdout.write("\n")


def _plain(value: object) -> object:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def tell_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Print problems or notes, one a line, and how many there are."""
    for problem in problems:
        _talk(sentence(problem, lang))
    if len(problems) > 1:
        _talk(say("command.problems", lang, n=len(problems)))


def _load(path: Path, lang: Lang) -> Any:
    """Return the round in ``path`` and tell its notes. Raises RoundError with every problem."""
    from matcher.files.reading import read_checked

    loaded = read_checked(path)
    for note in loaded.notes:
        _talk(say("command.note", lang, text=sentence(note, lang)))
    return loaded.round


def _policy(path: Path | None, own: Any) -> Any:
    from matcher.files.policies import read_policy

    return read_policy(path) if path is not None else own


@app.command()
@round_argument
@policy_option
@json_option
@click.pass_obj
def check(lang: Lang, round_path: Path, policy: Path | None, as_json: bool) -> int:
    """Load, validate, show who may go where."""
    from matcher.report.eligibility import summarise_eligibility
    from matcher.report.terminal import print_check

    round_ = _load(round_path, lang)
    summary = summarise_eligibility(round_, _policy(policy, round_.policy))
    if as_json:
        _print_json(asdict(summary))
    else:
        print_check(summary, Console(), lang)
    return Exit.DONE


@app.command()
@round_argument
@policy_option
@click.option("--out", type=FILE, metavar="DIR")
@click.option("--report", is_flag=True)
@click.option("--workbook", is_flag=True)
@click.option("--prices", type=click.FloatRange(min=0), metavar="SECONDS")
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

    round_ = _load(round_path, lang)
    rules = _policy(policy, round_.policy)
    result = _priced(round_, rules, solve_round(round_, rules), prices)
    if as_json:
        from matcher.files.results import result_as_mapping

        _print_json(result_as_mapping(round_, result))
    written = _write(round_, result, out, lang, report=report, workbook=workbook, show=not as_json)
    for path in written:
        _talk(say("command.written", lang, path=path))
    return EXIT_OF[result.status]


def _priced(round_: Any, policy: Any, result: Result, seconds: float | None) -> Result:
    """Return the result with the worth of its seats, where that is easy or may take so many seconds."""
    from matcher.explain.again import Budget
    from matcher.explain.prices import is_easy, with_prices

    if seconds is None:
        return with_prices(round_, result) if is_easy(round_, policy) else result
    return with_prices(round_, result, budget=Budget(seconds=seconds))


EXIT_OF = {
    Status.OPTIMAL: Exit.DONE,
    Status.FEASIBLE: Exit.DONE,
    Status.INFEASIBLE: Exit.INFEASIBLE,
    Status.NONE: Exit.NONE_IN_TIME,
}


def _write(
    round_: Any, result: Result, out: Path | None, lang: Lang, *, report: bool, workbook: bool, show: bool
) -> list[Path]:
    """Write what was asked for and return the paths; ``show`` prints the summary too."""
    from matcher.files.results import write_result
    from matcher.report.summary import summarise

    written: list[Path] = []
    folder = out or (Path("out") / round_.round_id if report or workbook else None)
    if folder is not None:
        write_result(round_, result, folder)
        written.append(folder / "result.json")
    if not (show or report or workbook):
        return written
    summary = summarise(round_, result)
    if show:
        from matcher.report.terminal import print_summary

        print_summary(summary, Console(), lang)
    if folder is not None and report:
        from matcher.report.html import write_report

        write_report(summary, folder / "report.html", lang, _audited(round_, result), _told(round_, result, lang))
        written.append(folder / "report.html")
    if folder is not None and workbook:
        from matcher.report.workbook import write_workbook

        write_workbook(summary, folder / "matching.xlsx")
        written.append(folder / "matching.xlsx")
    return written


def _told(round_: Any, result: Result, lang: Lang) -> Any:
    """Return why everyone has what they have, None without a matching."""
    from matcher.explain.explanation import explain as explain_result
    from matcher.report.html import told

    return None if result.matching is None else told(round_, explain_result(round_, result, everyone=True), lang)


def _audited(round_: Any, result: Result) -> Any:
    """Return how classes of applicants fare, None without a matching."""
    from matcher.explain.fairness import audit
    from matcher.judge import Case
    from matcher.quantities import quantities_of

    if result.matching is None:
        return None
    policy: Any = result.facts.get("policy", round_.policy)
    return audit(Case(quantities_of(round_, policy), result.matching))


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

    round_ = _load(round_path, lang)
    handed_in = read_handed_in(matching_path, certificate)
    verdict = judge_matching(
        round_, handed_in.matching, _policy(policy, round_.policy), handed_in.certificate, handed_in.claims
    )
    if as_json:
        _print_json(verdict_as_mapping(verdict))
    else:
        print_verdict(verdict, round_, Console(), lang)
    return Exit.DONE if verdict.accepted else Exit.REJECTED


@app.command()
@round_argument
@click.argument("result_path", type=FILE, metavar="RESULT")
@click.option("--applicant", metavar="ID")
@click.option("--position", metavar="ID")
@policy_option
@json_option
@click.pass_obj
def explain(
    lang: Lang,
    round_path: Path,
    result_path: Path,
    applicant: str | None,
    position: str | None,
    policy: Path | None,
    as_json: bool,
) -> int:
    """Say why this place, why not that one, and what would help."""
    from matcher.explain.explanation import explain as explain_result
    from matcher.explain.explanation import taken_at_its_word
    from matcher.files.explanations import explanation_as_mapping
    from matcher.files.handed_in import read_handed_in
    from matcher.files.solved import read_solved
    from matcher.report.explaining_screen import print_explanation

    round_ = _load(round_path, lang)
    case = read_solved(round_, result_path, _policy(policy, None))
    result = taken_at_its_word(case, read_handed_in(result_path).certificate)
    _known(round_.applicants, "applicant", applicant)
    _known(round_.positions, "position", position)
    found = explain_result(round_, result, applicant_id=applicant, position_id=position, quantities=case.quantities)
    if as_json:
        _print_json(explanation_as_mapping(found))
    else:
        print_explanation(found, round_, Console(), lang)
    return Exit.DONE


def _known(rows: Sequence[Any], kind: str, asked: str | None) -> None:
    """Raise InputError for an id that none of the rows has."""
    if asked is not None and all(getattr(row, f"{kind}_id") != asked for row in rows):
        raise InputError([Problem(f"--{kind}", f"unknown-{kind}", values={"id": asked})])


@app.command()
@round_argument
@click.argument("result_path", type=FILE, metavar="RESULT")
@click.option("--applicant", metavar="ID")
@click.option("--position", metavar="ID")
@click.option("--moves", is_flag=True)
@click.option("--placed", is_flag=True)
@policy_option
@json_option
@click.pass_obj
def recommend(
    lang: Lang,
    round_path: Path,
    result_path: Path,
    applicant: str | None,
    position: str | None,
    moves: bool,
    placed: bool,
    policy: Path | None,
    as_json: bool,
) -> int:
    """Find the best places for one more applicant, or the best applicants for one seat."""
    from matcher.explain.recommending import recommend as recommend_for
    from matcher.files.matchings import read_matching
    from matcher.files.outcomes import result_file
    from matcher.files.recommendations import recommendation_as_mapping
    from matcher.report.recommending_screen import print_recommendation

    round_ = _load(round_path, lang)
    rules = _policy(policy, round_.policy)
    found = recommend_for(
        round_, read_matching(result_file(result_path)), applicant, position, rules, moves=moves, placed=placed
    )
    if as_json:
        _print_json(recommendation_as_mapping(found))
    else:
        print_recommendation(found, round_, Console(), lang, moves=moves)
    return Exit.DONE


@app.command()
@round_argument
@click.option("--from", "earlier", type=FILE, metavar="MATCHING", required=True)
@click.option("--max-changes", type=click.IntRange(min=0), metavar="N")
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
    from matcher.files.matchings import read_matching
    from matcher.files.outcomes import result_file
    from matcher.files.recommendations import replan_as_mapping, write_replan
    from matcher.report.replanning_screen import print_replan

    round_ = _load(round_path, lang)
    rules = _policy(policy, round_.policy)
    found = replan_round(round_, read_matching(result_file(earlier)), max_changes, rules, POINTS if frontier else 0)
    if as_json:
        from matcher.files.results import result_as_mapping

        _print_json(result_as_mapping(found.round, found.result) | {"replan": replan_as_mapping(found)})
    else:
        _write(found.round, found.result, None, lang, report=False, workbook=False, show=True)
        print_replan(found, round_, Console(), lang)
    if out is not None:
        write_replan(found, out)
        _talk(say("command.written", lang, path=out / "result.json"))
    return EXIT_OF[found.result.status]


@app.command()
@round_argument
@click.option("--levels", nargs=2, metavar="A B", required=True)
@click.option("--points", type=click.IntRange(min=2), metavar="N")
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

    round_ = _load(round_path, lang)
    found = frontier_of(round_, levels, _policy(policy, round_.policy), points or POINTS)
    if as_json:
        _print_json(frontier_as_mapping(found))
    else:
        print_frontier(found, Console(), lang)
    for path in write_frontier(found, out, lang) if out is not None else ():
        _talk(say("command.written", lang, path=path))
    if found.points:
        return Exit.DONE
    return Exit.INFEASIBLE if found.in_time else Exit.NONE_IN_TIME


@app.command()
@click.argument("results", type=FILE, nargs=-1, metavar="RESULT...")
@json_option
@click.pass_obj
def compare(lang: Lang, results: tuple[Path, ...], as_json: bool) -> int:
    """Lay results side by side."""
    from matcher.explain.comparing import compare as side_by_side
    from matcher.files.outcomes import comparison_as_mapping, read_outcomes
    from matcher.report.comparing_screen import print_comparison

    found = side_by_side(read_outcomes(results))
    if as_json:
        _print_json(comparison_as_mapping(found))
    else:
        print_comparison(found, Console(), lang)
    return Exit.DONE


@app.command()
@click.argument("source", type=FILE, metavar="IN")
@click.argument("target", type=FILE, metavar="OUT")
@json_option
@click.pass_obj
def convert(lang: Lang, source: Path, target: Path, as_json: bool) -> int:
    """Convert a round between folder, workbook and JSON."""
    from matcher.files.writing import write_round

    write_round(_load(source, lang), target)
    if as_json:
        _print_json({"written": str(target)})
    _talk(say("command.written", lang, path=target))
    return Exit.DONE


@app.command()
@click.argument("target", type=FILE, metavar="OUT.xlsx")
@json_option
@click.pass_obj
def template(lang: Lang, target: Path, as_json: bool) -> int:
    """Write an empty workbook to fill in."""
    from matcher.files.template import write_template

    write_template(target)
    if as_json:
        _print_json({"written": str(target)})
    _talk(say("command.written", lang, path=target))
    return Exit.DONE


@app.command()
@round_argument
@click.argument("result_path", type=FILE, metavar="RESULT")
@policy_option
@click.option("--out", type=FILE, metavar="DIR")
@click.option("--template", type=FILE, metavar="FILE")
@click.option("--host-template", type=FILE, metavar="FILE")
@json_option
@click.pass_obj
def letters(
    lang: Lang,
    round_path: Path,
    result_path: Path,
    policy: Path | None,
    out: Path | None,
    template: Path | None,
    host_template: Path | None,
    as_json: bool,
) -> int:
    """Write a letter to each applicant and each host."""
    from matcher.files.solved import read_solved
    from matcher.report.letters.filing import write_letters

    round_ = _load(round_path, lang)
    case = read_solved(round_, result_path, _policy(policy, None))
    folder = out or Path("out") / round_.round_id / "letters"
    templates = {kind: path for kind, path in (("student", template), ("host", host_template)) if path is not None}
    written = write_letters(case, folder, lang, templates)
    if as_json:
        _print_json({"written": str(folder), "letters": [str(path) for path in written]})
    _talk(say("command.letters.written", lang, n=len(written), path=folder))
    return Exit.DONE


@app.command()
@round_argument
@click.argument("result_path", type=FILE, metavar="RESULT")
@policy_option
@click.option("--seconds", type=click.FloatRange(min=0), default=60.0, metavar="SECONDS")
@json_option
@click.pass_obj
def fairness(
    lang: Lang, round_path: Path, result_path: Path, policy: Path | None, seconds: float, as_json: bool
) -> int:
    """Show how classes of applicants fared, and whether lists can be gamed."""
    from matcher.explain.fairness import audit
    from matcher.explain.gaming import search_round
    from matcher.files.solved import read_solved
    from matcher.report.fairness_screen import fairness_as_mapping, print_fairness

    round_ = _load(round_path, lang)
    case = read_solved(round_, result_path, _policy(policy, None))
    found, searches = audit(case, seconds), search_round(round_, case.policy)
    if as_json:
        _print_json(fairness_as_mapping(case, found, searches))
    else:
        print_fairness(case, found, searches, Console(), lang)
    return Exit.DONE
