"""Validate: cross-table checks of a round and of a policy against it; every problem at once."""

from matcher.validate.checks import check
from matcher.validate.policies import policy_problems

__all__ = ["check", "policy_problems"]
