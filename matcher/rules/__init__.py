"""Rules: who may go where, by hard conditions on a pair, each with a code, a source, a switch and evidence."""

from matcher.rules.book import Breach, RuleBook, eligible
from matcher.rules.eligibility import Eligibility
from matcher.rules.registry import BY_CODE, RULES, rules_in_force
from matcher.rules.rule import Rule

__all__ = ["BY_CODE", "RULES", "Breach", "Eligibility", "Rule", "RuleBook", "eligible", "rules_in_force"]
