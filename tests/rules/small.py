"""Small rounds: one applicant, one position, and whatever a test is about."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from matcher.needs import ONE_PERIOD, Need, PlaceKey
from matcher.policy import Policy, Unlisted
from matcher.rounds import Agreement, AgreementKind, Applicant, Host, Period, Position, Round
from matcher.rules import BY_CODE, RuleBook

DEFAULT = Policy()
START, END = date(2026, 4, 13), date(2026, 5, 24)
DAY = date(2026, 4, 1)


def applicant(name: str = "ann", **fields: Any) -> Applicant:
    return Applicant(name, **fields)


def born(age: int, **fields: Any) -> Applicant:
    """An applicant of this age on the round's first day."""
    return applicant(birth_date=START.replace(year=START.year - age), **fields)


def position(name: str = "shop", capacity: int = 1, **fields: Any) -> Position:
    return Position(name, capacity, **fields)


def a_round(*rows: Any, starts_on: date | None = START, ends_on: date | None = END, **tables: Any) -> Round:
    """A round of the given applicants, positions, hosts and periods, in any order."""

    def all_of(kind: type) -> tuple[Any, ...]:
        return tuple(row for row in rows if isinstance(row, kind))

    base = Round("small", all_of(Applicant) or (applicant(),), all_of(Position) or (position(),))
    tables = {"hosts": all_of(Host), "periods": all_of(Period), "agreements": all_of(Agreement)} | tables
    return replace(base, starts_on=starts_on, ends_on=ends_on, **tables)


def agreement(name: str = "k1", host_id: str = "plant", **fields: Any) -> Agreement:
    return Agreement(name, host_id, **({"kind": AgreementKind.PRACTICE} | fields))


def switched(**rules: bool) -> Policy:
    return Policy(rules={code.replace("_", "-"): on for code, on in rules.items()})


def pairs(round_: Round, policy: Policy = DEFAULT) -> set[tuple[str, str]]:
    """The eligible pairs by name."""
    e = RuleBook(round_, policy).eligible()
    return {
        (e.needs[i].applicant_id, e.places[j].position_id)
        for i, j in zip(e.need_of.tolist(), e.place_of.tolist(), strict=True)
    }


def broken(round_: Round, policy: Policy = DEFAULT, who: str = "ann", where: str = "shop") -> dict[str, Any]:
    """The rules that forbid a pair, with their evidence."""
    found = RuleBook(round_, policy).breaches(Need(who, ONE_PERIOD), PlaceKey(where, ONE_PERIOD))
    return {breach.code: breach.evidence for breach in found}


def evidence(code: str, round_: Round, policy: Policy = DEFAULT, **pair: str) -> Any:
    """The evidence of one rule; fails unless this rule, and no other, forbids the pair."""
    found = broken(round_, policy, **pair)
    assert list(found) == [code]
    return found[code]


def excludes(code: str, round_: Round, policy: Policy = DEFAULT) -> list[tuple[str, str]]:
    """The pairs of a period that a rule excludes, whether or not it is in force."""
    frame = RuleBook(round_, policy).frame
    n, m = len(frame.needs), len(frame.places)
    need_of, place_of = np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    mask = BY_CODE[code].excludes(frame, need_of, place_of)
    return [
        (frame.needs[i].applicant_id, frame.places[j].position_id)
        for i, j in zip(need_of[mask].tolist(), place_of[mask].tolist(), strict=True)
    ]


UNACCEPTABLE = Unlisted.UNACCEPTABLE
