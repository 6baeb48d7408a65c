"""Attention: what of a round needs somebody today, each with how many it is about and who they are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from api.answers.asked import Subject
from api.answers.subjects import Handed, handed, policy_of, round_of
from matcher.needs import needs_of, periods_of
from matcher.report.directory import Directory
from matcher.report.eligibility import summarise_eligibility
from matcher.rounds import AgreementStatus, Round

MOST_NAMED = 5

Item = dict[str, Any]


def attention(subject: Subject) -> list[Item]:
    """Return what needs somebody: who has no place, mentors with too many, agreements and medicals that end too soon.

    Each item has a ``code``, ``n``, up to ``MOST_NAMED`` of those concerned as ``who`` (``id``, ``name``, ``on``), and
    the day by which it matters, where there is one.
    """
    round_ = round_of(subject)
    directory = Directory(round_)
    found = handed(subject) if subject.result is not None else None
    items = [
        _unplaced(found, directory) if found is not None else _nowhere(subject, round_),
        _mentors(found) if found is not None else None,
        _agreements(round_, directory),
        _medicals(round_),
    ]
    return [item for item in items if item is not None]


def _item(code: str, who: Iterable[tuple[str, str | None, date | None]]) -> Item | None:
    """Return an item about some people or papers, None about nobody; those whose day comes first are named."""
    listed = sorted(who, key=lambda w: (w[2] or date.max, w[1] or w[0], w[0]))
    if not listed:
        return None
    named = [{"id": key, "name": name, "on": on.isoformat() if on else None} for key, name, on in listed[:MOST_NAMED]]
    days = [on for _, _, on in listed if on is not None]
    return {"code": code, "n": len(listed), "who": named, "by": min(days).isoformat() if days else None}


def _unplaced(found: Handed, directory: Directory) -> Item | None:
    held = {(p.applicant_id, p.period_id) for p in found.case.matching.places}
    left = {n.applicant_id for n in found.case.eligibility.needs if (n.applicant_id, n.period_id) not in held}
    return _item("unplaced", ((key, directory.applicants[key].name, None) for key in left))


def _nowhere(subject: Subject, round_: Round) -> Item | None:
    summary = summarise_eligibility(round_, policy_of(subject, round_))
    return _item("nowhere", {(n.applicant_id, n.name, None) for n in summary.nowhere})


def _mentors(found: Handed) -> Item | None:
    """Return mentors who look after more people at a time than they can, as a move made by hand may leave them."""
    capacity = {m.mentor_id: m.capacity for m in found.case.round.mentors}
    load = Counter((p.mentor_id, p.period_id) for p in found.case.matching.places if p.mentor_id is not None)
    return _item("mentors", ((m, None, None) for (m, _), n in load.items() if m and n > capacity.get(m, n)))


def _agreements(round_: Round, directory: Directory) -> Item | None:
    """Return agreements that end before the practice does, of hosts that no other agreement covers to the end."""
    last = max((p.ends_on for p in periods_of(round_).values() if p.ends_on != date.min), default=None)
    if last is None:
        return None
    offering = {j.host for j in round_.positions}
    live = [a for a in round_.agreements if a.status in (None, AgreementStatus.ACTIVE) and a.host_id in offering]
    covered = {a.host_id for a in live if a.valid_to is None or a.valid_to >= last or a.auto_renew}
    ending = {
        a.host_id: a.valid_to for a in sorted(live, key=lambda a: a.valid_to or date.max) if a.host_id not in covered
    }
    return _item("agreements", ((host, directory.host(host), on) for host, on in ending.items()))


def _medicals(round_: Round) -> Item | None:
    """Return people whose medical ends before their practice does, where some place asks for one."""
    if not any(j.medical_required for j in round_.positions):
        return None
    return _item("medicals", _ending(round_))


def _ending(round_: Round) -> Iterator[tuple[str, str | None, date | None]]:
    periods, people = periods_of(round_), {a.applicant_id: a for a in round_.applicants}
    last: dict[str, date] = {}
    for need in needs_of(round_):
        end = periods[need.period_id].ends_on
        last[need.applicant_id] = max(end, last.get(need.applicant_id, end))
    for key, end in last.items():
        until = people[key].medical_until
        if until is not None and end != date.min and until < end:
            yield key, people[key].name, until
