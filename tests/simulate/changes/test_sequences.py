"""Changes in a row: whatever fits leaves a sound round, none at all leaves the very same."""

from dataclasses import fields, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.fingerprint import fingerprint
from matcher.rounds import Agreement, Applicant, Host, Mentor, Position, Round
from matcher.simulate import changes as ch
from matcher.simulate.changes import CHANGES, Amount, Edit, Papers, People, Places, Where, changed, vary
from matcher.simulate.draws import Draws
from matcher.text import catalogue
from matcher.validate import check
from tests.simulate.changes.small import LOTS, small_round

POSITIONS, HOSTS = ("p1", "p2", "p3", "p4", "n1", "p9"), ("h1", "h2", "p4", "n1", "h9")
SPECIALTIES, TOWNS = ("15.01.05", "43.01.09", "99.99.99"), ("Киреевск", "Тула", "Тверь")
DAYS = st.one_of(st.none(), st.dates(min_value=date(2026, 4, 13)))


def some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)


PLACES = st.builds(Places, some(POSITIONS), some(HOSTS), some(SPECIALTIES), some(TOWNS))
PEOPLE = st.builds(People, some(("a1", "a2", "b1", "z", "a9")), some(("W", "C", "X")), some(SPECIALTIES), some(TOWNS))
PAPERS = st.builds(Papers, some(("1", "2", "3", "4", "h1+1", "9")), some(HOSTS))
AMOUNTS = st.one_of(
    st.builds(Amount, to=st.integers(0, 6)),
    st.builds(Amount, by=st.integers(-4, 4)),
    st.builds(Amount, times=st.sampled_from([0, 0.3, 0.5, 1, 1.25, 2])),
)
SEATS = st.builds(
    Position,
    st.sampled_from(("n1", "n2", "p1")),
    st.integers(0, 3),
    minimum=st.integers(0, 2),
    specialties=some(SPECIALTIES),
)
MENTORS = st.lists(st.builds(Mentor, st.sampled_from(("m1", "m9")), st.integers(0, 3)), max_size=1).map(tuple)
PAPER = st.builds(Agreement, st.just(""), st.sampled_from(HOSTS), valid_to=DAYS)
COMMON = {"chance": st.sampled_from([0.0, 0.5, 1.0])}


def sized(kind: type[Edit]) -> st.SearchStrategy[Edit]:
    return st.builds(kind, PLACES, AMOUNTS, **COMMON)


EDITS: dict[type[Edit], st.SearchStrategy[Edit]] = {
    **{kind: sized(kind) for kind in (ch.Seats, ch.Demand, ch.Minimum, ch.HirePlaces, ch.Beds, ch.Pay)},
    ch.NewHost: st.builds(
        ch.NewHost,
        st.builds(Host, st.sampled_from(("n1", "h1")), capacity=st.one_of(st.none(), st.integers(0, 4))),
        st.lists(SEATS, max_size=2).map(tuple),
        st.one_of(st.none(), PAPER),
        MENTORS,
    ),
    ch.NewPositions: st.builds(ch.NewPositions, st.sampled_from(HOSTS), st.tuples(SEATS), MENTORS),
    ch.HostWithdraws: st.builds(ch.HostWithdraws, PLACES, **COMMON),
    ch.AgreementSigned: st.builds(ch.AgreementSigned, PAPER),
    ch.DraftSigned: st.builds(ch.DraftSigned, PAPERS),
    ch.AgreementEnded: st.builds(ch.AgreementEnded, PAPERS, DAYS),
    ch.AgreementProlonged: st.builds(ch.AgreementProlonged, PAPERS, DAYS),
    ch.MentorAdded: st.builds(
        ch.MentorAdded,
        st.builds(Mentor, st.sampled_from(("", "m1")), st.integers(0, 4), st.sampled_from((None, *HOSTS))),
    ),
    ch.Bus: st.builds(ch.Bus, PLACES, st.booleans()),
    ch.Reach: st.builds(ch.Reach, PEOPLE, AMOUNTS),
    ch.Arrivals: st.builds(
        ch.Arrivals, st.tuples(st.builds(Applicant, st.just("z"), group=st.sampled_from(("W", "X"))))
    ),
    ch.Clones: st.builds(ch.Clones, PEOPLE, st.integers(1, 3)),
    ch.Withdrawals: st.builds(ch.Withdrawals, PEOPLE, **COMMON),
    ch.RuleSwitched: st.builds(ch.RuleSwitched, st.sampled_from(("distance", "period", "distanse")), st.booleans()),
    ch.PolicyChanged: st.just(ch.PolicyChanged(small_round().policy, ("order", "rules"))),
}


