"""Exporting: rounds and results as the files people work with."""

import zipfile
from dataclasses import replace
from json import dumps, loads
from pathlib import Path
from time import perf_counter
from typing import Any

from api.answers.asked import Subject
from api.answers.nameless import bare, without, words_of
from api.answers.subjects import handed, round_of
from matcher.explain.explanation import explain as explain_result
from matcher.explain.fairness import audit
from matcher.files.matchings import write_matching_csv
from matcher.files.results import matching_rows
from matcher.files.writing import write_round
from matcher.judge import Case, judge_case
from matcher.matching import Reason, Result, SeatPrice, Status, StopReason
from matcher.measures import rank_profile
from matcher.outcome import facts_of
from matcher.reasons import reasons
from matcher.report.html import told, write_report
from matcher.report.letters.filing import write_letters
from matcher.report.summary import summarise
from matcher.report.workbook import write_workbook
from matcher.text import Lang

EXPORTS = ("matching.csv", "matching.xlsx", "report.html", "letters.zip")
_DATE = (1980, 1, 1, 0, 0, 0)
"""Stands in every archive, so that the same content gives the same bytes."""


def write_copy(subject: Subject, form: str, folder: str, lang: Lang) -> str:
    """Write the round as ``json``, ``xlsx`` or ``zip`` into a folder and return the path.

    Where the subject is nameless the copy lacks whatever tells who somebody is.
    """
    round_ = round_of(subject)
    if subject.salt is not None:
        round_ = bare(round_, subject.salt)
    target = Path(folder) / ("round" if form == "zip" else f"round.{form}")
    write_round(round_, target, lang)
    return str(_zipped(target) if form == "zip" else target)


def export(subject: Subject, name: str, folder: str, lang: Lang) -> str:
    """Write a result as one of ``EXPORTS`` into a folder and return the path."""
    target = Path(folder) / name
    result = whole(subject)
    round_ = handed(subject).case.round
    if name == "matching.csv":
        write_matching_csv(matching_rows(round_, result), target)
    elif name == "letters.zip":
        write_letters(handed(subject).case, Path(folder) / "letters", lang)
        return str(_zipped(Path(folder) / "letters"))
    else:
        _summary(subject, result, target, lang)
    return str(target)


def _summary(subject: Subject, result: Result, target: Path, lang: Lang) -> None:
    case = handed(subject).case
    summary = summarise(case.round, result, case.quantities)
    if target.suffix == ".xlsx":
        write_workbook(summary, target)
        return
    explained = explain_result(case.round, result, everyone=True, quantities=case.quantities)
    write_report(summary, target, lang, audit(case), told(case.round, explained, lang))


def whole(subject: Subject) -> Result:
    """Return the result as ``solve`` gave it, or, with moves made since, as the judge measures what came of them.

    What was published tells the matching and no more, so that it is measured too.
    """
    found = handed(subject)
    measured = _measured(found.case)
    said = loads(subject.result or "{}")
    if subject.moves or "status" not in said:
        return measured
    return replace(
        measured,
        status=Status(said["status"]),
        stop_reason=StopReason(said["stop_reason"]),
        levels=found.claims.levels or (),
        certificate=found.certificate,
        reasons=tuple(Reason(**reason) for reason in said["reasons"]),
        prices=tuple(map(_price, said["prices"])),
        facts={**measured.facts, **{k: v for k, v in said["facts"].items() if k != "policy"}},
    )


def _measured(case: Case) -> Result:
    verdict = judge_case(case)
    profile, unranked = rank_profile(case.ledger)
    return Result(
        status=Status.FEASIBLE,
        stop_reason=StopReason.TIME,
        matching=case.matching,
        levels=verdict.levels,
        ranks=tuple(case.ledger.ranks[place] for place in case.matching.places),
        rank_profile=profile,
        unranked=unranked,
        unplaced=len(case.eligibility.needs) - len(case.matching.places),
        blocking_pairs=len(verdict.blocking_pairs),
        reasons=tuple(reasons(case)),
        facts=facts_of(case.quantities, "by-hand", "moves", perf_counter()),
    )


def _price(entries: dict[str, Any]) -> SeatPrice:
    key = next(name for name in entries if name.endswith("_id"))
    bound = entries.get("bound")
    kind = key.removesuffix("_id") + (f"-{bound}" if bound else "")
    rest = {k: v for k, v in entries.items() if k not in (key, "bound")}
    return SeatPrice(kind=kind, subject_id=entries[key], **rest)


def without_names(subject: Subject, text: str, salt: str) -> str:
    """Return a JSON text about the round in which nobody is named."""
    return dumps(without(loads(text), words_of(round_of(replace(subject, salt=None)), salt)), ensure_ascii=False)


def _zipped(folder: Path) -> Path:
    """Return a zip of a folder's files."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.writestr(
                zipfile.ZipInfo(str(path.relative_to(folder)), _DATE), path.read_bytes(), zipfile.ZIP_DEFLATED
            )
    return target
