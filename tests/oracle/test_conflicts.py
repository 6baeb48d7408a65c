"""Rounds without a matching: the conflict is real and minimal, and each way out is one."""

from collections.abc import Iterator

import pytest

from matcher.conflicts import conflicts
from matcher.matching import Status
from matcher.quantities import Quantities, quantities_of
from matcher.solve import solve
from matcher.solvers.conflict import Elastic, conflict_of
from matcher.solvers.program import INFEASIBLE
from matcher.solvers.relaxing import relaxed
from tests.oracle.test_features import made, seeds
from tests.oracle.together import Together

SECONDS = 60.0


def contradictory(kind: str, chunk: int) -> Iterator[tuple[int, Quantities]]:
    """Rounds that no matching fits, but for locks that clash by themselves."""
    for seed in seeds(chunk):
        round_, policy = made(kind, seed)
        if not Together(round_, policy).feasible:
            quantities = quantities_of(round_, policy)
            if not conflicts(quantities):
                yield seed, quantities


@pytest.mark.parametrize("chunk", range(6))
@pytest.mark.parametrize("kind", ["feature", "stable", "both"])
def test_a_conflict_is_minimal_and_every_way_out_leads_to_a_matching(kind: str, chunk: int) -> None:
    for seed, quantities in contradictory(kind, chunk):
        elastic = Elastic(quantities, SECONDS)
        certain = elastic.contradiction()
        assert certain, seed
        minimal = elastic.minimal(certain)
        assert elastic.cheapest(minimal)[0] in INFEASIBLE, seed
        for name in minimal:
            fewer = [other for other in minimal if other != name]
            assert elastic.cheapest(fewer)[0] not in INFEASIBLE, (seed, name)
        ways = elastic.ways_that_help(minimal)
        assert ways, seed
        for way in ways:
            assert Together(*relaxed(quantities.round, quantities.policy, way)).feasible, (seed, way)


def test_the_result_names_the_conflict_and_a_way_out() -> None:
    named = 0
    for _, quantities in contradictory("feature", 0):
        result = solve(quantities.round, quantities.policy)
        assert result.status == Status.INFEASIBLE
        (found,) = result.conflict
        assert found == conflict_of(quantities, SECONDS)[0]
        assert found["rules"]
        assert found["relaxations"]
        named += 1
    assert named > 5
