"""Held against the rules, the demo shows what a practice officer meets: every rule at work, a few without a place."""

import re
from collections import Counter
from functools import cache

import numpy as np
import pytest

from matcher.rules import BY_CODE, RuleBook
from scenarios import kireevsk
from scenarios.generate import SEED
from tests.scenarios.demo_files import SCENARIOS

README = (SCENARIOS / "README.md").read_text("utf-8")
ONE_PERIOD_AND_LENIENT = {"period", "unranked", "unlisted", "practice-exception"}
WITHOUT_A_PLACE = {"СВ-24-027", "ПК-24-027", "ПК-24-028", "СХ-24-027", "ЭМ-24-028", "ИС-23-027", "АМ-24-028"}


@cache
def book() -> RuleBook:
    round_ = kireevsk.make_round(np.random.default_rng(SEED))
    return RuleBook(round_, round_.policy)


def test_every_rule_that_the_policy_lets_speak_excludes_something() -> None:
    excluded = book().eligible().excluded
    silent = {code for code, n in excluded.items() if n == 0}
    assert silent <= ONE_PERIOD_AND_LENIENT


def test_three_to_eight_students_have_no_place_and_the_special_cases_are_among_them() -> None:
    e = book().eligible()
    placed = {e.needs[i].applicant_id for i in e.need_of.tolist()}
    empty = {n.applicant_id for n in e.needs} - placed
    assert empty >= WITHOUT_A_PLACE
    assert 3 <= len(empty) <= 8
    assert all(f"| {a} |" in README for a in empty)


@pytest.mark.parametrize(
    ("applicant_id", "rule"),
    [
        ("СВ-24-027", "distance"),
        ("ПК-24-027", "medical"),
        ("ПК-24-028", "medical"),
        ("СХ-24-027", "agreement-valid"),
        ("ЭМ-24-028", "minors-hazard"),
        ("ИС-23-027", "accessible"),
        ("АМ-24-028", "consent"),
    ],
)
def test_a_special_case_would_have_a_place_but_for_its_rule(applicant_id: str, rule: str) -> None:
    need = next(n for n in book().frame.needs if n.applicant_id == applicant_id)
    breaches = [{b.code for b in book().breaches(need, place)} for place in book().frame.places]
    assert {rule} in breaches


def test_whoever_is_fixed_by_hand_may_go_there() -> None:
    e = book().eligible()
    pairs = {(e.needs[i].applicant_id, e.places[j].position_id) for i, j in zip(e.need_of, e.place_of, strict=True)}
    fixed = {(k.applicant_id, k.position_id) for k in book().round.locks if k.kind == "assigned"}
    assert fixed <= pairs


def test_seat_limits_of_agreements_are_generous() -> None:
    offered = Counter[str]()
    for position in book().round.positions:
        offered[position.host] += position.capacity
    limits = [a for a in book().round.agreements if a.seats is not None]
    assert 1 <= len(limits) <= 5
    assert all(offered[a.host_id] <= (a.seats or 0) for a in limits)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_readme_names_every_rule_with_its_default(code: str) -> None:
    rule = BY_CODE[code]
    line = re.search(rf"^\| `{code}` \|.*\| ({rule.verified}) \| (.*) \|$", README, re.MULTILINE)
    assert line
    assert line.group(2) == ("always" if not rule.switchable else "on" if rule.default_on else "off")