def test_every_kind_of_change_is_tried() -> None:
    assert set(EDITS) == set(CHANGES)
    assert len({kind.code for kind in CHANGES}) == len(CHANGES)


@settings(max_examples=400)
@given(st.lists(st.one_of(*EDITS.values()), max_size=8), st.integers(0, 5))
def test_whatever_fits_leaves_a_sound_round_and_whatever_does_not_says_why(edits: list[Edit], trial: int) -> None:
    round_, sentences = small_round(), catalogue("en")
    for edit in edits:
        misfits = [*edit.misfits(round_)]
        if misfits:
            assert all({f"problem.{m.code}", f"problem.change.{m.code}"} & sentences.keys() for m in misfits)
            continue
        before = round_
        round_ = edit.applied(round_, Draws(3, trial))
        assert [p for p in check(round_) if p.code != "empty-table"] == []
        assert round_ == edit.applied(before, Draws(3, trial))


@given(st.one_of(*EDITS.values()))
def test_a_change_never_edits_the_round_it_is_given(edit: Edit) -> None:
    round_ = small_round()
    if not [*edit.misfits(round_)]:
        edit.applied(round_, LOTS)
    assert round_ == small_round()


@given(st.one_of(*EDITS.values()), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(edit: Edit, lots: Random) -> None:
    one, other = small_round(), shuffled(small_round(), lots)
    if not [*edit.misfits(one)]:
        assert fingerprint(edit.applied(one, LOTS)) == fingerprint(edit.applied(other, LOTS))


def shuffled(round_: Round, lots: Random) -> Round:
    tables = {f.name: getattr(round_, f.name) for f in fields(round_)}
    mixed: dict[str, Any] = {k: tuple(lots.sample(v, len(v))) for k, v in tables.items() if isinstance(v, tuple)}
    return replace(round_, **mixed)


def test_without_changes_the_round_is_the_very_same() -> None:
    round_ = small_round()
    assert changed(round_, (), LOTS) is round_
    never = ch.Seats(Places(), Amount(by=1), chance=0.0)
    elsewhere = ch.Seats(Places(), Amount(by=1), where=Where.VACANCIES)
    assert changed(round_, (never, elsewhere), LOTS) is round_
    assert changed(round_, (elsewhere,), LOTS, Where.VACANCIES) != round_


def test_changes_are_made_in_order() -> None:
    half, more = ch.Seats(Places(("p3",)), Amount(times=0.5)), ch.Seats(Places(("p3",)), Amount(by=2))
    assert changed(small_round(), (half, more), LOTS).positions[2].capacity == 4
    assert changed(small_round(), (more, half), LOTS).positions[2].capacity == 3


def test_a_change_happens_as_often_as_its_chance_says_and_in_the_same_trials_whatever_its_size() -> None:
    one, two = (ch.Seats(Places(("p3",)), Amount(by=n), chance=0.3, cost=n) for n in (1, 2))
    trials = [one.happens(Draws(7, t)) for t in range(4000)]
    assert trials == [two.happens(Draws(7, t)) for t in range(4000)]
    assert abs(sum(trials) / 4000 - 0.3) < 0.025


@pytest.mark.parametrize(
    ("edit", "varies"),
    [
        (ch.Seats(Places(), Amount(by=1)), False),
        (ch.Seats(Places(), Amount(by=1), chance=0.5), True),
        (ch.HostWithdraws(Places()), False),
        (ch.HostWithdraws(Places(), chance=0.5), True),
        (ch.Clones(People(), 1), True),
    ],
)
def test_only_lots_make_rounds_vary(edit: Edit, varies: bool) -> None:
    assert vary([edit]) == varies
    assert not vary([])


@given(st.one_of(*EDITS.values()))
def test_every_change_names_its_subject(edit: Edit) -> None:
    assert isinstance(edit.subject, str)


def test_a_bare_edit_cannot_be_made() -> None:
    with pytest.raises(NotImplementedError):
        Edit().applied(small_round(), LOTS)
    with pytest.raises(NotImplementedError):
        [*Edit().misfits(small_round())]
