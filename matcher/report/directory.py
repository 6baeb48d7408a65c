"""Directory: what the people, hosts and positions of a round are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matcher.rounds import Applicant, Host, Position, Round

HOSTS = frozenset({"host_id", "mentor_host", "bound_to"})
"""Words of evidence that hold a host's id."""


@dataclass(frozen=True, eq=False)
class Directory:
    """Names by id; an id that the round does not know, or that has no name, stands for itself."""

    round: Round

    @cached_property
    def applicants(self) -> Mapping[str, Applicant]:
        """Return the applicants by id."""
        return {a.applicant_id: a for a in self.round.applicants}

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Return the positions by id."""
        return {j.position_id: j for j in self.round.positions}

    @cached_property
    def hosts(self) -> Mapping[str, Host]:
        """Return the hosts by id."""
        return {h.host_id: h for h in self.round.hosts}

    def applicant(self, applicant_id: object) -> str:
        """Return a name with its id, for sentences."""
        known = self.applicants.get(str(applicant_id))
        return titled(str(applicant_id), known.name if known else None)

    def position(self, position_id: object) -> str:
        """Return a position's title with its id, for sentences."""
        known = self.positions.get(str(position_id))
        return titled(str(position_id), known.title if known else None)

    def host(self, host_id: object) -> str:
        """Return a host's name."""
        known = self.hosts.get(str(host_id))
        if known is not None and known.name:
            return known.name
        position = self.positions.get(str(host_id))
        return (position.title if position is not None else None) or str(host_id)

    def evidence(self, evidence: Mapping[str, object]) -> dict[str, object]:
        """Return evidence with names in the place of ids."""
        return {key: self._named(key, value) for key, value in evidence.items()}

    def _named(self, key: str, value: object) -> object:
        if key == "hosts" and isinstance(value, Mapping):
            return [f"{self.applicant(person)} — {self.host(host)}" for person, host in sorted(value.items())]
        if key == "unplaced" and isinstance(value, list | tuple):
            return [self.applicant(person) for person in value]
        naming = self.position if key == "assigned" else self.host if key in HOSTS else None
        if naming is None or value is None:
            return value
        return [naming(v) for v in value] if isinstance(value, list | tuple) else naming(value)

    def locality(self, host_id: str) -> str | None:
        """Return the town of a host."""
        known = self.hosts.get(host_id)
        return known.locality if known is not None else None


def titled(key: str, name: str | None) -> str:
    """Return ``Name (id)``, or the id alone."""
    return f"{name} ({key})" if name else key


def by_name(name: str | None, key: str) -> tuple[str, str]:
    """Return what people sort by in a list of names: ё with е, case aside, the id last."""
    return ((name or key).casefold().replace("ё", "е"), key)
