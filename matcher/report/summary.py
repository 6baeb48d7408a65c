"""Summary: a round and its result laid out for reading, once; terminal, page and workbook render this and nothing else.

It holds codes, names and numbers; :mod:`matcher.report.wording` turns them into sentences of a language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from matcher.matching import LevelResult, Place, Result, Status, StopReason
from matcher.policy import Mechanism, Policy
from matcher.quantities import Quantities
from matcher.report.cautions import Caution, cautions
from matcher.report.clashes import ConflictLine, conflict_lines
from matcher.report.directory import Directory
from matcher.report.distances import kilometres_of
from matcher.report.fills import HostFill, fills
from matcher.report.persons import Key, Person, people_of, reading_order
from matcher.report.seats import SeatLine, seat_lines
from matcher.report.unplaced import UnplacedLine, unplaced_lines
from matcher.rounds import Round
from matcher.rules import RuleBook


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """Who goes where. ``rank`` is None where the applicant gave none, ``km`` (kilometres) where it is unknown."""

    person: Person
    position_id: str
    title: str | None
    host_id: str
    host: str
    locality: str | None
    rank: int | None
    km: float | None
    mentor: str | None


@dataclass(frozen=True, slots=True)
class GroupPlacements:
    """The placements of a study group (None: of people without one), by name."""

    group: str | None
    placements: tuple[PlacementLine, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything a report says. ``placed`` of ``needs`` places are filled; ``asked`` is False without preferences."""

    round_id: str
    title: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    several_periods: bool
    status: Status
    stop_reason: StopReason
    mechanism: Mechanism
    asked: bool
    placed: int
    needs: int
    rank_profile: tuple[int, ...]
    unranked: int
    levels: tuple[LevelResult, ...]
    blocking_pairs: int
    fewest_blocking: LevelResult | None
    unplaced: tuple[UnplacedLine, ...]
    hosts: tuple[HostFill, ...]
    groups: tuple[GroupPlacements, ...]
    seats: tuple[SeatLine, ...]
    conflicts: tuple[ConflictLine, ...]
    cautions: tuple[Caution, ...]
    unverified_rules: tuple[str, ...]
    seed: int
    round_sha256: str
    solver: str
    why: tuple[str, ...]

    @property
    def placements(self) -> tuple[PlacementLine, ...]:
        """Return every placement, group by group."""
        return tuple(line for group in self.groups for line in group.placements)


def summarise(round_: Round, result: Result, quantities: Quantities | None = None) -> Summary:
    """Return the summary of a round's result; the solve's ``quantities``, if at hand, save making the rules again."""
    own = result.facts.get("policy")
    policy = own if isinstance(own, Policy) else round_.policy
    book = quantities.book if quantities is not None else RuleBook(round_, policy)
    directory = Directory(round_)
    people = people_of(round_, directory)
    days = [d for p in people.values() for d in (p.starts_on, p.ends_on) if d is not None]
    placements = _placements(result, people, directory, kilometres_of(round_, result.matching, book))
    unplaced = unplaced_lines(result, people, directory)
    return Summary(
        round_id=round_.round_id,
        title=round_.title or round_.round_id,
        kind=round_.kind.value,
        starts_on=min(days, default=None),
        ends_on=max(days, default=None),
        several_periods=len({p.period_id for p in people.values()}) > 1,
        status=result.status,
        stop_reason=result.stop_reason,
        mechanism=policy.mechanism,
        asked=bool(round_.preferences),
        placed=result.placed,
        needs=len(people),
        rank_profile=result.rank_profile,
        unranked=result.unranked,
        levels=result.levels,
        blocking_pairs=result.blocking_pairs,
        fewest_blocking=result.fewest_blocking,
        unplaced=unplaced,
        hosts=fills(round_, result.matching, directory),
        groups=_by_group(placements),
        seats=seat_lines(result, directory),
        conflicts=conflict_lines(result, round_, directory),
        cautions=cautions(policy),
        unverified_rules=tuple(sorted(r.code for r in book.rules if r.verified == "M")),
        seed=policy.limits.seed,
        round_sha256=str(result.facts.get("round_sha256", "")),
        solver=str(result.facts.get("solver", "")),
        why=tuple(filter(None, str(result.facts.get("why", "")).split(", "))),
    )


def _placements(
    result: Result, people: Mapping[Key, Person], directory: Directory, km: Mapping[Place, float]
) -> list[PlacementLine]:
    held = result.matching.places if result.matching is not None else ()
    return [
        PlacementLine(
            people[place.applicant_id, place.period_id],
            place.position_id,
            directory.positions[place.position_id].title,
            (host := directory.positions[place.position_id].host),
            directory.host(host),
            directory.locality(host),
            rank,
            km.get(place),
            place.mentor_id,
        )
        for place, rank in zip(held, result.ranks, strict=True)
    ]


def _by_group(lines: Sequence[PlacementLine]) -> tuple[GroupPlacements, ...]:
    """Return placements by group, groups by name and those without one last."""

    def group(line: PlacementLine) -> tuple[bool, str]:
        return line.person.group is None, line.person.group or ""

    ordered = sorted(lines, key=lambda k: (*group(k), *reading_order(k.person)))
    return tuple(GroupPlacements(g or None, tuple(own)) for (_, g), own in groupby(ordered, key=group))
