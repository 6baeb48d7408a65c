"""Boards: a result as people move others about on it, with names and words, and what one move would do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from api.answers.asked import Move, Subject
from api.answers.subjects import after, handed, round_of
from api.answers.verdicts import check_move, locked
from matcher.errors import InputError, Problem
from matcher.explain.recommending import recommend_positions
from matcher.explain.standing import broken
from matcher.judge import Case, Violation
from matcher.matching import LevelValue, Place
from matcher.needs import Need, PlaceKey, periods_of
from matcher.report import wording
from matcher.report.breaches import breach
from matcher.report.directory import Directory
from matcher.report.fills import fills
from matcher.report.persons import people_of, reading_order
from matcher.report.seat_words import level_change, level_changes
from matcher.report.verdict_screen import violation
from matcher.rounds import Lock, LockKind, Position, Round
from matcher.text import Lang

MOST_OPTIONS = 5
"""How many of the best other places are offered beside one that is refused."""


@dataclass(frozen=True, eq=False)
class Board:
    """A matching laid out with names. ``locks`` are those that stand now, the round's own among them."""

    case: Case
    locks: Sequence[Lock]
    lang: Lang

    @cached_property
    def directory(self) -> Directory:
        """Return the names."""
        return Directory(self.case.round)

    @cached_property
    def held(self) -> Mapping[tuple[str, str], Place]:
        """Return who holds what."""
        return {(p.applicant_id, p.period_id): p for p in self.case.matching.places}

    @cached_property
    def fixed(self) -> Mapping[tuple[str, str], Lock]:
        """Return the locks that fix an applicant, by applicant and position."""
        return {(k.applicant_id, k.position_id): k for k in self.locks if k.kind is LockKind.ASSIGNED}

    def lines(self) -> list[dict[str, Any]]:
        """Return everybody who needs a place, by name, with the place held."""
        people = people_of(self.case.round, self.directory)
        return [self.line(*key) for key in sorted(people, key=lambda k: reading_order(people[k]))]

    def line(self, applicant_id: str, period_id: str) -> dict[str, Any]:
        """Return one person in a period with the place held."""
        person, place = self.directory.applicants[applicant_id], self.held.get((applicant_id, period_id))
        lock = None if place is None else self.fixed.get((applicant_id, place.position_id))
        return {
            "applicant_id": applicant_id,
            "period_id": period_id,
            "dates": self.dates(period_id),
            "name": person.name or applicant_id,
            "group": person.group,
            **self.where(None if place is None else place.position_id),
            "rank": None if place is None else self.case.ledger.ranks.get(place),
            "mentor": None if place is None else place.mentor_id,
            "lock": None if lock is None else {"reason": lock.reason, "author": lock.author},
        }

    def where(self, position_id: str | None) -> dict[str, Any]:
        """Return what a position is called, and its host; nothing for no place."""
        if position_id is None:
            return {"position_id": None, "title": None, "host_id": None, "host": None, "town": None}
        position = self.directory.positions[position_id]
        return {
            "position_id": position_id,
            "title": position.title or position_id,
            "host_id": position.host,
            "host": self.directory.host(position.host),
            "town": self.directory.locality(position.host),
        }

    def dates(self, period_id: str) -> str:
        """Return the days of a period, empty in a round without dates."""
        period = periods_of(self.case.round)[period_id]
        return "" if period.starts_on == date.min else wording.dates(period.starts_on, period.ends_on, self.lang)

    def places(self) -> list[dict[str, Any]]:
        """Return every place with how many seats it has and how many are taken, by host and title."""
        named = [(self.directory.positions[key.position_id], key) for key in self.case.place_index]
        ordered = sorted(named, key=lambda pair: (*self._shown(pair[0]), pair[1].period_id))
        return [self._place(key) for _, key in ordered]

    def hosts(self) -> dict[str, dict[str, int]]:
        """Return how many seats each host offers at one time, its own limit kept to, and how many are taken."""
        found = fills(self.case.round, self.case.matching, self.directory)
        return {fill.host_id: {"capacity": fill.capacity, "taken": fill.taken} for fill in found}

    def _shown(self, position: Position) -> tuple[str, str, str]:
        return self.directory.host(position.host), position.title or "", position.position_id

    def _place(self, key: PlaceKey) -> dict[str, Any]:
        return {
            **self.where(key.position_id),
            "period_id": key.period_id,
            "dates": self.dates(key.period_id),
            "capacity": self.case.capacity[self.case.place_index[key]],
            "taken": self.case.load[key],
        }

    def mentors(self) -> list[dict[str, Any]]:
        """Return the mentors with how many they lead at the busiest time, the fullest first."""
        led: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self.case.matching.places:
            if place.mentor_id is not None:
                led[place.mentor_id].append(place)
        found = [(self._busiest(led[m.mentor_id]) - m.capacity, m) for m in self.case.round.mentors]
        ordered = sorted(found, key=lambda pair: (-pair[0], pair[1].mentor_id))
        return [
            {
                "mentor_id": mentor.mentor_id,
                "host": None if mentor.host_id is None else self.directory.host(mentor.host_id),
                "capacity": mentor.capacity,
                "led": over + mentor.capacity,
            }
            for over, mentor in ordered
        ]

    def _busiest(self, places: Sequence[Place]) -> int:
        """Return the most people that are led on one day: it is the first day of some period."""
        periods = periods_of(self.case.round)
        spans = [(periods[p.period_id], self.case.seats[p.applicant_id]) for p in places]
        days = [period.starts_on for period, _ in spans]
        return max((sum(n for p, n in spans if p.starts_on <= day <= p.ends_on) for day in days), default=0)


