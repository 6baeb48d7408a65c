from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

import matcher.rules.eligibility as eligibility_module
from matcher.needs import Need
from matcher.policy import Policy
from matcher.rounds import Agreement, AgreementKind, Host, Lock, LockKind, Period, Preference, Priority, Round, Shift
from matcher.rules import RULES, Eligibility, RuleBook, eligible
from tests.rules.small import UNACCEPTABLE, a_round, applicant, pairs, position

ALL_ON = Policy(rules={r.code: True for r in RULES}, unranked=UNACCEPTABLE, unlisted=UNACCEPTABLE)
PERIODS = (
    Period("spring", None, ("g1", "g2"), date(2026, 4, 13), date(2026, 5, 24)),
    Period("summer", None, (), date(2026, 6, 1), date(2026, 6, 30)),
)


def busy_round(seed: int) -> Round:
    """A round in which most rules find something to exclude."""
    r = Random(seed)
    specialties = ("15.01.05", "43.01.09", "08.01.07")
    people = tuple(
        applicant(
            f"a{n}",
            group=r.choice(("g1", "g2", "g3", None)),
            specialty=r.choice((*specialties, None)),
            birth_date=date(r.randint(2005, 2011), r.randint(1, 12), 1),
            medical_until=r.choice((None, date(2026, 5, 1), date(2027, 1, 1))),
            restrictions=r.choice(((), (), ("инв.1",), ("не ночь", "не шум"))),
            lat=54 + r.random(),
            lon=37.5,
            max_km=r.choice((None, 10.0, 60.0)),
            needs_housing=r.random() < 0.3,
            consent=r.choice((None, True, True, False)),
        )
        for n in range(9)
    )
    places = tuple(
        position(
            f"p{n}",
            host_id=r.choice(("h1", "h2")),
            period_id=r.choice((None, "spring", "summer")),
            specialties=tuple(r.sample(specialties, r.randint(0, 2))),
            hours_week=r.choice((None, 20.0, 36.0, 41.0)),
            hours_day=r.choice((None, 4.0, 8.0)),
            shift=r.choice((None, *Shift)),
            hazard_class=r.choice((None, "2", "3.1", "3.3")),
            medical_required=r.random() < 0.3,
            accessible=r.random() < 0.5,
            housing_beds=r.choice((None, 0, 2)),
        )
        for n in range(7)
    )
    both = [(a.applicant_id, j.position_id) for a in people for j in places]
    return a_round(
        *people,
        *places,
        *PERIODS,
        Host("h1", lat=54.2, lon=37.6),
        Host("h2"),
        Agreement("k1", "h1", AgreementKind.PRACTICE, valid_to=date(2026, 6, 10)),
        Agreement("k2", "h2", AgreementKind.TARGET, applicant_id="a1"),
        preferences=tuple(Preference(a, p, rank=1, veto=r.random() < 0.1) for a, p in both if r.random() < 0.5),
        priorities=tuple(Priority(a, p, rank=1, veto=r.random() < 0.1) for a, p in both if r.random() < 0.5),
        locks=tuple(Lock(*pair, r.choice(tuple(LockKind)), "so decided") for pair in r.sample(both, 4)),
    )


def named(e: Eligibility) -> list[tuple[str, str, str]]:
    return [
        (e.needs[i].applicant_id, e.needs[i].period_id, e.places[j].position_id)
        for i, j in zip(e.need_of.tolist(), e.place_of.tolist(), strict=True)
    ]


POLICIES = {"default": Policy(), "strict": ALL_ON, "ranked": Policy(unranked=UNACCEPTABLE)}


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("seed", range(12))
def test_the_eligible_pairs_are_those_without_a_breach(policy: Policy, seed: int) -> None:
    book = RuleBook(busy_round(seed), policy)
    e = book.eligible()
    same_period = [(n, p) for n in e.needs for p in e.places if n.period_id == p.period_id]
    expected = [(n.applicant_id, n.period_id, p.position_id) for n, p in same_period if not book.breaches(n, p)]
    assert named(e) == expected
    assert e.n_candidates == len(same_period)


@pytest.mark.parametrize("seed", range(6))
def test_exclusions_of_a_need_count_its_breaches(seed: int) -> None:
    book = RuleBook(busy_round(seed), ALL_ON)
    for need in book.frame.needs:
        places = [p for p in book.frame.places if p.period_id == need.period_id]
        assert book.exclusions_of(need) == Counter(b.code for p in places for b in book.breaches(need, p))


