"""Verdict: what the judge says of a matching, every finding with its witness."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.matching import LevelResult


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that the matching breaks: a stable code, whom and what it concerns, and the evidence."""

    code: str
    applicant_id: str | None = None
    period_id: str | None = None
    position_id: str | None = None
    host_id: str | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class BlockingPair:
    """An applicant and a position that would both gain by leaving the matching for each other."""

    applicant_id: str
    period_id: str
    position_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judge's findings. ``levels`` is empty when the matching names unknown ids and cannot be measured."""

    violations: tuple[Violation, ...]
    blocking_pairs: tuple[BlockingPair, ...]
    levels: tuple[LevelResult, ...]
    stable_required: bool
    claims: tuple[Violation, ...] = ()
    stage_bounds: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """What the certificate proves of each stage, by level and name, in the stage's whole units."""
    excused: bool = False
    """Whether the result says openly that there is no stable matching, where the other conditions may leave none."""

    @property
    def feasible(self) -> bool:
        """Return whether the matching obeys every hard rule."""
        return not self.violations

    @property
    def may_be_used(self) -> bool:
        """Return whether the matching is feasible, and stable where the policy asks for it and it can be had."""
        return self.feasible and not (self.stable_required and self.blocking_pairs and not self.excused)

    @property
    def accepted(self) -> bool:
        """Return whether the matching may be used and everything claimed of it is true."""
        return self.may_be_used and not self.claims
