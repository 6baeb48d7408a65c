"""Every remedy holds: one change, a matching of the changed round that shows it, and its best is better still."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.explain.accounts import ApplicantAccount, Remedy
from matcher.explain.again import Budget
from matcher.explain.easings import CODES, KEPT, PERSONAL, Easing
from matcher.explain.explanation import Explainer, explain
from matcher.files.reading import load_round
from matcher.judge import judge
from matcher.levels import difference, goodness
from matcher.matching import Matching, Place, Result, Status
from matcher.needs import Need
from matcher.policy import Policy
from matcher.rounds import Round
from matcher.solve import solve
from tests.oracle.feature_rounds import feature_policy, feature_round, stable_round
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round

DEMO = Path(__file__).parents[2] / "scenarios" / "kireevsk-spring"


def easing_of(explainer: Explainer, remedy: Remedy, account: ApplicantAccount) -> Easing:
    """The change that a remedy names, made anew."""
    need = explainer.case.need_index[Need(account.applicant_id, account.period_id)]
    wanted = explainer.remedies._wanted(need, account)
    return next(e for e, _ in wanted if e.code == remedy.code and e.evidence == remedy.evidence)


def first_sign(policy: Policy, changes: list[object]) -> float:
    """The sign of the first level that changes: more than 0 is better."""
    for level, change in zip(policy.objectives, changes, strict=True):
        first = next((x for x in goodness(level.name, level.measure, change) if x), 0)  # type: ignore[arg-type]  # a level's value
        if first:
            return first
    return 0


def held_in(result: Result, account: ApplicantAccount) -> str | None:
    assert result.matching is not None
    key = account.applicant_id, account.period_id
    return next((p.position_id for p in result.matching.places if (p.applicant_id, p.period_id) == key), None)


def assert_holds(explainer: Explainer, result: Result, account: ApplicantAccount, remedy: Remedy) -> None:
    easing = easing_of(explainer, remedy, account)
    policy = easing.policy
    again = solve(easing.round, policy)
    assert again.status == Status.OPTIMAL
    assert remedy.position_id != account.position_id
    if remedy.verified == "solved":
        assert held_in(again, account) == remedy.position_id
        return
    gone = {(a, t) for a, t, _ in remedy.moves}
    assert result.matching is not None
    kept = [replace(p, mentor_id=None) for p in result.matching.places if (p.applicant_id, p.period_id) not in gone]
    shown = Matching((*kept, *(Place(a, t, j) for a, t, j in remedy.moves if j is not None)))
    verdict = judge(easing.round, shown, policy)
    assert verdict.feasible
    assert Place(account.applicant_id, account.period_id, remedy.position_id) in shown.places
    own = zip(policy.objectives, verdict.levels, result.levels, strict=True)
    assert [c.change for c in remedy.levels] == [difference(k, a.value, b.value) for k, a, b in own]
    assert first_sign(policy, [c.change for c in remedy.levels]) > 0
    best = zip(policy.objectives, again.levels, verdict.levels, strict=True)
    assert first_sign(policy, [difference(k, a.value, b.value) for k, a, b in best]) >= 0
    if remedy.code in PERSONAL and account.position_id is None:
        assert held_in(again, account) is not None


def checked(round_: Round, policy: Policy, *, placed: bool = False) -> Counter[str]:
    possible = policy if round_.placements else replace(policy, max_changes=None)
    result = solve(round_, served(round_, possible))
    codes = Counter[str]()
    if result.status != Status.OPTIMAL:
        return codes
    explainer = Explainer(round_, result, budget=Budget(solves=4))
    for i in range(len(explainer.case.eligibility.needs)):
        if placed or explainer.case.held[i] < 0:
            account = explainer.with_remedies(i)
            for remedy in account.remedies:
                assert_holds(explainer, result, account, remedy)
                codes[remedy.code] += 1
                codes[remedy.verified] += 1
    return codes


@pytest.mark.parametrize("chunk", range(4))
def test_remedies_of_flows_hold(chunk: int) -> None:
    codes = Counter[str]()
    for seed in range(chunk * 25, chunk * 25 + 25):
        codes += checked(small_round(seed, hosts=bool(seed % 3), most=7), small_policy(seed), placed=not seed % 5)
    assert codes["seat"]


@pytest.mark.parametrize("chunk", range(4))
def test_remedies_of_rounds_with_conditions_hold(chunk: int) -> None:
    codes = Counter[str]()
    for seed in range(chunk * 30, chunk * 30 + 30):
        codes += checked(feature_round(seed), feature_policy(seed), placed=not seed % 5)
    assert codes["witness"]


def test_remedies_under_stability_are_solved() -> None:
    codes = Counter[str]()
    for seed in range(40):
        codes += checked(stable_round(seed), feature_policy(seed, stable=True))
    assert codes["solved"]
    assert not codes["witness"]


@pytest.fixture(scope="module")
def demo() -> tuple[Round, Result]:
    round_ = load_round(DEMO)
    return round_, solve(round_)


def test_in_the_demo_everyone_without_a_place_has_a_reason_and_help_where_one_change_can(
    demo: tuple[Round, Result],
) -> None:
    explainer = Explainer(*demo)
    found = explain(*demo)
    assert len(found.applicants) == demo[1].unplaced == 13
    for account in found.applicants:
        assert account.unplaced is not None
        bars = explainer.case.book.bars(Need(account.applicant_id, account.period_id)).values()
        of_law = all("specialty" in codes or len(codes) > 1 or set(codes) & {"accessible"} for codes in bars)
        assert bool(account.remedies) != of_law, account.applicant_id
    assert sum(bool(a.remedies) for a in found.applicants) == 12
    assert len(found.positions) == 10
    assert all(p.turned_away and p.taken <= p.capacity for p in found.positions)


def test_in_the_demo_remedies_hold(demo: tuple[Round, Result]) -> None:
    explainer = Explainer(*demo)
    for account in explain(*demo).applicants[:6]:
        for remedy in account.remedies[:1]:
            assert_holds(explainer, demo[1], account, remedy)


def test_law_and_health_are_never_eased() -> None:
    """No change lifts age, hazard, hours, access, or switches off a rule of law."""
    assert {"medical", "agreement-valid", "consent", "accessible", "health"} <= KEPT
    assert set(CODES) >= PERSONAL
    codes = {code for seed in range(60) for code in _switched_off(seed)}
    assert codes <= {"distance", "housing", "mentors", "supervisors"}


def _switched_off(seed: int) -> set[str]:
    round_ = feature_round(seed)
    result = solve(round_, served(round_, replace(feature_policy(seed), max_changes=None)))
    if result.status != Status.OPTIMAL:
        return set()
    found = explain(round_, result)
    return {str(r.evidence["rule"]) for a in found.applicants for r in a.remedies if r.code == "rule-off"}


def test_an_id_that_nobody_has_is_an_error_of_its_own(demo: tuple[Round, Result]) -> None:
    for unknown in ({"applicant_id": "нет"}, {"position_id": "нет"}):
        with pytest.raises(KeyError, match="нет"):
            explain(*demo, **unknown)  # type: ignore[arg-type]  # one of two texts


def test_the_same_whatever_the_order_of_rows(demo: tuple[Round, Result]) -> None:
    round_, result = demo
    turned = replace(round_, **{t: getattr(round_, t)[::-1] for t in ("applicants", "positions", "pairs", "mentors")})
    asked = "СХ-24-020"
    one, other = (explain(r, result, applicant_id=asked).applicants[0] for r in (round_, turned))
    assert one == other


def test_a_result_without_a_matching_has_no_accounts(demo: tuple[Round, Result]) -> None:
    assert explain(demo[0], replace(demo[1], matching=None)).applicants == ()
    with pytest.raises(ValueError, match="no matching"):
        Explainer(demo[0], replace(demo[1], matching=None))
