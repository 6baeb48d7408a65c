"""The screen of ``judge``: accepted or not, every violation in words, what was claimed and did not hold."""

from collections.abc import Iterable, Mapping

from rich.console import Console

from matcher.judge import Verdict, Violation
from matcher.matching import LevelValue
from matcher.report import wording
from matcher.report.bars import heading, lines, points
from matcher.report.directory import Directory
from matcher.rounds import Round
from matcher.rules import BY_CODE
from matcher.text import Lang, say

SHOWN = 25
"""How many findings of a kind are printed."""
MENTORING = frozenset({"mentor-unknown", "mentor-host", "mentor-specialty", "mentor-load", "mentor-shares"})
STRUCTURAL = wording.CONDITIONS | MENTORING | {"several-places", "unknown-need", "unknown-place"}
"""Violations with a sentence of their own; the others are breaches of a rule on pairs."""


def print_verdict(verdict: Verdict, round_: Round, console: Console, lang: Lang) -> None:
    """Print the judge's findings with names instead of ids."""
    directory = Directory(round_)
    heading(console, say("verdict.accepted" if verdict.accepted else "verdict.rejected", lang))
    _print_found(console, "verdict.violations", (violation(v, directory, lang) for v in verdict.violations), lang)
    _print_found(console, "verdict.claims", (claim(c, verdict, directory, lang) for c in verdict.claims), lang)
    _print_levels(verdict, console, lang)
    _print_blocking(verdict, directory, console, lang)


def _print_blocking(verdict: Verdict, directory: Directory, console: Console, lang: Lang) -> None:
    """Print the blocking pairs where the policy forbids them, else only how many there are."""
    pairs = verdict.blocking_pairs
    if not verdict.stable_required:
        if pairs:
            lines(console, "", say("proof.blocking", lang, n=len(pairs)), say("proof.blocking.meaning", lang))
        return
    named = (
        {"applicant": directory.applicant(b.applicant_id), "position": directory.position(b.position_id)} for b in pairs
    )
    _print_found(console, "verdict.blocking", (say("verdict.pair", lang, **names) for names in named), lang)
    if pairs:
        lines(console, say(f"verdict.blocking.{'excused' if verdict.excused else 'forbidden'}", lang))


def _print_found(console: Console, title: str, sentences: Iterable[str], lang: Lang) -> None:
    found = list(sentences)
    if not found:
        return
    heading(console, say(title, lang, n=len(found)))
    points(console, found[:SHOWN])
    if len(found) > SHOWN:
        lines(console, say("verdict.more", lang, n=len(found) - SHOWN), indent=2)


def _print_levels(verdict: Verdict, console: Console, lang: Lang) -> None:
    if not verdict.levels:
        return
    heading(console, say("report.levels", lang))
    for n, level in enumerate(verdict.levels, start=1):
        name = wording.level_name(level.level, level.measure, lang)
        value = wording.level_value(level.level, level.measure, level.value, lang)
        lines(console, say("level.heading", lang, number=n, name=name))
        lines(console, f"{value} — {wording.proof(level, lang, first=n == 1)}", indent=4)
    if all(level.bound is None for level in verdict.levels):
        lines(console, say("verdict.no-certificate", lang))


def violation(found: Violation, directory: Directory, lang: Lang) -> str:
    """Return a violation as a sentence that says whom and what it concerns."""
    applicant, position = directory.applicant(found.applicant_id), directory.position(found.position_id)
    evidence = directory.evidence(found.evidence)
    if found.code in STRUCTURAL and "assigned" not in evidence:
        who = {"applicant": applicant, "position": position, "host": directory.host(found.host_id)}
        return say(f"violation.{_sentence(found)}", lang, **who, **_worded(evidence))
    if found.code in BY_CODE:
        said = wording.rule_broken(found.code, evidence, lang)
        return say("verdict.pair.sentence", lang, applicant=applicant, position=position, sentence=said)
    return say("violation.unknown", lang, code=found.code)


def _sentence(found: Violation) -> str:
    """Return the name of a violation's sentence: its code, or the side on which a quota is missed."""
    if found.code != "quota":
        return found.code
    minimum, count = found.evidence.get("minimum"), found.evidence["count"]
    return "quota.low" if isinstance(minimum, int) and isinstance(count, int) and count < minimum else "quota.high"


def _worded(evidence: Mapping[str, object]) -> dict[str, object]:
    """Return evidence under names that a template may use."""
    return {key: value for key, value in evidence.items() if key != "class"}


def claim(found: Violation, verdict: Verdict, directory: Directory, lang: Lang) -> str:
    """Return a refuted claim as a sentence."""
    if "level" not in found.evidence:
        who = {"applicant": directory.applicant(found.applicant_id), "position": directory.position(found.position_id)}
        hosts = found.code == "place-host"
        evidence = {key: directory.host(v) if hosts else v for key, v in found.evidence.items()}
        return say(f"claim.{found.code}", lang, **who, **evidence)
    return _level_claim(found, verdict, lang)


def _level_claim(found: Violation, verdict: Verdict, lang: Lang) -> str:
    evidence, level = found.evidence, str(found.evidence["level"])
    measure = next((k.measure for k in verdict.levels if k.level == level), None)
    values = {key: _value(level, measure, evidence, key, lang) for key in ("claimed", "bound", "found")}
    return say(f"claim.{found.code}", lang, level=wording.level_name(level, measure, lang), **values)


def _value(level: str, measure: str | None, evidence: Mapping[str, object], key: str, lang: Lang) -> str:
    value = evidence.get(key)
    known: LevelValue | None = value if isinstance(value, int | float | tuple) else None
    return wording.level_value(level, measure, known, lang)
