"""Unplaced: who has no place, each with the first reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.matching import Reason, Result
from matcher.report.directory import Directory
from matcher.report.persons import Key, Person, reading_order


@dataclass(frozen=True, slots=True)
class Cause:
    """The first reason why someone has no place.

    ``rules`` exclude places, each with how many, the most first; ``n`` positions are eligible, some of
    them named in ``positions``, ``taken`` people hold them and ``free`` have a seat left, which
    ``conditions`` on the whole matching keep empty.
    """

    code: str
    rules: tuple[tuple[str, int], ...] = ()
    n: int = 0
    taken: int = 0
    free: int = 0
    conditions: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """Who has no place, and why; ``cause`` is None where the result gives no reason."""

    person: Person
    cause: Cause | None


def unplaced_lines(result: Result, people: Mapping[Key, Person], directory: Directory) -> tuple[UnplacedLine, ...]:
    """Return who has no place: first who has nowhere to go, then by group and name; nobody without a matching."""
    if result.matching is None:
        return ()
    held = {(p.applicant_id, p.period_id) for p in result.matching.places}
    first: dict[Key, Reason] = {}
    for reason in result.reasons:
        first.setdefault((reason.applicant_id, reason.period_id), reason)
    found = [
        UnplacedLine(person, _cause(first[key], directory) if key in first else None)
        for key, person in people.items()
        if key not in held
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(line: UnplacedLine) -> tuple[bool, str, str, str, date, str]:
    """Sort first whom only other data can help, then by group and name."""
    nowhere = line.cause is not None and line.cause.code == "no-eligible-place"
    return not nowhere, line.person.group or "", *reading_order(line.person)


def _cause(reason: Reason, directory: Directory) -> Cause:
    evidence = reason.evidence
    excluded = evidence.get("excluded")
    rules = excluded.items() if isinstance(excluded, Mapping) else ()
    return Cause(
        reason.code,
        rules=tuple((str(rule), int(n)) for rule, n in rules),
        n=_whole(evidence.get("eligible")),
        taken=_whole(evidence.get("taken")),
        free=_whole(evidence.get("free")),
        conditions=_words(evidence.get("conditions")),
        positions=tuple(map(directory.position, _words(evidence.get("positions")))),
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, Sequence) else ()