@pytest.mark.parametrize("seed", range(6))
def test_excluded_counts_candidate_pairs_by_rule(seed: int) -> None:
    book = RuleBook(busy_round(seed), Policy())
    total = sum((book.exclusions_of(n) for n in book.frame.needs), Counter())
    assert {code: count for code, count in book.eligible().excluded.items() if count} == total
    assert set(book.eligible().excluded) == {r.code for r in book.rules}


def test_where_only_ranked_pairs_count_the_others_are_counted_not_made() -> None:
    people, places = [applicant(f"a{n}") for n in range(4)], [position(f"p{n}") for n in range(5)]
    round_ = a_round(*people, *places, preferences=(Preference("a0", "p0", rank=1), Preference("a1", "p3", veto=True)))
    e = eligible(round_, Policy(unranked=UNACCEPTABLE))
    assert (e.n_candidates, e.excluded["unranked"], e.excluded["veto-applicant"]) == (20, 18, 1)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("chunk", [1, 7, 20])
def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch, policy: Policy, chunk: int) -> None:
    whole = eligible(busy_round(3), policy)
    monkeypatch.setattr(eligibility_module, "CHUNK", chunk)
    parts = eligible(busy_round(3), policy)
    assert named(parts) == named(whole)
    assert (parts.excluded, parts.n_candidates) == (whole.excluded, whole.n_candidates)


def _mixed(rows: tuple[Any, ...], seed: int) -> tuple[Any, ...]:
    return tuple(Random(seed).sample(rows, k=len(rows)))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    round_ = busy_round(seed)
    tables = ("applicants", "positions", "periods", "hosts", "agreements", "preferences", "priorities", "locks")
    mixed: dict[str, Any] = {t: _mixed(getattr(round_, t), seed) for t in tables}
    shuffled = replace(round_, **mixed)
    one, other = eligible(round_, ALL_ON), eligible(shuffled, ALL_ON)
    assert (one.needs, one.places, named(one), one.excluded) == (
        other.needs,
        other.places,
        named(other),
        other.excluded,
    )


def test_pairs_are_sorted_small_integers() -> None:
    e = eligible(busy_round(0), Policy(rules={r.code: False for r in RULES if r.switchable}))
    keys = e.need_of.astype(np.int64) * len(e.places) + e.place_of
    assert (np.diff(keys) > 0).all()
    assert [str(a.dtype) for a in (e.need_of, e.place_of)] == ["int32", "int32"]


def test_forbids_agrees_with_the_eligible_pairs() -> None:
    book = RuleBook(busy_round(1), ALL_ON)
    e = book.eligible()
    n, m = len(e.needs), len(e.places)
    every = np.repeat(np.arange(n, dtype=np.int32), m), np.tile(np.arange(m, dtype=np.int32), n)
    allowed = ~book.forbids(*every)
    assert every[0][allowed].tolist() == e.need_of.tolist()
    assert every[1][allowed].tolist() == e.place_of.tolist()


def test_an_empty_round_has_no_pairs() -> None:
    for policy in (Policy(), ALL_ON):
        e = eligible(Round("none", (), ()), policy)
        assert (len(e.need_of), e.n_candidates, e.needs, e.places) == (0, 0, (), ())
        assert RuleBook(Round("none", (), ()), policy).worst_tier == 0


def test_people_without_positions_have_no_pairs() -> None:
    round_ = Round("none", (applicant(),), (), preferences=(Preference("ann", "gone", rank=1),))
    for policy in (Policy(), ALL_ON):
        assert len(eligible(round_, policy).need_of) == 0
        assert RuleBook(round_, policy).exclusions_of(Need("ann", "")) == {}
    assert pairs(round_) == set()


def test_an_unknown_need_has_no_exclusions() -> None:
    with pytest.raises(KeyError):
        RuleBook(busy_round(0), Policy()).exclusions_of(Need("nobody", "spring"))


def test_rules_marked_m_ship_off_and_codes_are_unique() -> None:
    assert not [r.code for r in RULES if r.verified == "M" and r.default_on]
    assert len({r.code for r in RULES}) == len(RULES)
    assert all(r.source for r in RULES if r.verified in ("V", "M"))
    assert all(r.excludes.__doc__ for r in RULES)
