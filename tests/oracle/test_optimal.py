"""The optimiser against the oracle: every level's value and the one matching that the lottery chooses."""

import pytest

from matcher.matching import Status
from matcher.solve import solve
from tests.oracle.brute_force import Oracle
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round

CHUNKS, ROUNDS_A_CHUNK = 30, 100


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_level_and_the_matching_equal_brute_force(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_, policy = small_round(seed), served(small_round(seed), small_policy(seed))
        oracle = Oracle(round_, policy)
        result = solve(round_, policy)
        if not any(True for _ in oracle.matchings()):
            assert result.status == Status.INFEASIBLE, seed
            continue
        values, best = oracle.best()
        assert [level.value for level in result.levels] == values, seed
        assert result.matching is not None
        found = {p.applicant_id: p.position_id for p in result.matching.places}
        assert found == oracle.drawn(best), seed


@pytest.mark.parametrize("chunk", range(5))
def test_every_level_is_proved_and_certified(chunk: int) -> None:
    for seed in range(chunk * 40, (chunk + 1) * 40):
        round_ = small_round(seed, locks=False)
        result = solve(round_, served(round_, small_policy(seed)))
        assert result.status == Status.OPTIMAL
        assert all(level.proved and level.certified and level.bound == level.value for level in result.levels), seed
