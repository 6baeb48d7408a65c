"""Changes of the policy."""

from matcher.policy import Level, LevelName, Policy, Stability
from matcher.simulate.changes import PolicyChanged, RuleSwitched
from tests.simulate.changes.small import after, told


def test_a_rule_is_switched_and_the_others_stay() -> None:
    found = after(RuleSwitched("distance", on=False), after(RuleSwitched("medical", on=False)))
    assert found.policy.rules == {"distance": False, "medical": False}


def test_only_rules_that_exist_and_can_be_switched_are() -> None:
    assert told(RuleSwitched("distanse", on=False)) == [("code", "unknown-rule")]
    assert told(RuleSwitched("period", on=False)) == [("code", "rule-fixed")]
    assert told(RuleSwitched("period", on=True)) == []


def test_named_keys_come_from_the_other_policy() -> None:
    other = Policy(objectives=(Level(LevelName.PLACED),), stability=Stability.STABLE, rules={"medical": False})
    found = after(PolicyChanged(other, ("objectives", "rules")), after(RuleSwitched("distance", on=False)))
    assert found.policy.objectives == other.objectives
    assert found.policy.stability == Stability.NONE
    assert found.policy.rules == {"distance": False, "medical": False}


def test_levels_need_their_data() -> None:
    other = Policy(objectives=(Level(LevelName.UTILITY),))
    assert told(PolicyChanged(other, ("objectives",))) == [("objectives", "no-data")]
