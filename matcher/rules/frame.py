"""Frame: a round as the rules see it, everything in canonical order, each part made once, when first asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.lists import Entries, locate, preferences_of, priorities_of, with_list
from matcher.needs import PlaceKey
from matcher.rounds import LockKind
from matcher.rules.bonds import target_hosts, workplaces
from matcher.rules.columns import Bools, Floats
from matcher.rules.cover import Cover
from matcher.rules.register import Register
from matcher.rules.ties import Ties, marked, ties


@dataclass(frozen=True, eq=False)
class Frame(Register):
    """The register with everything said about its pairs: lists, locks, contracts, given distances."""

    @cached_property
    def preferences(self) -> Entries:
        """Return the preferences table spread over pairs."""
        return preferences_of(self.round, self.needs, self.places)

    @cached_property
    def priorities(self) -> Entries:
        """Return the priorities table spread over pairs."""
        return priorities_of(self.round, self.needs, self.places)

    @cached_property
    def wished(self) -> Ties:
        """Return the pairs in the preferences table, ``wished.find`` giving the index of their entry."""
        return self._listed(self.preferences)

    @cached_property
    def listed(self) -> Ties:
        """Return the pairs in the priorities table, ``listed.find`` giving the index of their entry."""
        return self._listed(self.priorities)

    def _listed(self, entries: Entries) -> Ties:
        width = len(self.places)
        return marked(entries.need_of * width + entries.place_of, len(self.needs), width)

    @cached_property
    def listing(self) -> Bools:
        """Return which places have a list of applicants, shape (n_places,)."""
        return with_list(self.round, self.places)

    @cached_property
    def assigned(self) -> Ties:
        """Return the pairs fixed by hand."""
        return ties(self._locked(LockKind.ASSIGNED), len(self.needs), len(self.places))

    @cached_property
    def forbidden(self) -> Ties:
        """Return the pairs forbidden by hand."""
        return ties(self._locked(LockKind.FORBIDDEN), len(self.needs), len(self.places))

    def _locked(self, kind: LockKind) -> Iterator[tuple[int, int]]:
        for lock in self.round.locks:
            for i in self.needs_of_applicant.get(lock.applicant_id, ()) if lock.kind == kind else ():
                j = self.place_index.get(PlaceKey(lock.position_id, self.needs[i].period_id))
                if j is not None:
                    yield i, j

    @cached_property
    def given_km(self) -> tuple[Ties, Floats]:
        """Return the pairs whose distance the pairs table gives, and their kilometres in the same order."""
        rows = [p for p in self.round.pairs if p.km is not None]
        at = locate(rows, self.round, self.needs, self.places)
        km = np.array([p.km for p in rows], dtype=np.float64)
        width = len(self.places)
        return marked(at.need_of * width + at.place_of, len(self.needs), width), km[at.row_of]

    @cached_property
    def cover(self) -> Cover:
        """Return the agreements held against the pairs."""
        return Cover(self)

    @cached_property
    def target_hosts(self) -> Ties:
        """Return the hosts that target contracts bind needs to."""
        return target_hosts(self)

    @cached_property
    def workplaces(self) -> Ties:
        """Return the hosts where the applicants already work."""
        return workplaces(self)
