"""The screen of acceptance tests: a table a round and policy, each condition a row, and the verdict."""

from fractions import Fraction

from rich.console import Console

from matcher.explain.acceptance import RELATIVE, Check, Condition, Verdicts
from matcher.explain.weights import SHARES, Figure, Weight
from matcher.report.bars import heading, lines, points, table
from matcher.text import Lang, number, say

COLUMNS = ("condition", "value", "now", "verdict")


def print_acceptance(found: Verdicts, console: Console, lang: Lang) -> None:
    """Print every check, round by round, then how many conditions each policy meets."""
    acceptance = found.acceptance
    titles = {c.name: c.title for c in acceptance.candidates}
    heading(console, acceptance.title)
    lines(console, say("accept.yardstick", lang, title=titles[acceptance.current]), say("accept.note", lang))
    for name in acceptance.rounds:
        for policy in _tested(found):
            own = [check for check in found.checks if (check.round, check.policy) == (name, policy)]
            if own:
                heading(console, say("accept.rounds", lang, name=name, title=titles[policy]))
                rows = [[say(f"accept.column.{column}", lang) for column in COLUMNS]]
                table(console, [*rows, *(_row(check, lang) for check in own)])
    heading(console, say("accept.yes" if found.passed else "accept.no", lang))
    points(console, [_summary(name, found, titles, lang) for name in _tested(found)])


def _tested(found: Verdicts) -> list[str]:
    return list(dict.fromkeys(check.policy for check in found.checks))


def _summary(name: str, found: Verdicts, titles: dict[str, str], lang: Lang) -> str:
    own = [check.passed for check in found.checks if check.policy == name]
    return say("accept.summary.policy", lang, title=titles[name], passed=sum(own), all=len(own))


def _row(check: Check, lang: Lang) -> list[str]:
    verdict = say("accept.passed" if check.passed else "accept.failed", lang)
    weight = check.condition.weight
    now = "" if check.now is None else said_of(weight, check.now, lang)
    found = say("accept.nothing", lang) if check.figure is None else said_of(weight, check.figure, lang)
    return [condition_text(check.condition, lang), found, now, verdict]


def condition_text(condition: Condition, lang: Lang) -> str:
    """Return a condition as a sentence."""
    weight = say(f"accept.weight.{condition.weight}", lang)
    if condition.groups is not None:
        weight = f"{weight} {say(f'accept.groups.{condition.groups}', lang)}"
    limit = _number(condition.weight, condition.limit, lang, points_=condition.bound in RELATIVE)
    return say(f"accept.condition.{condition.bound}", lang, weight=weight, limit=limit)


def said_of(weight: Weight, figure: Figure, lang: Lang) -> str:
    """Return a figure with its numerator and denominator, and the group it is of."""
    value = figure.value
    if value is None:
        return say("accept.unknown", lang)
    text = _number(weight, value, lang)
    if figure.whole is not None:
        key = "accept.of" if weight in SHARES else "accept.over"
        text = say(key, lang, value=text, part=float(figure.part), whole=figure.whole)
    if figure.group is None:
        return text
    return say("accept.group", lang, value=text, group=figure.group or say("accept.group.unknown", lang))


def _number(weight: Weight, value: Fraction, lang: Lang, *, points_: bool = False) -> str:
    if weight not in SHARES:
        return number(float(value), lang)
    return say("accept.points" if points_ else "accept.percent", lang, n=float(100 * value))
