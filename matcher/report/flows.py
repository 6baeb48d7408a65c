"""Flows: how many of each specialty go to each host, and from which town to which, counted for charts and tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from matcher.matching import Matching
from matcher.report.directory import Directory, by_name
from matcher.rounds import Round

MOST_HOSTS = 14
"""Hosts shown by themselves; the others are shown together."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of a specialty go to a host; ``host`` is None for all hosts that are not shown by themselves."""

    specialty: str
    host: str | None
    n: int


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows in the order in which they are drawn: specialties and hosts with the most people first."""

    specialties: tuple[tuple[str, int], ...]
    hosts: tuple[tuple[str | None, int], ...]
    flows: tuple[Flow, ...]
    n_other_hosts: int


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its coordinates (degrees), how many live there and how many have a place there."""

    name: str
    lat: float
    lon: float
    live: int
    placed: int


@dataclass(frozen=True, slots=True)
class Travel:
    """How many go from one town to another; within a town they are one."""

    start: str
    end: str
    n: int


@dataclass(frozen=True, slots=True)
class Map:
    """Towns by name, and the ways between them, the most travelled first."""

    towns: tuple[Town, ...]
    travels: tuple[Travel, ...]


def flows(round_: Round, matching: Matching | None, directory: Directory) -> Flows:
    """Return who goes where by specialty and host; people of an unknown specialty come under ``—``."""
    specialty = _specialties(round_)
    places = matching.places if matching is not None else ()
    counts = Counter((specialty[p.applicant_id] or "—", directory.positions[p.position_id].host) for p in places)
    by_host: Counter[str] = Counter()
    for (_, host), n in counts.items():
        by_host[host] += n
    order = sorted(by_host, key=lambda h: (-by_host[h], *by_name(directory.host(h), h)))
    shown = order if len(order) <= MOST_HOSTS + 1 else order[:MOST_HOSTS]
    joined: Counter[tuple[str, str | None]] = Counter()
    for (code, host), n in counts.items():
        joined[code, host if host in shown else None] += n
    return _drawn(joined, [*shown, *([None] if len(shown) < len(order) else [])], directory, len(order) - len(shown))


def _specialties(round_: Round) -> Mapping[str, str | None]:
    of_group = {g.group: g.specialty for g in round_.groups}
    return {a.applicant_id: a.specialty or of_group.get(a.group or "") for a in round_.applicants}


def _drawn(
    counts: Mapping[tuple[str, str | None], int], hosts: Sequence[str | None], directory: Directory, others: int
) -> Flows:
    of: Counter[str] = Counter()
    to: Counter[str | None] = Counter()
    for (code, host), n in counts.items():
        of[code] += n
        to[host] += n
    names = {host: None if host is None else directory.host(host) for host in hosts}
    codes = sorted(of, key=lambda code: (-of[code], code))
    return Flows(
        tuple((code, of[code]) for code in codes),
        tuple((names[host], to[host]) for host in hosts),
        tuple(
            Flow(code, names[host], counts[code, host]) for code in codes for host in hosts if counts.get((code, host))
        ),
        others,
    )


def town_map(round_: Round, matching: Matching | None, directory: Directory) -> Map:
    """Return towns of known coordinates and how many travel between them; who comes from nowhere known is left out."""
    home = {a.applicant_id: a.locality for a in round_.applicants}
    travels: Counter[tuple[str, str]] = Counter()
    placed: Counter[str] = Counter()
    where = _coordinates(round_)
    for place in matching.places if matching is not None else ():
        end = directory.locality(directory.positions[place.position_id].host)
        start = home[place.applicant_id]
        if end in where:
            placed[end] += 1
            if start in where:
                travels[start, end] += 1
    live = Counter(a.locality for a in round_.applicants if a.locality in where)
    towns = (Town(name, *where[name], live[name], placed[name]) for name in sorted(where) if live[name] or placed[name])
    ways = sorted(travels.items(), key=lambda item: (-item[1], item[0]))
    return Map(tuple(towns), tuple(Travel(start, end, n) for (start, end), n in ways))


def _coordinates(round_: Round) -> dict[str, tuple[float, float]]:
    """Return where each town is: the middle of everybody and everything said to be there."""
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in _located(round_):
        if row[0] and row[1] is not None and row[2] is not None:
            found[row[0]].append((row[1], row[2]))
    return {name: (fmean(p[0] for p in points), fmean(p[1] for p in points)) for name, points in found.items()}


def _located(round_: Round) -> Iterable[tuple[str | None, float | None, float | None]]:
    yield from ((a.locality, a.lat, a.lon) for a in round_.applicants)
    yield from ((h.locality, h.lat, h.lon) for h in round_.hosts)
