"""Chances: what keeps an applicant without a place from the places of the own specialty, rule by rule."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.judge import Case
from matcher.needs import Need
from matcher.rules.columns import Bools, Ints

PROGRAMME = frozenset({"period", "specialty"})


@dataclass(frozen=True, slots=True)
class Chances:
    """How many places ``fit`` the specialty, how many of them each rule forbids, and how many it forbids alone.

    The most come first. ``evidence`` shows, for each rule, one place that it forbids (alone, if there is one).
    """

    fit: int
    forbidden: Mapping[str, int]
    alone: Mapping[str, int]
    evidence: Mapping[str, Mapping[str, object]]


def chances(case: Case, need: Need) -> Chances:
    """Return what the rules leave to a need."""
    frame = case.book.frame
    i = frame.need_index[need]
    places = np.flatnonzero(frame.place.period == frame.need.period[i])
    masks = _masks(case, i, places)
    fit = ~np.any([masks[code] for code in sorted(PROGRAMME & masks.keys())] or [np.zeros(len(places), bool)], axis=0)
    count = np.sum(list(masks.values()), axis=0)
    own = {code: mask & fit for code, mask in masks.items() if code not in PROGRAMME and (mask & fit).any()}
    sole = {code: mask & (count == 1) for code, mask in own.items()}
    shown = {code: int(places[np.argmax(sole[code] if sole[code].any() else mask)]) for code, mask in own.items()}
    evidence = {rule.code: rule.evidence(frame, i, shown[rule.code]) for rule in case.book.rules if rule.code in shown}
    return Chances(int(fit.sum()), _most_first(own), _most_first(sole), evidence)


def _masks(case: Case, i: int, places: Ints) -> dict[str, Bools]:
    """Return which of the places each rule forbids to the need."""
    needs = np.full(len(places), i, dtype=np.int64)
    return {rule.code: rule.excludes(case.book.frame, needs, places) for rule in case.book.rules}


def _most_first(masks: Mapping[str, Bools]) -> dict[str, int]:
    counts = {code: int(mask.sum()) for code, mask in masks.items()}
    return {code: n for code, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n}
