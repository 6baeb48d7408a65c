"""Own: what hosts and students see on the pages of their links, and whom the college can give a link."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from api.answers import own
from api.answers.asked import Subject
from api.answers.subjects import handed, round_of
from matcher.needs import periods_of
from matcher.report import wording
from matcher.report.directory import Directory, by_name
from matcher.report.fills import fills
from matcher.report.letters.facts import Facts
from matcher.report.letters.students import student_letter
from matcher.rounds import Position, Preference, Round
from matcher.text import Lang


def everyone(subject: Subject) -> dict[str, Any]:
    """Return the hosts that offer places and the students of a round, by name."""
    round_ = round_of(subject)
    directory = Directory(round_)
    seats = {found.host_id: found.capacity for found in fills(round_, None, directory)}
    wishes = Counter(p.applicant_id for p in round_.preferences if p.rank is not None)
    hosts = sorted(seats, key=lambda h: by_name(directory.host(h), h))
    students = sorted(round_.applicants, key=lambda a: by_name(a.name, a.applicant_id))
    return {
        "positions": {j.position_id: j.title or j.position_id for j in round_.positions},
        "hosts": [
            {"id": h, "name": directory.host(h), "about": directory.locality(h), "seats": seats[h]} for h in hosts
        ],
        "students": [
            {
                "id": a.applicant_id,
                "name": a.name or a.applicant_id,
                "about": a.group,
                "wishes": wishes[a.applicant_id],
            }
            for a in students
        ],
    }


def named(subject: Subject, kind: str, subject_id: str, lang: Lang) -> dict[str, Any]:
    """Return what a host or student (``kind``) is called, the title of the round and the dates of its periods."""
    round_ = round_of(subject)
    directory = Directory(round_)
    person = directory.applicants.get(subject_id)
    name = directory.host(subject_id) if kind == "host" else person.name if person and person.name else subject_id
    return {
        "name": name,
        "about": directory.locality(subject_id) if kind == "host" else person.group if person else None,
        "round": round_.title or round_.round_id,
        "dates": {key: _dates(round_, key, lang) for key in periods_of(round_)},
    }


def _dates(round_: Round, period_id: str, lang: Lang) -> str:
    period = periods_of(round_)[period_id]
    return "" if period.starts_on == date.min else wording.dates(period.starts_on, period.ends_on, lang)


def listed(subject: Subject, applicant_id: str) -> list[str]:
    """Return the places on a student's list as the round has it, best first; a host stands for all its places."""
    round_ = round_of(subject)
    of_host: defaultdict[str, list[str]] = defaultdict(list)
    for position in round_.positions:
        of_host[position.host].append(position.position_id)
    ranked = sorted(_ranked(round_, applicant_id), key=lambda p: (p.rank or 0, p.position_id or "", p.host_id or ""))
    places = (j for p in ranked for j in ([p.position_id] if p.position_id else of_host[p.host_id or ""]))
    offered = {choice["position_id"] for choice in own.choices(subject, applicant_id)}
    return [position_id for position_id in dict.fromkeys(places) if position_id in offered]


def _ranked(round_: Round, applicant_id: str) -> Iterator[Preference]:
    return (p for p in round_.preferences if p.applicant_id == applicant_id and p.rank is not None and not p.veto)


def going(subject: Subject, applicant_id: str, lang: Lang) -> dict[str, Any] | None:
    """Return what a student's letter says, and what to bring to each place; None for a stranger to the round."""
    case = handed(subject).case
    found = student_letter(Facts(case, lang), applicant_id)
    if found is None:
        return None
    positions = {j.position_id: j for j in case.round.positions}
    held = {p.period_id: positions[p.position_id] for p in case.matching.places if p.applicant_id == applicant_id}
    needs = [n for n in case.eligibility.needs if n.applicant_id == applicant_id and n.period_id in held]
    return {**found, "bring": [_to_bring(held[need.period_id]) for need in needs]}


def _to_bring(position: Position) -> list[str]:
    return ["passport", "diary", *(["medical"] if position.medical_required else [])]
