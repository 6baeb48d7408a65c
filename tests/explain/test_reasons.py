"""Every applicant has a reason for what they have, and every reason's evidence holds in the round."""

from collections import Counter
from dataclasses import replace

import pytest

from matcher.explain.again import Budget
from matcher.explain.explanation import Explainer
from matcher.matching import Result, Status
from matcher.needs import Need
from matcher.policy import Mechanism, Policy
from matcher.rounds import Round
from matcher.solve import solve
from tests.explain.checkers import Checker
from tests.oracle.feature_rounds import feature_policy, feature_round, stable_round
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round

FEW = Budget(solves=3)


def checked(round_: Round, policy: Policy, budget: Budget = FEW) -> Counter[str]:
    """Hold every reason of a round against it; return how often each code came."""
    possible = policy if round_.placements else replace(policy, max_changes=None)
    result = solve(round_, served(round_, possible))
    if result.status != Status.OPTIMAL:
        return Counter()
    return checked_result(round_, result, budget)


def checked_result(round_: Round, result: Result, budget: Budget) -> Counter[str]:
    explainer = Explainer(round_, result, budget=budget)
    checker, codes = Checker(explainer.case, result), Counter[str]()
    for i, need in enumerate(explainer.case.eligibility.needs):
        account = explainer.of_need(i)
        assert (account.here is None) == (need not in checker.position_of)
        assert (account.unplaced is None) == (need in checker.position_of)
        why = account.here or account.unplaced
        assert why is not None
        for reason in (why, *(choice.reason for choice in account.choices)):
            assert Need(reason.applicant_id, reason.period_id) == need
            checker.check(reason)
            codes[reason.code] += 1
    return codes


@pytest.mark.parametrize("chunk", range(10))
def test_reasons_of_flows_hold(chunk: int) -> None:
    codes = Counter[str]()
    for seed in range(chunk * 30, chunk * 30 + 30):
        round_ = small_round(seed, hosts=bool(seed % 3), most=7)
        codes += checked(round_, small_policy(seed))
    assert codes["competition"]
    assert codes["level-trade"]


@pytest.mark.parametrize("chunk", range(10))
def test_reasons_of_rounds_with_conditions_hold(chunk: int) -> None:
    codes = Counter[str]()
    for seed in range(chunk * 20, chunk * 20 + 20):
        round_ = feature_round(seed)
        codes += checked(round_, feature_policy(seed))
    assert codes


def test_reasons_of_stable_rounds_hold() -> None:
    codes = Counter[str]()
    for seed in range(60):
        round_ = stable_round(seed)
        codes += checked(round_, feature_policy(seed, stable=True))
    assert codes["lower-priority"]


@pytest.mark.parametrize(
    ("mechanism", "code"),
    [
        (Mechanism.APPLICANT_PROPOSING, "lower-priority"),
        (Mechanism.POSITION_PROPOSING, "lower-priority"),
        (Mechanism.SERIAL, "earlier-turn"),
    ],
)
def test_reasons_of_mechanisms_hold(mechanism: Mechanism, code: str) -> None:
    codes = Counter[str]()
    for seed in range(100):
        codes += checked(small_round(seed, hosts=bool(seed % 2)), replace(small_policy(seed), mechanism=mechanism))
    assert codes[code]
    assert not codes.keys() & {"level-trade", "lottery", "overlooked"}


def test_without_solving_again_the_reasons_still_hold() -> None:
    for seed in range(40):
        round_ = small_round(seed, most=7)
        checked(round_, small_policy(seed), Budget(solves=0))
