"""Hosts: what stands in the letter to each enterprise, as the fields that a template may use.

A name leaves the college only where the applicant has said yes to it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from matcher.matching import Place
from matcher.report.directory import by_name
from matcher.report.letters.facts import Facts
from matcher.report.letters.students import Fields
from matcher.rounds import Applicant
from matcher.text import say


def host_letters(facts: Facts) -> Iterator[tuple[str, Fields]]:
    """Yield the id of every host that offers places with the fields of its letter, in order of id."""
    hosts = {j.position_id: j.host for j in facts.case.round.positions}
    ordered = sorted(facts.case.matching.places, key=lambda p: (hosts[p.position_id], _reading_order(facts, p)))
    sent = {host: list(own) for host, own in groupby(ordered, key=lambda p: hosts[p.position_id])}
    for host in sorted(set(hosts.values())):
        yield host, _letter(facts, host, sent.get(host, []))


def _reading_order(facts: Facts, place: Place) -> tuple[object, ...]:
    """Return what a host's list is sorted by: first day, period, position, then the name (or the id, if withheld)."""
    person = facts.directory.applicants[place.applicant_id]
    named = by_name(person.name if person.consent else None, place.applicant_id)
    starts_on = facts.periods[place.period_id].starts_on
    return (starts_on, place.period_id, facts.where(place.position_id), not person.consent, *named)


def _letter(facts: Facts, host: str, places: Sequence[Place]) -> Fields:
    people = [facts.directory.applicants[p.applicant_id] for p in places]
    n = sum(a.seats for a in {a.applicant_id: a for a in people}.values())
    sends = "letter.host.sends" if places else "letter.host.sends.none"
    return {
        "round": facts.case.round.title or facts.case.round.round_id,
        "host": facts.directory.host(host),
        "number": host,
        "town": facts.directory.locality(host) or "",
        "sends": say(sends, facts.lang, n=n, people=say(f"people.of.{facts.case.round.kind}", facts.lang, n=n)),
        "count": n,
        "people": [_line(facts, at, place) for at, place in enumerate(places, start=1)],
        "withheld": say("letter.host.withheld", facts.lang) if any(not a.consent for a in people) else "",
        "curators": list(_curators(facts, people)),
    }


def _line(facts: Facts, at: int, place: Place) -> Fields:
    person = facts.directory.applicants[place.applicant_id]
    specialty = facts.case.setting.specialty(place.applicant_id)
    return {
        "number": at,
        "name": _name(facts, person),
        "group": person.group or "",
        "specialty": specialty or "",
        "studies": ", ".join(filter(None, (person.group, specialty))),
        "practice": facts.practice(place.period_id),
        "position": facts.where(place.position_id),
        "dates": facts.dates(place.period_id, "letter.host.dates"),
        "mentor": _mentor(facts, place),
    }


def _name(facts: Facts, person: Applicant) -> str:
    known = (person.name or person.applicant_id) if person.consent else say("letter.host.no-name", facts.lang)
    return say("letter.host.team", facts.lang, name=known, n=person.seats) if person.seats > 1 else known


def _mentor(facts: Facts, place: Place) -> str:
    mentor = place.mentor_id or ""
    return say("letter.host.supervisor", facts.lang, name=mentor) if facts.is_supervisor(mentor) else mentor


def _curators(facts: Facts, people: Sequence[Applicant]) -> Iterator[Fields]:
    for name in sorted({a.group for a in people if a.group}):
        group = facts.groups.get(name)
        if group is not None and group.curator:
            said = say("letter.host.curator", facts.lang, group=name, curator=group.curator)
            yield {"group": name, "curator": group.curator, "line": said}
