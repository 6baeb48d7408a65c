"""The tiny round's answer, found again by trying everything."""

import json
from datetime import date
from itertools import product

from tests.scenarios.demo_files import TINY, day, table

GROWN = date(2008, 4, 13)


def best_matchings() -> tuple[tuple[int, int], list[dict[str, str]]]:
    """Return the best (placed, rank sum) and every matching that reaches it."""
    rank = {(r["applicant_id"], r["position_id"]): int(r["rank"]) for r in table("preferences", TINY)}
    seats = {r["position_id"]: int(r["capacity"]) for r in table("positions", TINY)}
    harmful = {r["position_id"] for r in table("positions", TINY) if r["hazard_class"] >= "3"}
    minors = {r["applicant_id"] for r in table("applicants", TINY) if day(r["birth_date"]) > GROWN}
    names = [r["applicant_id"] for r in table("applicants", TINY)]
    found: dict[tuple[int, int], list[dict[str, str]]] = {}
    for choice in product([None, *seats], repeat=len(names)):
        matching = {a: p for a, p in zip(names, choice, strict=True) if p is not None}
        fits = all((a, p) in rank and not (a in minors and p in harmful) for a, p in matching.items())
        if fits and all(list(matching.values()).count(p) <= n for p, n in seats.items()):
            key = len(matching), -sum(rank[pair] for pair in matching.items())
            found.setdefault(key, []).append(matching)
    best = max(found)
    return (best[0], -best[1]), found[best]


def test_expected_json_is_the_only_best_matching() -> None:
    expected = json.loads((TINY / "expected.json").read_text("utf-8"))
    (placed, rank_sum), matchings = best_matchings()
    assert expected["placed"] == placed
    assert expected["levels"] == {"placed": placed, "preference": rank_sum}
    assert matchings == [expected["matching"]]
