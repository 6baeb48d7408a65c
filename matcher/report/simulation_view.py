"""View: a simulation as its screen, charts and page tell it, in words and plain rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.report import simulation_words as words
from matcher.simulate.kpis import LESS_IS_BETTER, Kpi
from matcher.simulate.scenarios import Scenario
from matcher.simulate.simulation import Simulation
from matcher.simulate.summary import FanPoint, Line, Sway, fan, headline, summary, sways
from matcher.text import Lang, say

AIMS = (Kpi.PLACED, Kpi.LONG_TERM_AGREEMENTS)
"""What a college is after beside the headline, whether the study names it as a target or not."""
MOST_HOSTS = 8
"""Hosts named in the picture of flows; the others share one place."""


Flow = tuple[str, str, str, float]
"""A specialty, a host of the practice and an ending in words, and how many people, mean of a trial."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One scenario beside the base: its line of the headline, what it costs, and the words for both."""

    scenario: Scenario
    title: str
    line: Line
    change: str
    cost: str


@dataclass(frozen=True, eq=False)
class Seen:
    """What charts and sentences need of a simulation in a language; of several cohorts the headline counts all.

    ``scenarios`` are the study's, the base first. Subclasses say where the figures come from.
    """

    lang: Lang

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Return what was tried, the base first."""
        raise NotImplementedError

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the summary."""
        raise NotImplementedError

    @property
    def headline(self) -> Kpi:
        """Return the rate the study is about."""
        raise NotImplementedError

    @property
    def fan(self) -> tuple[FanPoint, ...]:
        """Return the base's share at work by month."""
        raise NotImplementedError

    @property
    def sways(self) -> tuple[Sway, ...]:
        """Return the tilted assumptions, what moves the headline most first."""
        raise NotImplementedError

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Return how many of the base go from a specialty by way of a host to an ending, means of a trial."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """Return the name of the headline."""
        return say(f"kpi.{self.headline}", self.lang)

    def _line(self, scenario: Scenario) -> Line:
        """Return a scenario's line of the headline; the last one counts all cohorts."""
        return [x for x in self.lines if x.scenario == scenario.name and x.kpi == self.headline][-1]

    @cached_property
    def base(self) -> Contrast:
        """Return the base."""
        return self._contrast(self.scenarios[0])

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Return the other scenarios, those that bring most first."""
        others = [self._contrast(s) for s in self.scenarios[1:]]
        sign = 1 if self.headline in LESS_IS_BETTER else -1
        return tuple(sorted(others, key=lambda c: (sign * _mean(c.line), c.scenario.name)))

    def beside(self, contrast: Contrast) -> list[Line]:
        """Return a scenario's lines of the other aims that any scenario changes: targets, places, agreements."""
        own = {x.kpi: x for x in self.lines if (x.scenario, x.cohort) == (contrast.scenario.name, contrast.line.cohort)}
        return [own[kpi] for kpi in self._moved]

    @cached_property
    def _moved(self) -> tuple[Kpi, ...]:
        aims = dict.fromkeys([*(x.kpi for x in self.lines if x.target is not None), *AIMS])
        label = self.base.line.cohort
        moved = {
            x.kpi
            for x in self.lines
            if x.cohort == label and x.difference is not None and not words.is_nothing(x.difference)
        }
        return tuple(kpi for kpi in aims if kpi in moved and kpi != self.headline)

    def _contrast(self, scenario: Scenario) -> Contrast:
        line = self._line(scenario)
        title, change = words.title(scenario, self.lang), words.change(line, self.lang)
        return Contrast(scenario, title, line, change, words.cost(scenario, self.lang))

    def of_base(self) -> list[Line]:
        """Return every rate of the base, of several cohorts those of all together."""
        own = [x for x in self.lines if x.scenario == self.scenarios[0].name]
        label = own[-1].cohort
        return [x for x in own if x.cohort == label]

    def answer(self) -> list[str]:
        """Return the sentences that come first: how it is now, and what would help most."""
        line = self.base.line
        said = [
            say(
                "simulate.answer",
                self.lang,
                name=self.name.lower() if self.lang == "en" else self.name[0].lower() + self.name[1:],
                value=words.shown(line, self.lang),
                of=words.of(line, self.lang),
                interval=self._interval(line),
            )
        ]
        if self.contrasts:
            best = self.contrasts[0]
            key = f"simulate.best{_sureness(best.line)}"
            said.append(say(key, self.lang, title=best.title, change=f"{best.change}, {best.cost}"))
        return said

    def targets(self) -> list[str]:
        """Return how often the base reaches each target."""
        name, label = self.base.scenario.name, self.base.line.cohort
        return [
            say(
                "simulate.target",
                self.lang,
                name=say(f"kpi.{x.kpi}", self.lang),
                value=words.value(x.kpi, x.target, self.lang),
                n=round(100 * x.reached),
            )
            for x in self.lines
            if (x.scenario, x.cohort) == (name, label) and x.target is not None and x.reached is not None
        ]

    def _interval(self, line: Line) -> str:
        if line.value is None:
            return "—"
        ends = (words.value(line.kpi, end, self.lang) for end in (line.value.low, line.value.high))
        low, high = ends
        return say("simulate.interval", self.lang, low=low, high=high)


