"""Nameless: a round and its results for those who may not see names; ids stay, for they are how rows are told apart.

Mentors' ids are often their names, so a keyed hash takes their place, the same one everywhere in a college.
"""

import hmac
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from matcher.rounds import Applicant, Round

LEFT_OUT = "—"
"""Stands where words by hand stood, which may name somebody."""


def alias(mentor_id: str, salt: str) -> str:
    """Return what a mentor is called."""
    return "mentor-" + hmac.new(salt.encode(), mentor_id.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:10]


def nameless(round_: Round, salt: str) -> Round:
    """Return the round without names; every rule finds in it what it found before."""
    return replace(
        round_,
        applicants=tuple(replace(a, name=None) for a in round_.applicants),
        groups=tuple(replace(g, curator=None) for g in round_.groups),
        mentors=tuple(replace(m, mentor_id=alias(m.mentor_id, salt)) for m in round_.mentors),
        locks=tuple(replace(k, reason=LEFT_OUT, author=None) for k in round_.locks),
    )


def bare(round_: Round, salt: str) -> Round:
    """Return the round without whatever tells who somebody is or how they fare: for copies that leave the house."""
    plain = nameless(round_, salt)
    return replace(plain, applicants=tuple(map(_bare, plain.applicants)), outcomes=())


def _bare(row: Applicant) -> Applicant:
    return replace(
        row,
        birth_date=None,
        sex=None,
        locality=None,
        lat=None,
        lon=None,
        medical_until=None,
        restrictions=(),
        consent=None,
    )


def words_of(round_: Round, salt: str) -> dict[str, str]:
    """Return the words of a round that may name somebody, with what takes their place."""
    said = {text: LEFT_OUT for lock in round_.locks for text in (lock.reason, lock.author) if text}
    said |= {a.name: LEFT_OUT for a in round_.applicants if a.name}
    return said | {m.mentor_id: alias(m.mentor_id, salt) for m in round_.mentors}


def without(value: Any, words: Mapping[str, str]) -> Any:
    """Return plain data in which every text that is one of the words gave way to what takes its place."""
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, Mapping):
        return {key: without(own, words) for key, own in value.items()}
    return [without(own, words) for own in value] if isinstance(value, list | tuple) else value
