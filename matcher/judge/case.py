"""Case: a round, a policy and a matching laid out for the judge's questions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.capacities import SharedCapacity, place_capacities, shared_capacities
from matcher.constraints.setting import Setting
from matcher.lists import Ints, find
from matcher.matching import Matching, Place
from matcher.measures import Ledger
from matcher.needs import Need, PlaceKey
from matcher.policy import Policy
from matcher.quantities import Quantities
from matcher.rounds import Round
from matcher.rules import Eligibility, RuleBook


@dataclass(frozen=True, eq=False)
class Case:
    """What the judge looks at; arrays are made once, when first asked for."""

    quantities: Quantities
    matching: Matching

    def beside(self, matching: Matching) -> "Case":
        """Return the case of another matching of the same round; what does not depend on matchings is shared."""
        other = Case(self.quantities, matching)
        vars(other).update({name: getattr(self, name) for name in SHARED})
        return other

    @property
    def round(self) -> Round:
        """Return the round."""
        return self.quantities.round

    @property
    def policy(self) -> Policy:
        """Return the policy that judges."""
        return self.quantities.policy

    @property
    def book(self) -> RuleBook:
        """Return the rules in force."""
        return self.quantities.book

    @property
    def eligibility(self) -> Eligibility:
        """Return the eligible pairs."""
        return self.quantities.eligibility

    @cached_property
    def setting(self) -> Setting:
        """Return the eligible pairs grouped by whom and what they concern."""
        return Setting(self.quantities)

    @cached_property
    def ledger(self) -> Ledger:
        """Return the matching beside the rows that speak of it."""
        return Ledger(self.round, self.matching, self.book)

    @cached_property
    def need_index(self) -> Mapping[Need, int]:
        """Return the place of each need in the canonical order."""
        return {need: i for i, need in enumerate(self.eligibility.needs)}

    @cached_property
    def place_index(self) -> Mapping[PlaceKey, int]:
        """Return the place of each open position in the canonical order."""
        return {place: j for j, place in enumerate(self.eligibility.places)}

    @cached_property
    def capacity(self) -> list[int]:
        """Return the seats of each place."""
        return place_capacities(self.round, self.eligibility.places)

    @cached_property
    def shared(self) -> list[SharedCapacity]:
        """Return the capacities that several places share."""
        return shared_capacities(self.round, self.eligibility.places)

    @cached_property
    def seats(self) -> Mapping[str, int]:
        """Return how many seats each applicant takes."""
        return {a.applicant_id: a.seats for a in self.round.applicants}

    @cached_property
    def pairs(self) -> Ints:
        """Return the eligible pair of each line of the matching, -1 where a rule forbids it. All ids must be known."""
        place_of = np.array([self.place_index[_key(p)] for p in self.matching.places], dtype=np.int64)
        e = self.eligibility
        own = e.need_of.astype(np.int64), e.place_of.astype(np.int64)
        return find(*own, self._need_of_line, place_of, len(e.places))

    @cached_property
    def _need_of_line(self) -> Ints:
        return np.array([self.need_index[_need(p)] for p in self.matching.places], dtype=np.int64)

    @cached_property
    def held(self) -> Ints:
        """Return the eligible pair each need holds, -1 for none; shape (n_needs,). All ids must be known."""
        held = np.full(len(self.eligibility.needs), -1, dtype=np.int64)
        held[self._need_of_line] = self.pairs
        return held

    @cached_property
    def load(self) -> Counter[PlaceKey]:
        """Return the seats taken at each place."""
        load: Counter[PlaceKey] = Counter()
        for place in self.matching.places:
            load[_key(place)] += self.seats[place.applicant_id]
        return load


SHARED = ("setting", "need_index", "place_index", "capacity", "shared", "seats")
"""What a case knows whatever the matching."""


def _need(place: Place) -> Need:
    return Need(place.applicant_id, place.period_id)


def _key(place: Place) -> PlaceKey:
    return PlaceKey(place.position_id, place.period_id)
