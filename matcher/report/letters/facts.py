"""Facts: dates, working times and mentors of a place, in the words of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matcher.judge import Case
from matcher.matching import Place
from matcher.needs import periods_of
from matcher.report.directory import Directory
from matcher.rounds import Group, Mentor, Period, Position
from matcher.text import Lang, say


def day(value: date) -> str:
    """Return ``13.04.2026``, in letters of every language."""
    return f"{value:%d.%m.%Y}"


def days_shown(evidence: Mapping[str, object]) -> dict[str, object]:
    """Return evidence whose ISO days are written as in letters."""
    return {key: _day_shown(value) for key, value in evidence.items()}


def _day_shown(value: object) -> object:
    try:
        return day(date.fromisoformat(value)) if isinstance(value, str) and len(value) == len("2026-04-13") else value
    except ValueError:
        return value


@dataclass(frozen=True, eq=False)
class Facts:
    """What a round says about places, written in a language."""

    case: Case
    lang: Lang

    @cached_property
    def directory(self) -> Directory:
        """Return the names."""
        return Directory(self.case.round)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Return the groups by id."""
        return {g.group: g for g in self.case.round.groups}

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """Return the periods by id."""
        return periods_of(self.case.round)

    @cached_property
    def mentors(self) -> Mapping[str, Mentor]:
        """Return the mentors and supervisors by id."""
        return {m.mentor_id: m for m in self.case.round.mentors}

    def dates(self, period_id: str, key: str = "letter.dates") -> str:
        """Return the days of a period, empty in a round without dates."""
        period = self.periods[period_id]
        if period.starts_on == date.min:
            return ""
        return say(key, self.lang, starts_on=day(period.starts_on), ends_on=day(period.ends_on))

    def practice(self, period_id: str) -> str:
        """Return the kind of practice, empty where the round does not say."""
        kind = self.periods[period_id].kind
        return say(f"letter.practice.{kind}", self.lang) if kind else ""

    def schedule(self, position: Position) -> str:
        """Return shift and hours, empty where nothing is known."""
        said = [say(f"letter.shift.{position.shift}", self.lang)] if position.shift else []
        for unit, hours in (("day", position.hours_day), ("week", position.hours_week)):
            if hours:
                said.append(say(f"letter.hours.{unit}", self.lang, hours=hours))
        return ", ".join(said)

    def is_supervisor(self, mentor_id: str) -> bool:
        """Return whether a mentor is the college's."""
        mentor = self.mentors.get(mentor_id)
        return mentor is not None and mentor.host_id is None

    def where(self, position_id: str) -> str:
        """Return a position by its title, else its id."""
        return self.directory.positions[position_id].title or position_id

    def choice(self, host: str, position_id: str | None) -> str:
        """Return ``Title (Host)``, or the host alone."""
        name = self.directory.host(host)
        if position_id is None or position_id == host:
            return name
        return say("letter.choice", self.lang, title=self.where(position_id), host=name)

    def position(self, place: Place) -> Position:
        """Return the position of a place."""
        return self.directory.positions[place.position_id]
