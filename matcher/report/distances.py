"""Distances of the places held, where the round tells them."""

from collections.abc import Mapping
from math import isnan

from matcher.matching import Matching, Place
from matcher.measures import Ledger, kilometres
from matcher.rounds import Round
from matcher.rules import RuleBook


def kilometres_of(round_: Round, matching: Matching | None, book: RuleBook) -> Mapping[Place, float]:
    """Return the kilometres of each place held whose distance is known."""
    if matching is None or not matching.places:
        return {}
    found = kilometres(Ledger(round_, matching, book))
    return {place: km for place, km in found.items() if not isnan(km)}
