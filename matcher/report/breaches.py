"""Breaches: why a pair cannot be, in sentences that do not name the pair again."""

from collections.abc import Iterable

from matcher.judge import Violation
from matcher.report import wording
from matcher.report.directory import Directory
from matcher.report.verdict_screen import violation
from matcher.rules import BY_CODE
from matcher.text import Lang, say

OF_SOLVING = frozenset({"blocking-pair", "no-matching", "not-in-time"})
"""Codes that only a solve or a comparison of pairs can give."""
PAIRED = frozenset({"lock-assigned"})
"""Codes of a rule on pairs that are a condition on the matching too, told apart by their evidence."""


def breach(found: Violation, directory: Directory, lang: Lang) -> str:
    """Return why a condition is broken, as a sentence."""
    if found.code in OF_SOLVING:
        names = {
            "applicant": directory.applicant(found.applicant_id),
            "position": directory.position(found.position_id),
        }
        return say(f"violation.{found.code}", lang, **names)
    if found.code == "capacity":
        return say("breach.capacity", lang, **found.evidence)
    if found.code in BY_CODE and (found.code not in PAIRED or "assigned" in found.evidence):
        return wording.rule_broken(found.code, directory.evidence(found.evidence), lang)
    return violation(found, directory, lang)


def breaches(found: Iterable[Violation], directory: Directory, lang: Lang) -> str:
    """Return several, each said once."""
    return " ".join(dict.fromkeys(breach(v, directory, lang) for v in found))
