"""Own: what one student or one host may see of a round, and what the college takes from their answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.answers.asked import Subject
from api.answers.subjects import handed, round_of
from api.uploads.reading import facts_of
from matcher.errors import InputError, Problem
from matcher.explain.accounts import ApplicantAccount
from matcher.explain.explanation import explain as explain_result
from matcher.explain.explanation import taken_at_its_word
from matcher.needs import periods_of
from matcher.report.directory import Directory
from matcher.report.html import told
from matcher.report.reason_words import Words
from matcher.rounds import Period, Position, Preference, Round
from matcher.rules import RuleBook
from matcher.text import Lang


def choices(subject: Subject, applicant_id: str) -> list[dict[str, Any]]:
    """Return the places a student may rank: those no rule forbids, with what there is to know of them."""
    round_ = round_of(subject)
    book = RuleBook(round_, round_.policy)
    needs = [need for need in book.frame.needs if need.applicant_id == applicant_id]
    if not needs:
        raise InputError([Problem("applicant_id", "not-in-round", values={"name": applicant_id})])
    open_ = {p.position_id for need in needs for p, codes in book.bars(need).items() if not _beyond_wishes(codes)}
    directory = Directory(round_)
    return [_offered(directory, j) for j in round_.positions if j.position_id in open_]


def _beyond_wishes(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the rules that forbid a place whatever the student wishes."""
    return tuple(code for code in codes if code not in ("unranked", "veto-applicant"))


def _offered(directory: Directory, position: Position) -> dict[str, Any]:
    host = directory.hosts.get(position.host)
    return {
        "position_id": position.position_id,
        "title": position.title,
        "host_id": position.host,
        "host": directory.host(position.host),
        "locality": host.locality if host else None,
        "capacity": position.capacity,
        "period_id": position.period_id,
    }


def place(subject: Subject, applicant_id: str, lang: Lang) -> list[dict[str, Any]]:
    """Return a student's own places, one a period, with dates, mentor and the reason in words."""
    found = handed(subject)
    round_ = found.case.round
    result = taken_at_its_word(found.case, found.certificate)
    explained = explain_result(round_, result, applicant_id=applicant_id, quantities=found.case.quantities)
    words = told(round_, explained, lang).words
    mentor = {(p.applicant_id, p.period_id): p.mentor_id for p in found.case.matching.places}
    periods = periods_of(round_)
    return [
        {
            **_where(words.directory, account.position_id),
            **_days(periods[account.period_id]),
            "period_id": account.period_id,
            "rank": account.rank,
            "mentor_id": mentor.get((applicant_id, account.period_id)),
            "reason": _reason(words, account),
        }
        for account in explained.applicants
    ]


def _reason(words: Words, account: ApplicantAccount) -> str | None:
    if account.here is not None:
        return words.here(account.here)
    return None if account.unplaced is None else words.unplaced(account.unplaced)


def _where(directory: Directory, position_id: str | None) -> dict[str, Any]:
    if position_id is None:
        return {"position_id": None, "title": None, "host_id": None, "host": None, "locality": None}
    offered = _offered(directory, directory.positions[position_id])
    return {name: offered[name] for name in ("position_id", "title", "host_id", "host", "locality")}


def _days(period: Period) -> dict[str, Any]:
    known = period.starts_on.year > 1
    return {
        "starts_on": period.starts_on.isoformat() if known else None,
        "ends_on": period.ends_on.isoformat() if known else None,
    }


def seats(subject: Subject, host_id: str) -> list[dict[str, Any]]:
    """Return a host's positions with the students proposed; names only of those who agreed to that."""
    round_ = round_of(subject)
    people = {a.applicant_id: a for a in round_.applicants}
    proposed: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in handed(subject).case.matching.places if subject.result is not None else ():
        who = people[line.applicant_id]
        name = who.name if who.consent else None
        proposed[line.position_id].append({"period_id": line.period_id, "group": who.group, "name": name})
    own = [j for j in round_.positions if j.host == host_id]
    return [
        {"position_id": j.position_id, "title": j.title, "capacity": j.capacity, "proposed": proposed[j.position_id]}
        for j in own
    ]


def taken(
    text: str, seats_answered: Mapping[str, int], wished: Mapping[str, Sequence[str]], folder: str
) -> dict[str, Any]:
    """Write the round with answers taken in: capacities as hosts confirm them, preferences as students rank.

    A student's ranking takes the place of all that the round said of this student's wishes, but for vetoes. Answers
    about whom or what the round no longer has are left out.
    """
    round_ = round_of(Subject(text))
    return facts_of(replace(round_, **_answered(round_, seats_answered, wished)), Path(folder))


def _answered(round_: Round, seats_answered: Mapping[str, int], wished: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    people = {a.applicant_id for a in round_.applicants}
    places = {j.position_id for j in round_.positions}
    kept = (p for p in round_.preferences if p.veto or p.applicant_id not in wished)
    ranked = (
        Preference(who, position_id, rank=rank)
        for who, ranking in sorted(wished.items())
        if who in people
        for rank, position_id in enumerate((j for j in ranking if j in places), start=1)
    )
    return {
        "positions": tuple(
            replace(j, capacity=seats_answered.get(j.position_id, j.capacity)) for j in round_.positions
        ),
        "preferences": (*kept, *ranked),
    }


def is_known(subject: Subject, kind: str, subject_id: str) -> bool:
    """Return whether the round has the host or the student (``kind``)."""
    round_ = round_of(subject)
    if kind == "host":
        return any(j.host == subject_id for j in round_.positions)
    return any(a.applicant_id == subject_id for a in round_.applicants)
