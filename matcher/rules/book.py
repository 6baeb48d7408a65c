"""Rule book: the rules in force for a round under a policy, ready to be asked again and again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.needs import Need, PlaceKey
from matcher.policy import Policy
from matcher.rounds import Round
from matcher.rules.columns import Bools, Floats, Indices, Ints
from matcher.rules.distance import kilometres
from matcher.rules.eligibility import Eligibility, Rows, find_eligible, places_by_period
from matcher.rules.frame import Frame
from matcher.rules.programme import PERIOD
from matcher.rules.registry import rules_in_force
from matcher.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that forbids a pair, by its code, with the values that show why (ready for JSON)."""

    code: str
    evidence: Mapping[str, object]


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Answers what may go where, and which rule says no; everything is made once, when first asked for."""

    round: Round
    policy: Policy

    @cached_property
    def frame(self) -> Frame:
        """Return the round as the rules see it."""
        return Frame(self.round, self.policy)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules in force, in the order of the registry."""
        return rules_in_force(self.policy)

    @cached_property
    def _eligibility(self) -> Eligibility:
        return find_eligible(self.frame, self.rules)

    @cached_property
    def _places(self) -> Rows:
        return places_by_period(self.frame)

    def eligible(self) -> Eligibility:
        """Return the eligible pairs."""
        return self._eligibility

    def forbids(self, need_of: Indices, place_of: Indices) -> Bools:
        """Return which of the pairs some rule forbids, shape (n_pairs,): quick for whole matchings."""
        needs, places = need_of.astype(np.int64), place_of.astype(np.int64)
        forbidden = np.zeros(len(needs), dtype=np.bool_)
        for rule in self.rules:
            forbidden |= rule.excludes(self.frame, needs, places)
        return forbidden

    def breaches(self, need: Need, place: PlaceKey) -> list[Breach]:
        """Return every rule that forbids the pair, in the order of the registry; none for an eligible pair.

        A pair of a need or place that does not exist breaks the rule ``period``: they never meet.
        """
        i, j = self.frame.need_index.get(need), self.frame.place_index.get(place)
        if i is None or j is None:
            return [Breach(PERIOD.code, {"period_id": need.period_id, "open_in": place.period_id})]
        at = np.array([i], dtype=np.int64), np.array([j], dtype=np.int64)
        broken = (rule for rule in self.rules if rule.excludes(self.frame, *at)[0])
        return [Breach(rule.code, rule.evidence(self.frame, i, j)) for rule in broken]

    def exclusions_of(self, need: Need) -> Counter[str]:
        """Return how many places of the need's period each rule takes from it; rules that take none are left out.

        Raises KeyError for an unknown need.
        """
        i = self.frame.need_index[need]
        place_of = self._places.of(int(self.frame.need.period[i]))
        need_of = np.full(len(place_of), i, dtype=np.int64)
        taken = {rule.code: int(rule.excludes(self.frame, need_of, place_of).sum()) for rule in self.rules}
        return Counter({code: count for code, count in taken.items() if count})

    def bars(self, need: Need) -> Mapping[PlaceKey, tuple[str, ...]]:
        """Return for every place of the need's period the rules that forbid it, in order of place; none: eligible.

        Raises KeyError for an unknown need.
        """
        i = self.frame.need_index[need]
        place_of = self._places.of(int(self.frame.need.period[i]))
        need_of = np.full(len(place_of), i, dtype=np.int64)
        masks = [(rule.code, rule.excludes(self.frame, need_of, place_of).tolist()) for rule in self.rules]
        return {
            self.frame.places[j]: tuple(code for code, mask in masks if mask[n])
            for n, j in enumerate(place_of.tolist())
        }

    def kilometres(self, need_of: Indices, place_of: Indices) -> Floats:
        """Return the distance of each pair in kilometres, shape (n_pairs,); NaN where it is unknown."""
        return kilometres(self.frame, need_of, place_of)

    def tiers(self, need_of: Indices, place_of: Indices) -> Ints:
        """Return the best tier >= 1 of an agreement that carries the pair over the whole period, 0 where none does."""
        return self.frame.cover.tiers(need_of, place_of)

    @cached_property
    def _given_tiers(self) -> Mapping[tuple[str, str], int]:
        return {(p.applicant_id, p.position_id): p.tier for p in self.round.pairs if p.tier is not None}

    def tier(self, need: Need, position_id: str) -> int:
        """Return the tier >= 1 of one pair, 0 where none is known: the given one, else the agreements'.

        Raises KeyError for an unknown need or place.
        """
        i = self.frame.need_index[need]
        j = self.frame.place_index[PlaceKey(position_id, need.period_id)]
        given = self._given_tiers.get((need.applicant_id, position_id))
        return given if given is not None else int(self.tiers(np.array([i]), np.array([j]))[0])

    @cached_property
    def worst_tier(self) -> int:
        """Return the largest tier of any eligible pair, 0 where no tier is known."""
        e = self.eligible()
        computed = self.tiers(e.need_of, e.place_of)
        if not self._given_tiers:
            return int(computed.max(initial=0))
        pairs = zip(e.need_of.tolist(), e.place_of.tolist(), computed.tolist(), strict=True)
        given = self._given_tiers.get
        return max(
            (given((e.needs[i].applicant_id, e.places[j].position_id), own) for i, j, own in pairs),
            default=0,
        )


def eligible(round_: Round, policy: Policy) -> Eligibility:
    """Return the eligible pairs of a round under a policy."""
    return RuleBook(round_, policy).eligible()
