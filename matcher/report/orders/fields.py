"""Fields: what stands in an order and its annexes, as a template may use it.

An order stays in the college, so names stand in it whatever an applicant agreed to.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from matcher.judge import Case
from matcher.matching import Place
from matcher.needs import Need, PlaceKey
from matcher.report.directory import by_name
from matcher.report.letters.facts import Facts, day
from matcher.report.letters.kinds import Kind
from matcher.report.letters.students import Fields
from matcher.rounds import Agreement, Period
from matcher.rules.cover import validity
from matcher.text import Lang, say

ORDER = Kind(
    "order",
    frozenset({"college", "round", "count", "send", "parts", "people", "hosts", "supervisors", "last"}),
    frozenset(
        {
            *("line", "practice", "dates", "count"),
            *("number", "name", "group", "specialty", "host", "town", "position", "mentor", "agreement"),
        }
    ),
)


def order_fields(case: Case, lang: Lang, college: str = "") -> Fields:
    """Return the fields of the order about a matching."""
    facts = Facts(case, lang)
    places = sorted(case.matching.places, key=lambda p: _reading_order(facts, p))
    supervisors = list(_supervisors(facts, places))
    n = _people(facts, places)
    kind = case.round.kind
    return {
        "college": college,
        "round": case.round.title or case.round.round_id,
        "count": n,
        "send": say(f"order.send.{kind}", lang, n=n, people=say(f"people.{kind}", lang, n=n)),
        "parts": list(_parts(facts, places)),
        "people": [_person(facts, at, place) for at, place in enumerate(places, start=1)],
        "hosts": list(_hosts(facts, places)),
        "supervisors": supervisors,
        "last": 3 if supervisors else 2,
    }


def _reading_order(facts: Facts, place: Place) -> tuple[object, ...]:
    """Return what the list is sorted by: first day, period, group, name."""
    person = facts.directory.applicants[place.applicant_id]
    starts_on = facts.periods[place.period_id].starts_on
    return (starts_on, place.period_id, person.group or "", *by_name(person.name, place.applicant_id))


def _people(facts: Facts, places: Sequence[Place]) -> int:
    """Return how many people the places are for; a team counts each of its members, once."""
    return sum(facts.directory.applicants[key].seats for key in {p.applicant_id for p in places})


def _parts(facts: Facts, places: Sequence[Place]) -> Iterator[Fields]:
    for period_id in dict.fromkeys(p.period_id for p in places):
        n = _people(facts, [p for p in places if p.period_id == period_id])
        plain = say(f"order.part.plain.{facts.case.round.kind}", facts.lang)
        practice, dates = facts.practice(period_id) or plain, facts.dates(period_id)
        said = say("order.part", facts.lang, practice=practice, dates=f" {dates}" if dates else "", n=n)
        yield {"line": said, "practice": practice, "dates": dates, "count": n}


def _person(facts: Facts, at: int, place: Place) -> Fields:
    person = facts.directory.applicants[place.applicant_id]
    name = person.name or person.applicant_id
    host = facts.position(place).host
    return {
        "number": at,
        "name": say("letter.host.team", facts.lang, name=name, n=person.seats) if person.seats > 1 else name,
        "group": person.group or "",
        "specialty": facts.case.setting.specialty(place.applicant_id) or "",
        "host": facts.directory.host(host),
        "town": facts.directory.locality(host) or "",
        "position": facts.where(place.position_id),
        "practice": facts.practice(place.period_id),
        "dates": facts.dates(place.period_id, "letter.host.dates"),
        "mentor": place.mentor_id or "",
    }


def _supervisors(facts: Facts, places: Sequence[Place]) -> Iterator[Fields]:
    """Yield the college's own supervisors with how many people each leads."""
    led = Counter[str]()
    for applicant_id, mentor_id in sorted({(p.applicant_id, p.mentor_id or "") for p in places}):
        if facts.is_supervisor(mentor_id):
            led[mentor_id] += facts.directory.applicants[applicant_id].seats
    for name, n in sorted(led.items()):
        people = say(f"people.{facts.case.round.kind}", facts.lang, n=n)
        yield {"name": name, "count": n, "line": say("order.supervisor", facts.lang, name=name, n=n, people=people)}


def _hosts(facts: Facts, places: Sequence[Place]) -> Iterator[Fields]:
    sent: dict[str, list[Place]] = {}
    for place in places:
        sent.setdefault(facts.position(place).host, []).append(place)
    for at, host in enumerate(sorted(sent, key=lambda h: by_name(facts.directory.host(h), h)), start=1):
        yield {
            "number": at,
            "host": facts.directory.host(host),
            "town": facts.directory.locality(host) or "",
            "agreement": ", ".join(_agreements(facts, sent[host])),
            "count": _people(facts, sent[host]),
        }


def _agreements(facts: Facts, places: Sequence[Place]) -> Iterator[str]:
    """Yield the agreements with a host under which people go there."""
    frame = facts.case.book.frame
    found = {
        own.agreement_id: own
        for place in places
        for need, key in [(Need(place.applicant_id, place.period_id), PlaceKey(place.position_id, place.period_id))]
        for own in frame.cover.applicable(frame.need_index[need], frame.place_index[key])
        if _holds(own, facts.periods[place.period_id])
    }
    for _, own in sorted(found.items()):
        yield _named(own, facts.lang)


def _holds(own: Agreement, period: Period) -> bool:
    """Return whether an agreement is valid on some day of a period."""
    first, last = validity(own)
    return first <= period.ends_on.toordinal() and last >= period.starts_on.toordinal()


def _named(own: Agreement, lang: Lang) -> str:
    if own.signed_on is None:
        return say("order.agreement.undated", lang, number=own.agreement_id)
    return say("order.agreement", lang, number=own.agreement_id, signed_on=day(own.signed_on))