@dataclass(frozen=True, eq=False)
class View(Seen):
    """A simulation that was just counted."""

    simulation: Simulation

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Return what was tried, the base first."""
        return self.simulation.study.scenarios

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the summary."""
        return summary(self.simulation)

    @cached_property
    def headline(self) -> Kpi:
        """Return the rate the study is about."""
        return headline(self.simulation)

    @cached_property
    def sways(self) -> tuple[Sway, ...]:
        """Return the tilted assumptions, what moves the headline most first."""
        return sways(self.simulation)

    @cached_property
    def fan(self) -> tuple[FanPoint, ...]:
        """Return the base's share at work by month."""
        return tuple(p for p in fan(self.simulation) if p.scenario == self.scenarios[0].name)

    def ending(self) -> str:
        """Return why there are no more trials."""
        return say(f"simulate.stopped.{self.simulation.stopped}", self.lang, trials=self.simulation.counts.n_trials)

    def cautions(self) -> list[str]:
        """Return what to know of plans that were not proved the best."""
        named = {s.name: words.title(s, self.lang) for s in self.simulation.study.scenarios}
        missing = self.simulation.counts.unplanned
        return [say("simulate.unplanned", self.lang, title=named[name], n=n) for name, n in missing.items()]

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Return how many of the base go from a specialty by way of a host to an ending, means of a trial."""
        return flows(self.simulation, self.lang)

    def cohort(self, label: int | None) -> str:
        """Return what to call a cohort."""
        return say("simulate.cohorts" if label is None else "simulate.cohort", self.lang, label=label)

    def of_scenario(self, scenario: Scenario) -> Sequence[tuple[str, list[Line]]]:
        """Return a scenario's lines by cohort."""
        labels: list[int | None] = [*self.simulation.counts.labels]
        if len(labels) > 1:
            labels.append(None)
        own = [x for x in self.lines if x.scenario == scenario.name]
        return [(self.cohort(label), [x for x in own if x.cohort == label]) for label in labels]


def _sureness(line: Line) -> str:
    """Return how the best scenario is told: it is better, better by less than can be told, or not better."""
    if not words.is_better(line) or line.difference is None:
        return ".none"
    return "" if abs(line.difference.mean) > line.difference.give else ".unsure"


def _mean(line: Line) -> float:
    return line.difference.mean if line.difference is not None else 0.0


def flows(simulation: Simulation, lang: Lang) -> tuple[Flow, ...]:
    """Return the flows of the base's first cohort in words."""
    base, n = simulation.study.scenarios[0].name, simulation.counts.n_trials
    names = {h.host_id: h.name or h.host_id for h in simulation.study.round.hosts}
    own = {key[1:]: count / n for key, count in simulation.counts.flows.items() if key[0] == base}
    return flows_told(own, names, lang)


def flows_told(own: Mapping[tuple[str, str, str], float], names: Mapping[str, str], lang: Lang) -> tuple[Flow, ...]:
    """Return flows (specialty, host's id, ending: people) in words; hosts beyond the largest share one name."""
    size: dict[str, float] = {}
    for (_, host, _), count in own.items():
        if host:
            size[host] = size.get(host, 0) + count
    shown = sorted(size, key=lambda h: (-size[h], names.get(h, h), h))[:MOST_HOSTS]
    others = say("simulate.flows.others", lang, n=len(size) - len(shown))

    def host_name(host: str) -> str:
        if not host:
            return say("simulate.flows.nowhere", lang)
        return names.get(host, host) if host in shown else others

    found: dict[tuple[str, str, str], float] = {}
    for (specialty, host, ending), count in own.items():
        code = specialty or say("simulate.flows.no-specialty", lang)
        key = code, host_name(host), say(f"ending.{ending}", lang)
        found[key] = found.get(key, 0) + count
    return tuple((*key, count) for key, count in sorted(found.items()))
