"""What is told of a position holds: seats, the last who got in, those turned away, why seats are left."""

from collections import Counter

from matcher.explain.accounts import PositionAccount
from matcher.explain.again import Budget
from matcher.explain.explanation import Explainer
from matcher.matching import Status
from matcher.needs import Need, PlaceKey
from matcher.solve import solve
from tests.explain.checkers import Checker
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round


def assert_cutoff(checker: Checker, account: PositionAccount) -> None:
    """The worst rank and the lowest grade of those there, from the matching and the tables alone."""
    case = checker.case
    lines = [
        p for p in case.matching.places if (p.position_id, p.period_id) == (account.position_id, account.period_id)
    ]
    ranks = [case.ledger.ranks[p] for p in lines] if case.round.preferences else []
    known = [r for r in ranks if r is not None]
    assert account.cutoff.get("rank") == (max(known) if known else None)
    assert account.cutoff.get("without_rank", 0) == (len(ranks) - len(known) if known else 0)
    grades = [case.setting.people[p.applicant_id].grade for p in lines]
    lowest = min((g for g in grades if g is not None), default=None)
    assert account.cutoff.get("grade") == (lowest if None not in grades else None)


def assert_unfilled(checker: Checker, account: PositionAccount) -> str:
    why = account.unfilled
    assert (why is None) == (account.taken >= account.capacity)
    if why is None:
        return "full"
    e = checker.case.eligibility
    place = checker.case.place_index[PlaceKey(account.position_id, account.period_id)]
    assert why.evidence["eligible"] == int((e.place_of == place).sum())
    assert why.evidence["left"] == account.capacity - account.taken
    allowed = [r for r in account.turned_away if "rules" not in r.evidence]
    assert (why.code == "nobody-allowed") == (not why.evidence["eligible"])
    if why.code == "nobody-asks":
        assert not allowed
    if why.code == "kept-out":
        assert why.evidence["codes"] == dict(Counter(r.code for r in allowed))
    return why.code


def test_accounts_of_positions_hold() -> None:
    codes = Counter[str]()
    for seed in range(150):
        round_ = small_round(seed, hosts=bool(seed % 3), most=7)
        result = solve(round_, served(round_, small_policy(seed)))
        if result.status != Status.OPTIMAL:
            continue
        explainer = Explainer(round_, result, budget=Budget(solves=2))
        checker = Checker(explainer.case, result)
        for j, place in enumerate(explainer.case.eligibility.places):
            account = explainer.of_place(j)
            assert account.taken == checker.case.load[place]
            assert_cutoff(checker, account)
            codes[assert_unfilled(checker, account)] += 1
            for reason in account.turned_away:
                checker.check(reason)
                assert checker.position_of.get(Need(reason.applicant_id, reason.period_id)) != account.position_id
    assert {"full", "nobody-allowed", "nobody-asks", "kept-out", "shared-full"} <= codes.keys()