def board_of(subject: Subject, locks: Sequence[Mapping[str, str]], lang: Lang) -> Board:
    """Return the board of a result, with the locks as they stand now."""
    case = handed(subject).case
    now = round_of(Subject(subject.content, locks, salt=subject.salt))
    return Board(case, now.locks, lang)


def board(subject: Subject, locks: Sequence[Mapping[str, str]], lang: Lang) -> dict[str, Any]:
    """Return a result as a board: people, places, mentors, and what it breaks, in words."""
    found = board_of(subject, locks, lang)
    return {
        "lines": found.lines(),
        "places": found.places(),
        "hosts": found.hosts(),
        "mentors": found.mentors(),
        "violations": [violation(v, found.directory, lang) for v in broken(found.case)],
        "placed": len(found.case.matching.places),
        "needs": len(found.case.eligibility.needs),
    }


def seat(
    subject: Subject, locks: Sequence[Mapping[str, str]], applicant_id: str, period_id: str, lang: Lang
) -> dict[str, Any]:
    """Return one person's line with the places of the period: which the rules allow, and which can be had right now.

    Raises InputError for somebody whom the round does not know in the period.
    """
    found = board_of(subject, locks, lang)
    need = Need(applicant_id, period_id)
    if need not in found.case.need_index:
        raise InputError([Problem("applicant_id", "not-in-round", values={"name": applicant_id})])
    before = locked(handed(subject).case, subject, locks)
    bars = before.book.bars(need)
    own = [place for place in found.places() if place["period_id"] == period_id]
    return {
        "line": found.line(applicant_id, period_id),
        "places": [
            place | {"allowed": not barred, "possible": not barred and _is_possible(before, need, place)}
            for place in own
            for barred in [bars[PlaceKey(place["position_id"], period_id)]]
        ],
    }


def _is_possible(before: Case, need: Need, place: Mapping[str, Any]) -> bool:
    """Return whether somebody can be moved to a place while nobody else moves."""
    if place["taken"] + before.seats[need.applicant_id] > place["capacity"]:
        return False
    later = before.beside(after(before, [Move(need.applicant_id, need.period_id, place["position_id"])]))
    standing = broken(before)
    return all(v in standing for v in broken(later))


def tried(subject: Subject, locks: Sequence[Mapping[str, str]], move: Move, lang: Lang) -> dict[str, Any]:
    """Return what a move would do, in words: refused by which conditions, or what each level changes by."""
    found = board_of(subject, locks, lang)
    check = check_move(subject, locks, move)
    broken_now = [Violation(**one) for one in check["violations"]]
    return {
        "allowed": check["allowed"],
        "from": found.where(check["from_position_id"]),
        "to": found.where(move.to_position_id),
        "why": list(dict.fromkeys(breach(v, found.directory, lang) for v in broken_now)),
        "rules": [wording.condition(v.code, lang) for v in broken_now],
        "levels": [_level(level, lang) for level in check["levels"]],
        "options": [] if check["allowed"] else _options(found, round_of(replace(subject, locks=locks)), move),
    }


def _level(level: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    name, measure = level["level"], level["measure"]
    before, later, change = (_value(level[key]) for key in ("before", "after", "change"))
    return {
        "name": wording.level_name(name, measure, lang),
        "before": wording.level_value(name, measure, before, lang),
        "after": wording.level_value(name, measure, later, lang),
        "change": level_change(name, change, lang),
        "verdict": level["verdict"],
    }


def _value(value: Any) -> LevelValue:
    return tuple(value) if isinstance(value, list) else value


def _options(found: Board, round_: Round, move: Move) -> list[dict[str, Any]]:
    """Return the best places that this person can move to while nobody else moves, with what each changes."""
    best = recommend_positions(round_, found.case.matching, move.applicant_id, found.case.policy)
    names = [level.name for level in best.levels]
    return [
        {
            **found.where(option.place.position_id),
            "changes": level_changes(names, option.changes, found.lang),
        }
        for option in _of_period(best.options, move)
    ]


def _of_period(options: Sequence[Any], move: Move) -> Iterator[Any]:
    own = (o for o in options if o.place.period_id == move.period_id and o.place.position_id != o.comes_from)
    for option, _ in zip(own, range(MOST_OPTIONS), strict=False):
        yield option
