"""Outcome models and rounds for tests of the chain: fixed chances, a region's vacancies, the demo with both."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from matcher import load_round
from matcher.rounds import Applicant, Kind, Position, Round
from matcher.simulate.chances import FATES, Chances
from matcher.simulate.draws import Draws
from matcher.simulate.scenarios import Scenario, Study

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same chances for everyone placed; who has no place cannot be hired by its host."""

    fate: tuple[float, ...] = (0.3, 0.15, 0.1, 0.05, 0.15, 0.1, 0.05, 0.1)
    stay: float = 0.7

    def chances(self, round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Chances:
        placed = np.array([p is not None for p in positions], dtype=bool)
        elsewhere = np.array(self.fate)
        elsewhere[len(FATES) - 1] += elsewhere[0]
        elsewhere[0] = 0
        fate = np.where(placed[:, None], np.array(self.fate), elsewhere).reshape(-1, len(FATES))
        return Chances(fate, np.full(len(fate), self.stay))


@dataclass(frozen=True, slots=True)
class Given:
    """The employment of the pairs table, most of it with the host; the rest as fixed shares."""

    fixed: Fixed = field(default_factory=Fixed)

    def chances(self, round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Chances:
        given = {(p.applicant_id, p.position_id): p.employment or 0 for p in round_.pairs}
        p = np.array([given.get((i, j or ""), 0.2) for i, j in zip(applicants, positions, strict=True)])
        host = np.where([j is not None for j in positions], 0.7 * p, 0.0)
        rest = 1 - host
        parts = np.array([0.15, 0.1, 0.05, 0.2, 0.15, 0.03, 0.32])
        return Chances(np.column_stack([host, rest[:, None] * parts]), np.full(len(p), self.fixed.stay))


@dataclass(frozen=True, slots=True)
class Seats:
    """A change: the seats of one position, or with a chance its closing; ``where`` names the round edited."""

    position_id: str
    capacity: int
    chance: float = 1.0
    cost: float = 0.0
    where: str = "practice"
    varies: bool = False
    code: str = "seats"

    def happens(self, draws: Draws) -> bool:
        return bool(draws.uniform("change/seats", [self.position_id])[0] < self.chance)

    def applied(self, round_: Round, draws: Draws) -> Round:
        rows = (
            replace(j, capacity=self.capacity) if j.position_id == self.position_id else j for j in round_.positions
        )
        return replace(round_, positions=tuple(rows))


@dataclass(frozen=True, slots=True)
class Missing:
    """A change that draws lots: each applicant stays away with a chance."""

    share: float
    chance: float = 1.0
    cost: float = 0.0
    where: str = "practice"
    code: str = "missing"
    varies: bool = True

    def happens(self, draws: Draws) -> bool:
        return True

    def applied(self, round_: Round, draws: Draws) -> Round:
        ids = [a.applicant_id for a in round_.applicants]
        gone = {i for i, u in zip(ids, draws.uniform("missing", ids), strict=True) if u < self.share}
        return replace(
            round_,
            applicants=tuple(a for a in round_.applicants if a.applicant_id not in gone),
            preferences=tuple(p for p in round_.preferences if p.applicant_id not in gone),
            priorities=tuple(p for p in round_.priorities if p.applicant_id not in gone),
            pairs=tuple(p for p in round_.pairs if p.applicant_id not in gone),
            locks=tuple(k for k in round_.locks if k.applicant_id not in gone),
        )


BASE = Scenario("base", "Как сейчас")


def vacancies(n: int = 60) -> Round:
    """Return a region's vacancies for the specialties of the demo."""
    codes = sorted({g.specialty for g in demo().groups if g.specialty})
    rows = tuple(
        Position(f"V-{k:03}", 1 + k % 2, f"H-{k % 17}", specialties=(codes[k % len(codes)],) if k % 3 else ())
        for k in range(n)
    )
    return Round("region", (), rows, kind=Kind.VACANCY, starts_on=date(2026, 7, 1), ends_on=date(2027, 6, 30))


@lru_cache
def demo() -> Round:
    """Return the demo round."""
    return load_round(SCENARIOS / "kireevsk-spring")


def small(n: int = 20, seats: int = 5, hire_places: int | None = None) -> Round:
    """Return a round of n students without wishes and four positions, without dates: all graduate."""
    people = tuple(Applicant(f"A{k:02}", specialty="15.01.05") for k in range(n))
    rows = tuple(
        Position(f"P{k}", seats, f"H{k}", specialties=("15.01.05",), hire_places=hire_places) for k in range(4)
    )
    return Round("small", people, rows)


def study(round_: Round, *scenarios: Scenario, **given: object) -> Study:
    """Return a study of a round with fixed chances, unless others are given."""
    return replace(Study("Проба", round_, Fixed(), scenarios or (BASE,)), **given)  # type: ignore[arg-type]
