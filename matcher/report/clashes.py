"""Clashes: the conflicts of an infeasible round, with names instead of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.matching import Result
from matcher.report.directory import Directory
from matcher.report.persons import Key
from matcher.rounds import LockKind, Round


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Hard rules that clash, with the people and places concerned in words and the evidence."""

    rules: tuple[str, ...]
    applicant: str | None
    position: str | None
    host: str | None
    lock_reason: str | None
    evidence: Mapping[str, object]
    conditions: tuple[Mapping[str, object], ...] = ()
    ways: tuple[tuple[Mapping[str, object], ...], ...] = ()


def conflict_lines(result: Result, round_: Round, directory: Directory) -> tuple[ConflictLine, ...]:
    """Return the conflicts of a result; empty unless it is infeasible."""
    reasons = {(k.applicant_id, k.position_id): k.reason for k in round_.locks if k.kind == LockKind.ASSIGNED}
    return tuple(_conflict(c, reasons, directory) for c in result.conflict)


def _conflict(found: Mapping[str, object], reasons: Mapping[Key, str], directory: Directory) -> ConflictLine:
    applicant, position, host = (found.get(k) for k in ("applicant_id", "position_id", "host_id"))
    rules, evidence = found.get("rules"), found.get("evidence")
    return ConflictLine(
        tuple(map(str, rules)) if isinstance(rules, Sequence) else (),
        directory.applicant(applicant) if applicant is not None else None,
        directory.position(position) if position is not None else None,
        directory.host(host) if host is not None else None,
        reasons.get((str(applicant), str(position))),
        directory.evidence(evidence) if isinstance(evidence, Mapping) else {},
        _named_all(evidence.get("conditions") if isinstance(evidence, Mapping) else (), directory),
        tuple(_named_all(way, directory) for way in _listed(found.get("relaxations"))),
    )


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _named_all(found: object, directory: Directory) -> tuple[Mapping[str, object], ...]:
    """Return conditions with names beside their ids."""
    return tuple(_named(condition, directory) for condition in _listed(found) if isinstance(condition, Mapping))


def _named(condition: Mapping[str, object], directory: Directory) -> Mapping[str, object]:
    naming = {
        "applicant": (directory.applicant, "applicant_id"),
        "position": (directory.position, "position_id"),
        "host": (directory.host, "host_id"),
    }
    named = {word: name(condition[key]) for word, (name, key) in naming.items() if key in condition}
    return {**condition, **named}
