"""Verbs that tell people about a result: explain, recommend, letters, order, fairness."""

from pathlib import Path

import click
from rich.console import Console

from matcher.cli.app import FILE, app, json_option, known, load, policy_of, policy_option, round_argument
from matcher.cli.console import Exit, print_json, talk
from matcher.cli.numbers import SECONDS
from matcher.text import Lang, say


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

    round_ = load(round_path, lang)
    case = read_solved(round_, result_path, policy_of(policy, None))
    result = taken_at_its_word(case, read_handed_in(result_path).certificate)
    known(round_.applicants, "applicant", applicant)
    known(round_.positions, "position", position)
    found = explain_result(round_, result, applicant_id=applicant, position_id=position, quantities=case.quantities)
    if as_json:
        print_json(explanation_as_mapping(found))
    else:
        print_explanation(found, round_, Console(), lang)
    return Exit.DONE


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

    round_ = load(round_path, lang)
    rules = policy_of(policy, round_.policy)
    found = recommend_for(
        round_, read_matching(result_file(result_path)), applicant, position, rules, moves=moves, placed=placed
    )
    if as_json:
        print_json(recommendation_as_mapping(found))
    else:
        print_recommendation(found, round_, Console(), lang, moves=moves)
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

    round_ = load(round_path, lang)
    case = read_solved(round_, result_path, policy_of(policy, None))
    folder = out or Path("out") / round_.round_id / "letters"
    templates = {kind: path for kind, path in (("student", template), ("host", host_template)) if path is not None}
    written = write_letters(case, folder, lang, templates)
    if as_json:
        print_json({"written": str(folder), "letters": [str(path) for path in written]})
    talk(say("command.letters.written", lang, n=len(written), path=folder))
    return Exit.DONE


@app.command()
@round_argument
@click.argument("result_path", type=FILE, metavar="RESULT")
@policy_option
@click.option("--out", "order_out", type=FILE, metavar="FILE")
@click.option("--college", default="", metavar="NAME")
@click.option("--order-template", type=FILE, metavar="FILE")
@click.option("--blank", is_flag=True)
@json_option
@click.pass_obj
def order(
    lang: Lang,
    round_path: Path,
    result_path: Path,
    policy: Path | None,
    order_out: Path | None,
    college: str,
    order_template: Path | None,
    blank: bool,
    as_json: bool,
) -> int:
    """Write the order that sends people to their places, or its template."""
    from matcher.files.fresh import refuse_existing
    from matcher.files.solved import read_solved
    from matcher.report.orders.filing import write_order, write_order_template

    round_ = load(round_path, lang)
    target = order_out or Path("out") / round_.round_id / "order.docx"
    refuse_existing(target)
    if blank:
        write_order_template(round_.kind, target, lang)
    else:
        write_order(read_solved(round_, result_path, policy_of(policy, None)), target, lang, college, order_template)
    if as_json:
        print_json({"written": str(target)})
    talk(say("command.written", lang, path=target))
    return Exit.DONE


@app.command()
@round_argument
@click.argument("result_path", type=FILE, metavar="RESULT")
@policy_option
@click.option("--seconds", type=SECONDS, default=60.0, metavar="SECONDS")
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

    round_ = load(round_path, lang)
    case = read_solved(round_, result_path, policy_of(policy, None))
    found, searches = audit(case, seconds), search_round(round_, case.policy)
    if as_json:
        print_json(fairness_as_mapping(case, found, searches))
    else:
        print_fairness(case, found, searches, Console(), lang)
    return Exit.DONE
