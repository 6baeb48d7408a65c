"""Streams: who of a round comes when, and who withdraws; told by a file or drawn from habits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from matcher.simulate.draws import Draws, Reals


@dataclass(frozen=True, slots=True, order=True)
class Coming:
    """One person's day of coming and day of withdrawing (None: stays), not before the coming. Ordered by day, then id.

    Who withdraws on the very day of coming never gets a seat.
    """

    arrives_on: date
    applicant_id: str
    withdraws_on: date | None = None

    @property
    def stays(self) -> bool:
        """Return whether the person keeps a seat to the end."""
        return self.withdraws_on is None


@dataclass(frozen=True, slots=True)
class Stream:
    """The days from ``first_day`` to ``last_day``, both inclusive, and all who come in them, sorted."""

    first_day: date
    last_day: date
    comings: tuple[Coming, ...]

    @property
    def n_days(self) -> int:
        """Return how many days there are, >= 1."""
        return (self.last_day - self.first_day).days + 1

    def day_of(self, day: date) -> int:
        """Return a day's number, the first being 0."""
        return (day - self.first_day).days


@dataclass(frozen=True, slots=True)
class Habits:
    """How likely (0..1) a person of the round comes at all, and one who came withdraws before the end.

    Each comes on any day alike, and withdraws on any day alike from that day on.
    """

    comes: float = 0.9
    leaves: float = 0.05

    def still_comes(self, day: int, n_days: int) -> float:
        """Return how likely someone comes who has not come by the end of a day (-1: before the first)."""
        share = (day + 1) / n_days
        return self.comes * (1 - share) / max(1 - self.comes * share, TINY)

    def still_leaves(self, arrived: Reals, day: int, n_days: int) -> Reals:
        """Return how likely each who came on the days ``arrived``, and is there, withdraws after a day; that shape."""
        left = (n_days - 1 - day) / (n_days - arrived)
        return self.leaves * left / np.maximum(1 - self.leaves * (1 - left), TINY)


TINY = 1e-12
"""Keeps from dividing by nothing where everybody has come."""


def drawn_stream(ids: Iterable[str], habits: Habits, first_day: date, n_days: int, draws: Draws) -> Stream:
    """Return a stream of ``n_days`` >= 1 days drawn from habits; the same for the same draws, in any order of ids."""
    people = sorted(ids)
    events = ("dynamic/comes", "dynamic/arrives", "dynamic/leaves", "dynamic/withdraws")
    comes, arrives, leaves, withdraws = (draws.uniform(event, people) for event in events)
    arrived = np.floor(arrives * n_days).astype(np.int64)
    gone = arrived + np.floor(withdraws * (n_days - arrived)).astype(np.int64)
    comings = (
        Coming(
            first_day + timedelta(days=int(arrived[i])),
            person,
            first_day + timedelta(days=int(gone[i])) if leaves[i] < habits.leaves else None,
        )
        for i, person in enumerate(people)
        if comes[i] < habits.comes
    )
    return Stream(first_day, first_day + timedelta(days=n_days - 1), tuple(sorted(comings, key=_order)))


def drawn_streams(
    ids: Iterable[str], habits: Habits, first_day: date, n_days: int, n_streams: int, seed: int
) -> list[Stream]:
    """Return so many streams, each a trial of the seed."""
    people = list(ids)
    return [drawn_stream(people, habits, first_day, n_days, Draws(seed, k)) for k in range(n_streams)]


def stream_of(comings: Sequence[Coming]) -> Stream:
    """Return the stream of at least one coming, from the first day named to the last."""
    days = [c.arrives_on for c in comings] + [c.withdraws_on for c in comings if c.withdraws_on is not None]
    return Stream(min(days), max(days), tuple(sorted(comings, key=_order)))


def _order(coming: Coming) -> tuple[date, str]:
    return coming.arrives_on, coming.applicant_id
