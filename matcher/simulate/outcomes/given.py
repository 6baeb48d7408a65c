"""Given outcomes: coefficients from a scenario file or a model that was fitted, laid over the documented defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from matcher.errors import InputError, Problem
from matcher.rounds import Round
from matcher.simulate.chances import Chances
from matcher.simulate.outcomes.defaults import default_alternatives
from matcher.simulate.outcomes.features import FEATURES, pairs_of
from matcher.simulate.outcomes.figures import stays
from matcher.simulate.outcomes.stages import ALTERNATIVES, Alternative, Stages, stages_of

KEYS = (*ALTERNATIVES, "monthly_leaving", "defaults")
PARTS = ("share", "intercept", "specialties", "coefficients")


@dataclass(frozen=True, slots=True)
class GivenOutcomes:
    """An outcome model that is nothing but its coefficients; see :class:`Stages` for what they mean.

    Where a pair of the round has a number ``employment``, the chance of being employed is that number.
    """

    stages: Stages

    def chances(self, round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Chances:
        """Return the chances of each pair of ids, in order; ``None`` stands for no place of practice.

        Raises KeyError for an id that the round does not have.
        """
        return self.stages.chances(pairs_of(round_, applicants, positions))


def given_outcomes(said: Mapping[str, Any] | None = None, place: str = "outcomes") -> GivenOutcomes:
    """Return the model that a mapping describes; without one, that of public figures and assumptions.

    Keys are the stages and, in a stage, its alternatives but the first. An alternative is a share (0..1 of those asked,
    where every feature is 0) or a mapping of ``share`` or ``intercept`` (log-odds), ``specialties`` (code or its
    beginning: log-odds added) and ``coefficients`` (feature: log-odds a unit). What is left out keeps its default,
    each coefficient too, unless ``defaults`` is false: then it is 0. ``monthly_leaving`` (share a month) is short for
    ``stay: {stays: (1 - share) ** 12}``. Raises InputError with every problem; a problem's column is the path.
    """
    reading = _Reading(place, said or {})
    named = {stage: reading.stage(stage) for stage in ALTERNATIVES}
    reading.refuse_unknown((), reading.said, KEYS)
    if reading.problems:
        raise InputError(reading.problems)
    return GivenOutcomes(stages_of({stage: [*own.values()] for stage, own in named.items()}))


class _Reading:
    """One mapping being read, and what was found wrong with it."""

    def __init__(self, place: str, said: Mapping[str, Any]) -> None:
        self.place, self.said = place, said
        self.problems: list[Problem] = []
        self.own = self._share(("monthly_leaving",), said["monthly_leaving"]) if "monthly_leaving" in said else None
        laid_under = said.get("defaults", True)
        if not isinstance(laid_under, bool):
            self._fault(("defaults",), "bad-bool", got=str(laid_under))
        self.defaults = default_alternatives() if laid_under else {s: _nothing(s) for s in ALTERNATIVES}

    def stage(self, stage: str) -> dict[str, Alternative]:
        """Return the alternatives of a stage, in order."""
        said = self._mapping((stage,), self.said.get(stage, {}))
        if stage == "stay" and self.own is not None:
            said = {"stays": {"share": stays(self.own)}, **said}
        self.refuse_unknown((stage,), said, ALTERNATIVES[stage][1:])
        told = {name: self._told((stage, name), said[name]) for name in ALTERNATIVES[stage][1:] if name in said}
        shares = {
            name: self._share((stage, name, "share"), own["share"]) for name, own in told.items() if "share" in own
        }
        free = 1 - sum(shares.values())
        if free <= 0:
            self._fault((stage,), "shares-too-large", sum=round(1 - free, 6))
            return self.defaults[stage]
        return {
            name: self._alternative(
                (stage, name), told.get(name, {}), self.defaults[stage][name], shares.get(name), free
            )
            for name in ALTERNATIVES[stage][1:]
        }

    def _told(self, path: tuple[str, ...], said: object) -> Mapping[str, Any]:
        own = self._mapping(path, said) if isinstance(said, Mapping) else {"share": said}
        self.refuse_unknown(path, own, PARTS)
        return own

    def _alternative(
        self, path: tuple[str, ...], told: Mapping[str, Any], otherwise: Alternative, share: float | None, free: float
    ) -> Alternative:
        intercept = otherwise.intercept if share is None else log(share / free)
        if "intercept" in told:
            intercept = self._number((*path, "intercept"), told["intercept"])
        slopes = self._numbers((*path, "coefficients"), told.get("coefficients", {}))
        self.refuse_unknown((*path, "coefficients"), slopes, tuple(FEATURES))
        specialties = self._numbers((*path, "specialties"), told.get("specialties", {}))
        return Alternative(intercept, {**otherwise.specialties, **specialties}, {**otherwise.coefficients, **slopes})

    def refuse_unknown(self, path: tuple[str, ...], said: Mapping[str, Any], known: Sequence[str]) -> None:
        """Note every key that means nothing here."""
        for key in said:
            if key not in known:
                self._fault((*path, str(key)), "unknown-outcome-key", known=tuple(known))

    def _mapping(self, path: tuple[str, ...], said: object) -> Mapping[str, Any]:
        if isinstance(said, Mapping):
            return said
        self._fault(path, "outcome-mapping", got=str(said))
        return {}

    def _numbers(self, path: tuple[str, ...], said: object) -> dict[str, float]:
        return {str(k): self._number((*path, str(k)), v) for k, v in self._mapping(path, said).items()}

    def _number(self, path: tuple[str, ...], said: object) -> float:
        if isinstance(said, int | float) and not isinstance(said, bool) and abs(said) < float("inf"):
            return float(said)
        self._fault(path, "outcome-number", got=str(said))
        return 0.0

    def _share(self, path: tuple[str, ...], said: object) -> float:
        """Return a share between 0 and 1, both excluded: log-odds know no certainty."""
        share = self._number(path, said)
        if 0 < share < 1:
            return share
        if not self.problems or self.problems[-1].column != ".".join(path):
            self._fault(path, "outcome-share", got=str(said))
        return 1e-9

    def _fault(self, path: tuple[str, ...], code: str, **values: object) -> None:
        self.problems.append(Problem(self.place, code, column=".".join(path), values=values))


def _nothing(stage: str) -> dict[str, Alternative]:
    return {name: Alternative() for name in ALTERNATIVES[stage][1:]}
