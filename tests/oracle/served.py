"""A policy cut to the levels whose data a round has."""

from dataclasses import replace

from matcher.policy import Level, LevelName, Policy
from matcher.rounds import Round
from matcher.validate import policy_problems


def served(round_: Round, policy: Policy) -> Policy:
    """The policy without levels that the round has no numbers for; at least ``placed`` stays."""
    kept = tuple(k for k in policy.objectives if not policy_problems(round_, replace(policy, objectives=(k,))))
    return replace(policy, objectives=kept or (Level(LevelName.PLACED),))
