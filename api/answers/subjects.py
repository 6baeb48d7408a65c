"""Subjects: what a question is about, handed to a child as texts, and made into rounds and cases there, each once."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from api.answers.asked import Move, Subject
from api.answers.nameless import nameless, without, words_of
from matcher.constraints.mentoring import with_mentors
from matcher.errors import MatchingError, PolicyError, Problem
from matcher.explain.standing import placements_of
from matcher.files.findings import Findings
from matcher.files.handed_in import read_handed_in
from matcher.files.matchings import read_matching
from matcher.files.policies import policy_from
from matcher.files.reading import load_round
from matcher.files.settings import Spot
from matcher.files.solved import read_solved
from matcher.files.structured import as_text
from matcher.judge import Case
from matcher.matching import Certificate, Claims, Matching, Place
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Lock, LockKind, Round

MOST_KEPT = 4
"""Rounds and cases that a child remembers: a page asks about the same one again and again."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Handed:
    """A result as it was handed in: the case of its matching, what it claims, what proves it."""

    case: Case
    claims: Claims
    certificate: Certificate | None


_kept: OrderedDict[str, Any] = OrderedDict()


def _once(make: Callable[[], Made], *parts: object) -> Made:
    """Return what was made of the same parts before, else make it and remember it."""
    key = sha256(dumps([make.__qualname__, *parts], default=str).encode("utf-8", "surrogatepass")).hexdigest()
    if key not in _kept:
        _kept[key] = make()
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    made: Made = _kept[key]
    return made


def round_of(subject: Subject) -> Round:
    """Return the round with its locks. Raises RoundError."""

    def make() -> Round:
        with TemporaryDirectory(prefix="praktika-") as folder:
            path = Path(folder) / "round.json"
            path.write_text(subject.content, "utf-8", "surrogatepass")
            return load_round(path)

    found = with_locks(_once(make, subject.content), subject.locks)
    if subject.placements is not None:
        found = replace(found, placements=placements_of(matching_of(subject.placements)))
    return found if subject.salt is None else nameless(found, subject.salt)


def with_locks(round_: Round, locks: Sequence[Mapping[str, str]]) -> Round:
    """Return the round with locks set beside it; one on a pair that the round locks already takes its place."""
    if not locks:
        return round_
    own = {(lock["applicant_id"], lock["position_id"]) for lock in locks}
    kept = (lock for lock in round_.locks if (lock.applicant_id, lock.position_id) not in own)
    added = (Lock(k["applicant_id"], k["position_id"], LockKind(k["kind"]), k["reason"], k["author"]) for k in locks)
    return replace(round_, locks=(*kept, *added))


def policy_of(subject: Subject, round_: Round) -> Policy:
    """Return the policy that a subject names, else the round's own. Raises PolicyError with every problem."""
    return round_.policy if subject.policy is None else read_policy(subject.policy)


def read_policy(entries: Mapping[str, Any]) -> Policy:
    """Return the policy in plain data. Raises PolicyError with every problem."""
    findings = Findings()
    policy = policy_from(as_text(entries), Spot("policy", findings))
    if findings.problems:
        raise PolicyError(findings.problems)
    return policy


def handed(subject: Subject) -> Handed:
    """Return the result of a subject with its moves made. Raises MatchingError where there is no matching."""

    def make() -> Handed:
        return _read(subject)

    before = _once(
        make, subject.content, subject.locks, subject.policy, subject.result, subject.placements, subject.salt
    )
    if not subject.moves:
        return before
    return Handed(_moved(before.case, subject.moves), Claims(), None)


def _read(subject: Subject) -> Handed:
    round_ = round_of(subject)
    policy = None if subject.policy is None else read_policy(subject.policy)
    with TemporaryDirectory(prefix="praktika-") as folder:
        home = Path(folder)
        (home / "result.json").write_text(_result_text(subject), "utf-8")
        if subject.certificate is not None:
            (home / "certificate.json").write_text(subject.certificate, "utf-8")
        found = read_handed_in(home)
        return Handed(read_solved(round_, home, policy), found.claims, found.certificate)


def _result_text(subject: Subject) -> str:
    """Return the result's text, with the aliases of mentors where nobody is to be named."""
    text = subject.result or "null"
    if subject.salt is None:
        return text
    return dumps(without(loads(text), words_of(round_of(replace(subject, salt=None)), subject.salt)))


def matching_of(rows: Sequence[Mapping[str, Any]]) -> Matching:
    """Return the matching in rows of the contract's columns. Raises MatchingError with every problem."""
    with TemporaryDirectory(prefix="praktika-") as folder:
        path = Path(folder) / "matching.json"
        path.write_text(dumps({"matching": list(rows)}), "utf-8")
        return read_matching(path)


def case_of(subject: Subject, matching: Matching) -> Case:
    """Return any matching as a case of the subject's round and policy."""
    round_ = round_of(subject)
    return Case(quantities_of(round_, policy_of(subject, round_)), matching)


def _moved(case: Case, moves: Sequence[Move]) -> Case:
    """Return the case after the moves, mentors chosen anew: they may have come to another host's."""
    return mentored(case.beside(after(case, moves)))


def after(case: Case, moves: Sequence[Move]) -> Matching:
    """Return the matching after moves, one after another, with no mentors. Raises MatchingError for unknown ids."""
    held = {(p.applicant_id, p.period_id): p.position_id for p in case.matching.places}
    needs = {(n.applicant_id, n.period_id) for n in case.need_index}
    places = {(p.position_id, p.period_id) for p in case.place_index}
    for move in moves:
        key = (move.applicant_id, move.period_id)
        if key not in needs or (
            move.to_position_id is not None and (move.to_position_id, move.period_id) not in places
        ):
            values = {"applicant_id": key[0], "period_id": key[1], "position_id": move.to_position_id or ""}
            raise MatchingError([Problem("move", "not-of-this-round", values=values)])
        held.pop(key, None)
        if move.to_position_id is not None:
            held[key] = move.to_position_id
    return Matching(tuple(Place(*key, position) for key, position in held.items()))


def mentored(case: Case) -> Case:
    """Return the case with mentors named, where the places allow it."""
    return case.beside(with_mentors(case.setting, case.matching))
