"""Seats: positions, hosts and whatever else is counted, by the worth of one seat more."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from matcher.levels import goodness
from matcher.matching import Result, SeatPrice
from matcher.report.directory import Directory, by_name

PLACES = ("position", "host")


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Of what one seat more or fewer is meant, and what changes level by level.

    ``host`` is the host's name and ``title`` the position's, None where all positions of the host are meant; what is
    neither has only its ``kind`` and id.
    """

    kind: str
    subject_id: str
    host: str | None
    title: str | None
    levels: tuple[SeatPrice, ...]

    @property
    def gain(self) -> tuple[tuple[float, ...], ...]:
        """Return how good one seat more is, level by level: more is better; nothing where there cannot be one more."""
        return tuple(goodness(p.level, p.measure, p.next_seat) for p in self.levels if p.next_seat is not None)

    @property
    def loss(self) -> tuple[tuple[float, ...], ...]:
        """Return how good the last seat is, in the same way."""
        return tuple(goodness(p.level, p.measure, p.last_seat) for p in self.levels if p.last_seat is not None)

    @property
    def gains(self) -> bool:
        """Return whether one seat more at a position or host changes anything."""
        return self.kind in PLACES and any(any(level) for level in self.gain)


def seat_lines(result: Result, directory: Directory) -> tuple[SeatLine, ...]:
    """Return a line for each subject priced, where a seat more gains most first."""
    found = (
        _line(kind, subject, tuple(own), directory)
        for (kind, subject), own in groupby(result.prices, key=lambda p: (p.kind, p.subject_id))
    )
    named = sorted(found, key=lambda line: (*by_name(line.host, line.subject_id), line.kind, line.subject_id))
    return tuple(sorted(named, key=lambda line: (line.kind in PLACES, line.gain, line.loss), reverse=True))


def _line(kind: str, subject: str, levels: Sequence[SeatPrice], directory: Directory) -> SeatLine:
    host = title = None
    if kind == "position":
        position = directory.positions[subject]
        host, title = directory.host(position.host), position.title or subject
    elif kind == "host":
        host = directory.host(subject)
    return SeatLine(kind, subject, host, title, tuple(levels))
