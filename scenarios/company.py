"""Who goes together: teams that take several seats as one row, and companions who go to one enterprise or nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from matcher.rounds import Applicant, Companion, Round

TEAMS = 4
COMPANIES = ("соседи", "общежитие", "одна машина", "хор")
"""What holds companions together."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two students of a group who live in one town and are free to go together."""

    first: Applicant
    second: Applicant


def with_company(rng: np.random.Generator, round_: Round) -> Round:
    """Return the round with a few teams and companies, drawn from students of one group and town."""
    pairs = _apart(rng, _neighbours(round_), TEAMS + len(COMPANIES))
    teams, companies = pairs[:TEAMS], pairs[TEAMS:]
    return replace(_with_teams(round_, teams), companions=tuple(_companions(companies)))


def _neighbours(round_: Round) -> list[Neighbours]:
    bound = {lock.applicant_id for lock in round_.locks} | {a.applicant_id for a in round_.agreements}
    free = [a for a in round_.applicants if a.applicant_id not in bound and a.consent and not a.restrictions]
    ordered = sorted(free, key=lambda a: (a.group or "", a.locality or "", a.applicant_id))
    return [Neighbours(a, b) for a, b in pairwise(ordered) if (a.group, a.locality) == (b.group, b.locality)]


def _apart(rng: np.random.Generator, pairs: Sequence[Neighbours], number: int) -> list[Neighbours]:
    """Draw pairs of different groups as long as there are any, nobody twice."""
    found: list[Neighbours] = []
    taken: set[str] = set()
    for at in rng.permutation(len(pairs)).tolist():
        pair = pairs[at]
        members = {pair.first.applicant_id, pair.second.applicant_id}
        groups = [known.first.group for known in found]
        if not members & taken and groups.count(pair.first.group) < 1 + len(found) // 10:
            found.append(pair)
            taken |= members
        if len(found) == number:
            break
    return found


def _with_teams(round_: Round, teams: Sequence[Neighbours]) -> Round:
    """Let each pair be one row of two seats, with the wishes of the first."""
    joined = {t.first.applicant_id: t for t in teams}
    gone = {t.second.applicant_id for t in teams}

    def row(a: Applicant) -> Applicant:
        team = joined.get(a.applicant_id)
        return replace(a, name=f"{team.first.name} и {team.second.name}", seats=2) if team else a

    return replace(
        round_,
        applicants=tuple(row(a) for a in round_.applicants if a.applicant_id not in gone),
        preferences=tuple(r for r in round_.preferences if r.applicant_id not in gone),
        priorities=tuple(r for r in round_.priorities if r.applicant_id not in gone),
        pairs=tuple(r for r in round_.pairs if r.applicant_id not in gone),
    )


def _companions(companies: Sequence[Neighbours]) -> Iterator[Companion]:
    for name, pair in zip(COMPANIES, companies, strict=False):
        for member in (pair.first, pair.second):
            yield Companion(name, member.applicant_id)
