"""Writes a result with what was asked for beside it: report, workbook, the summary on the screen."""

from pathlib import Path
from typing import Any

from rich.console import Console

from matcher.matching import Result
from matcher.text import Lang


def write(
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

        write_report(summary, folder / "report.html", lang, audited(round_, result), told_to(round_, result, lang))
        written.append(folder / "report.html")
    if folder is not None and workbook:
        from matcher.report.workbook import write_workbook

        write_workbook(summary, folder / "matching.xlsx")
        written.append(folder / "matching.xlsx")
    return written


def told_to(round_: Any, result: Result, lang: Lang) -> Any:
    """Return why everyone has what they have, None without a matching."""
    from matcher.explain.explanation import explain as explain_result
    from matcher.report.html import told

    return None if result.matching is None else told(round_, explain_result(round_, result, everyone=True), lang)


def audited(round_: Any, result: Result) -> Any:
    """Return how classes of applicants fare, None without a matching."""
    from matcher.explain.fairness import audit
    from matcher.judge import Case
    from matcher.quantities import quantities_of

    if result.matching is None:
        return None
    policy: Any = result.facts.get("policy", round_.policy)
    return audit(Case(quantities_of(round_, policy), result.matching))
