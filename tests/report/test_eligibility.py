import json
from dataclasses import asdict, replace

from matcher.report.eligibility import PlacesCount, summarise_eligibility
from tests.report.small import POLICY, ROUND


def test_everyone_is_in_the_histogram_once() -> None:
    made = summarise_eligibility(ROUND)
    assert made.histogram == (PlacesCount(0, 1), PlacesCount(1, 3), PlacesCount(2, 2))
    assert sum(c.needs for c in made.histogram) == made.needs == 6


def test_eligible_pairs_agree_with_the_histogram() -> None:
    made = summarise_eligibility(ROUND)
    assert made.eligible_pairs == sum(c.places * c.needs for c in made.histogram)
    assert made.candidates == 24


def test_who_has_nowhere_to_go_is_named_with_the_rules_most_first() -> None:
    (line,) = summarise_eligibility(ROUND).nowhere
    assert line.applicant_id == "С-06"
    assert [(c.rule, c.pairs) for c in line.excluded] == [("specialty", 4), ("medical", 1)]


def test_a_rule_that_excludes_nothing_is_left_out() -> None:
    assert all(c.pairs > 0 for c in summarise_eligibility(ROUND).excluded)


def test_another_policy_may_be_asked() -> None:
    policy = replace(POLICY, rules={"specialty": False, "medical": False, "agreement-valid": False})
    made = summarise_eligibility(ROUND, policy)
    assert made.nowhere == ()
    assert made.eligible_pairs == 24 - 3


def test_the_summary_is_plain_enough_for_json() -> None:
    made = summarise_eligibility(ROUND)
    assert json.loads(json.dumps(asdict(made)))["histogram"][0] == {"places": 0, "needs": 1}
