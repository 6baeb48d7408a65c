"""Changes of the policy: one rule switched, or any of its keys set anew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from matcher.policy import Policy, mixed
from matcher.rounds import Round
from matcher.simulate.changes.edit import Edit, Misfit
from matcher.simulate.draws import Draws
from matcher.validate import policy_problems


@dataclass(frozen=True, slots=True)
class RuleSwitched(Edit):
    """A rule of the round is switched on or off."""

    code: ClassVar[str] = "rule"
    rule: str
    on: bool

    @property
    def subject(self) -> str:
        """Return the rule's code."""
        return self.rule

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the rule switched."""
        rules = {**round_.policy.rules, self.rule: self.on}
        return replace(round_, policy=replace(round_.policy, rules=rules))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield that there is no such rule, or that it cannot be switched off."""
        yield from _policy_misfits(round_, replace(Policy(), rules={self.rule: self.on}), "code")


@dataclass(frozen=True, slots=True)
class PolicyChanged(Edit):
    """The keys named are taken from another policy; rules are added to those of the round, one by one."""

    code: ClassVar[str] = "policy"
    policy: Policy
    keys: tuple[str, ...]

    @property
    def subject(self) -> str:
        """Return the keys set."""
        return ",".join(self.keys)

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the policy."""
        return replace(round_, policy=mixed(round_.policy, self.policy, self.keys))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield levels for which the round has no data, and rules that are not there or cannot be switched off."""
        yield from _policy_misfits(round_, mixed(round_.policy, self.policy, self.keys), "")


def _policy_misfits(round_: Round, policy: Policy, key: str) -> Iterator[Misfit]:
    for problem in policy_problems(round_, policy):
        yield Misfit(key or str(problem.column), problem.sentence, problem.values)
