"""Told: a simulation as its ``summary.json`` tells it, for charts and sentences long after it was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matcher.report import simulation_words as words
from matcher.report.simulation_view import Flow, Seen, flows_told
from matcher.simulate.changes.edit import Edit
from matcher.simulate.kpis import Kpi
from matcher.simulate.scenarios import Scenario
from matcher.simulate.summary import Estimate, FanPoint, Line, Sway
from matcher.text import say


@dataclass(frozen=True, eq=False)
class Retold(Seen):
    """A simulation read again; ``told`` is what ``simulation_as_mapping`` gave, ``hosts`` their names by id.

    ``about`` is the rate to speak of, by default the one the study is about; assumptions were tilted for that one only.
    """

    told: Mapping[str, Any]
    hosts: Mapping[str, str]
    about: Kpi | None = None

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Return what was tried, the base first; of each change only its chance and cost."""
        return tuple(
            Scenario(s["name"], s["title"], tuple(Edit(chance=c["chance"], cost=c["cost"]) for c in s["changes"]))
            for s in self.told["scenarios"]
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the summary."""
        return tuple(map(_line, self.told["lines"]))

    @cached_property
    def headline(self) -> Kpi:
        """Return the rate the study is about."""
        return self.about or Kpi(self.told["headline"])

    @cached_property
    def fan(self) -> tuple[FanPoint, ...]:
        """Return the base's share at work by month."""
        base = self.scenarios[0].name
        return tuple(
            FanPoint(**{**point, "share": Estimate(**point["share"])})
            for point in self.told["fan"]
            if point["scenario"] == base
        )

    @cached_property
    def sways(self) -> tuple[Sway, ...]:
        """Return the tilted assumptions, what moves the headline most first."""
        if self.headline != self.told["headline"]:
            return ()
        return tuple(
            Sway(**{**sway, "down": Estimate(**sway["down"]), "up": Estimate(**sway["up"])})
            for sway in self.told["tornado"]
        )

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Return how many of the base go from a specialty by way of a host to an ending, means of a trial."""
        base, n = self.scenarios[0].name, self.told["trials"]
        own = {
            (flow["specialty"], flow["host"], flow["ending"]): flow["people"] / n
            for flow in self.told["flows"]
            if flow["scenario"] == base
        }
        return flows_told(own, self.hosts, self.lang)

    def ending(self) -> str:
        """Return why there are no more trials."""
        return say(f"simulate.stopped.{self.told['stopped']}", self.lang, trials=self.told["trials"])

    def model(self) -> str:
        """Return the sentence that says what kind of figures these are."""
        horizon = self.told["horizon"]
        return say("simulate.model" if horizon else "simulate.model.placement", self.lang, horizon=horizon)

    def caption(self) -> str:
        """Return the sentence that stands under every picture: a model's figure, its horizon, its trials."""
        key = "simulate.caption" if self.told["horizon"] else "simulate.caption.placement"
        return say(key, self.lang, horizon=self.told["horizon"], trials=self.told["trials"])

    def cautions(self) -> list[str]:
        """Return what to know of plans that were not proved the best."""
        named = {s.name: words.title(s, self.lang) for s in self.scenarios}
        return [say("simulate.unplanned", self.lang, title=named[k], n=n) for k, n in self.told["unplanned"].items()]


def _line(told: Mapping[str, Any]) -> Line:
    estimates = {name: _estimate(told[name]) for name in ("value", "difference", "difference_n")}
    return Line(**{**told, **estimates, "kpi": Kpi(told["kpi"])})


def _estimate(told: Mapping[str, Any] | None) -> Estimate | None:
    return None if told is None else Estimate(**told)
