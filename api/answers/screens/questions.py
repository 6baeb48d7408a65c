"""Questions: what a planner asks in a form, written into the text of a scenario file; comments in it stay."""

from collections.abc import Callable, Mapping
from datetime import date
from io import StringIO
from itertools import count
from typing import Any

from ruamel.yaml import YAML

from api.answers.asked import Subject
from api.answers.subjects import round_of
from matcher.report.directory import Directory, by_name
from matcher.rounds import AgreementStatus, Round

Question = Mapping[str, Any]
Changes = list[dict[str, Any]]
YEARS = 3
"""For how long an agreement is prolonged."""
_OPEN = (AgreementStatus.DRAFT, AgreementStatus.SIGNING)
_USUAL = {"hours_week": 35, "hours_day": 7, "shift": "day", "hazard_class": 2}
"""Conditions of a new place: those that nobody is kept from by the rules on working time."""


def choices(subject: Subject) -> dict[str, Any]:
    """Return what forms choose from: hosts, towns, specialties, agreements in signing and those that end."""
    round_ = round_of(subject)
    directory = Directory(round_)
    hosts = {j.host for j in round_.positions}
    towns = {h.locality for h in round_.hosts if h.locality and h.lat is not None}
    specialties = {s for j in round_.positions for s in j.specialties}

    def agreements(wanted: Callable[[Any], bool]) -> list[dict[str, str]]:
        return [
            {
                "id": a.agreement_id,
                "name": directory.host(a.host_id),
                "to": a.valid_to.isoformat() if a.valid_to else "",
            }
            for a in sorted(round_.agreements, key=lambda a: a.agreement_id)
            if a.applicant_id is None and wanted(a)
        ]

    return {
        "hosts": [
            {"id": h, "name": directory.host(h)} for h in sorted(hosts, key=lambda h: by_name(directory.host(h), h))
        ],
        "towns": sorted(towns),
        "specialties": sorted(specialties),
        "drafts": agreements(lambda a: a.status in _OPEN),
        "ending": agreements(lambda a: a.status not in _OPEN and a.valid_to is not None and not a.auto_renew),
    }


def begun(title: str, base: str, trials: int, months: int) -> str:
    """Return the text of a new scenario file: the public figures of outcomes, and the base."""
    return _written(
        {
            "version": 1,
            "title": title,
            "round": "base",
            "trials": trials,
            "horizon": months,
            "seed": 1,
            "outcomes": {"coefficients": {}},
            "scenarios": {"as-is": {"title": base}},
        }
    )


def asked(text: str, subject: Subject, question: Question) -> str:
    """Return a scenario file with one question more. The text must be a sound one.

    A question has its ``kind``, the ``title`` that people read, ``cost`` and ``chance`` where given, and what its kind
    asks for; ``mentor`` and ``position`` are what new ones are called.
    """
    yaml = _yaml()
    entries = yaml.load(text)
    scenarios = entries.setdefault("scenarios", {})
    name = next(name for n in count(1) if (name := f"question-{n}") not in scenarios)
    changes = CHANGES[question["kind"]](round_of(subject), question)
    beside = {"chance": question.get("chance"), "cost": question.get("cost")}
    changes[0] |= {key: value for key, value in beside.items() if value is not None}
    scenarios[name] = {"title": question["title"], "changes": changes}
    return _written(entries, yaml)


def unasked(text: str, name: str) -> str:
    """Return a scenario file without one of its questions."""
    yaml = _yaml()
    entries = yaml.load(text)
    entries["scenarios"].pop(name, None)
    return _written(entries, yaml)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width, yaml.allow_unicode = 110, True
    return yaml


def _written(entries: Any, yaml: YAML | None = None) -> str:
    target = StringIO()
    (yaml or _yaml()).dump(entries, target)
    return target.getvalue()


def _seats(round_: Round, question: Question) -> Changes:
    """Return more or fewer seats at a host; more of them come with a mentor where the host has mentors."""
    own = {"host_id": question["host"]}
    if question.get("specialty"):
        own["specialty"] = question["specialty"]
    found: Changes = [{"seats": {**own, "by": question["n"]}}]
    if question["n"] > 0 and any(m.host_id == question["host"] for m in round_.mentors):
        found.append({"mentor": _mentor(round_, question, question["host"])})
    return found


def _mentor(round_: Round, question: Question, host: str) -> dict[str, Any]:
    known = {m.mentor_id for m in round_.mentors}
    fresh = next(name for n in count(1) if (name := f"{question['mentor']} {n}") not in known)
    named = {"specialties": [question["specialty"]]} if question.get("specialty") else {}
    return {"mentor_id": fresh, "host_id": host, "capacity": question["n"], **named}


def _withdraws(_: Round, question: Question) -> Changes:
    return [{"host-withdraws": {"host_id": question["host"]}}]


def _new_host(round_: Round, question: Question) -> Changes:
    """Return a new partner with an agreement, places of one specialty, and mentors where the round has any."""
    known = {h.host_id for h in round_.hosts} | {j.host for j in round_.positions}
    host = next(name for n in count(1) if (name := f"new-host-{n}") not in known)
    town = next(h for h in round_.hosts if h.locality == question["town"] and h.lat is not None)
    where = {"locality": question["town"], "lat": town.lat, "lon": town.lon}
    position = {
        "position_id": f"{host}-1",
        "title": question["position"],
        "specialties": [question["specialty"]],
        "capacity": question["n"],
        **_USUAL,
    }
    if question.get("hires") is not None:
        position["hire_places"] = question["hires"]
    found = {"host": {"host_id": host, "name": question["name"], **where}, "positions": [position]}
    if round_.agreements:
        found["agreement"] = {}
    if round_.mentors:
        found["mentors"] = [{k: v for k, v in _mentor(round_, question, host).items() if k != "host_id"}]
    return [{"new-host": found}]


def _bus(_: Round, question: Question) -> Changes:
    return [{"bus": {"locality": list(question["towns"])}}]


def _signed(_: Round, question: Question) -> Changes:
    return [{"draft-signed": {"agreement_id": question["agreement"]}}]


def _prolonged(round_: Round, question: Question) -> Changes:
    ends_on = next(a.valid_to for a in round_.agreements if a.agreement_id == question["agreement"]) or date.max
    return [{"agreement-prolonged": {"agreement_id": question["agreement"], "to": _later(ends_on)}}]


def _later(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + YEARS, day=28 if is_leap_day else day.day)


def _demand(_: Round, question: Question) -> Changes:
    return [{"demand": {"specialty": question["specialty"], "times": round(1 + question["percent"] / 100, 4)}}]


CHANGES: Mapping[str, Callable[[Round, Question], Changes]] = {
    "seats": _seats,
    "new-host": _new_host,
    "withdraws": _withdraws,
    "bus": _bus,
    "signed": _signed,
    "prolonged": _prolonged,
    "demand": _demand,
}
"""Kinds of questions, and the changes that each stands for."""
