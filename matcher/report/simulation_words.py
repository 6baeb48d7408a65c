"""Words for figures of a simulation: values with their units, changes in people and points, who is counted."""

from matcher.simulate.kpis import LESS_IS_BETTER, RATES, Kpi
from matcher.simulate.scenarios import Scenario, Study
from matcher.simulate.simulation import Simulation
from matcher.simulate.summary import Estimate, Line
from matcher.text import Lang, number, say, signed

UNITS = {Kpi.MEAN_KM: "km", Kpi.NET_BUDGET: "roubles"}
PLACES = frozenset({Kpi.REQUESTS_FILLED, Kpi.HIRE_PLACES_FILLED})
BASE = "base"


def title(scenario: Scenario, lang: Lang) -> str:
    """Return what people read of a scenario; a base without words of its own is what there is now."""
    return say("simulate.now", lang) if scenario.title in ("", BASE) and not scenario.changes else scenario.title


def value(kpi: Kpi, amount: float, lang: Lang) -> str:
    """Return a rate with its unit: ``73,5 %``, ``13,8 км``."""
    if kpi in RATES:
        return say("simulate.unit.percent", lang, value=number(100 * amount, lang, 1))
    digits = 0 if kpi == Kpi.NET_BUDGET else 1
    return say(f"simulate.unit.{UNITS.get(kpi, 'number')}", lang, value=number(amount, lang, digits))


def shown(line: Line, lang: Lang) -> str:
    """Return the value of a line; a dash where there is nobody."""
    return "—" if line.value is None else value(line.kpi, line.value.mean, lang)


def spread(line: Line, lang: Lang) -> str:
    """Return between what eight of ten trials lie."""
    if line.value is None:
        return "—"
    low, high = (value(line.kpi, end, lang) for end in (line.value.low, line.value.high))
    return low if low == high else f"{low} … {high}"


def of(line: Line, lang: Lang) -> str:
    """Return numerator and denominator, means over trials: ``56,6 из 77``."""
    top, bottom = (number(n, lang, 1) for n in (line.numerator, line.denominator))
    return say("simulate.of", lang, numerator=top, denominator=bottom)


def people(amount: float, kpi: Kpi, lang: Lang) -> str:
    """Return a change of what the numerator counts: ``+2,1 чел.``."""
    return say(f"simulate.unit.{'places' if kpi in PLACES else 'people'}", lang, value=signed(round(amount, 1), lang))


def points(amount: float, kpi: Kpi, lang: Lang) -> str:
    """Return a change of a rate in its unit; of a share in percentage points."""
    if kpi in RATES:
        return say("simulate.unit.points", lang, value=signed(round(100 * amount, 1), lang))
    rounded = round(amount, 0 if kpi == Kpi.NET_BUDGET else 1)
    return say(f"simulate.unit.{UNITS.get(kpi, 'number')}", lang, value=signed(rounded, lang))


def change(line: Line, lang: Lang) -> str:
    """Return the difference of a line to the base, in people and points where it counts people."""
    if line.difference is None or line.difference_n is None:
        return ""
    if is_nothing(line.difference):
        return say("simulate.same", lang)
    by_points = points(line.difference.mean, line.kpi, lang)
    if line.kpi not in RATES:
        return by_points
    return say("simulate.change", lang, people=people(line.difference_n.mean, line.kpi, lang), points=by_points)


def is_nothing(estimate: Estimate) -> bool:
    """Return whether a difference is nothing in every trial that was looked at."""
    return estimate.mean == estimate.low == estimate.high == 0


def is_better(line: Line) -> bool:
    """Return whether the mean of a line is better than the base's."""
    if line.difference is None:
        return False
    return line.difference.mean < 0 if line.kpi in LESS_IS_BETTER else line.difference.mean > 0


def side(line: Line) -> str:
    """Return ``better``, ``worse``, or ``same``: it comes to nothing when rounded, or eight of ten trials to either."""
    found = line.difference
    if found is None or found.low <= 0 <= found.high or not round(found.mean * (100 if line.kpi in RATES else 1), 1):
        return "same"
    return "better" if is_better(line) else "worse"


def cost(scenario: Scenario, lang: Lang) -> str:
    """Return what a scenario costs a year."""
    roubles = sum(c.cost for c in scenario.changes)
    return say("simulate.cost", lang, value=roubles) if roubles else say("simulate.cost.none", lang)


def caption(simulation: Simulation, lang: Lang) -> str:
    """Return the sentence that stands under every picture: a model's figure, its horizon, its trials."""
    study: Study = simulation.study
    key = "simulate.caption" if study.horizon else "simulate.caption.placement"
    return say(key, lang, horizon=study.horizon, trials=simulation.counts.n_trials)


def model(simulation: Simulation, lang: Lang) -> str:
    """Return the sentence that says what kind of figures these are."""
    horizon = simulation.study.horizon
    return say("simulate.model" if horizon else "simulate.model.placement", lang, horizon=horizon)


def percent(share: float, lang: Lang) -> str:
    """Return a share as percent."""
    return say("simulate.unit.percent", lang, value=number(100 * share, lang, 1))


def give(line: Line, lang: Lang) -> str:
    """Return to within what the mean of a line is known, in its unit."""
    return "—" if line.value is None else _give(line.value, line.kpi, lang)


def _give(found: Estimate, kpi: Kpi, lang: Lang) -> str:
    if kpi in RATES:
        return say("simulate.unit.points", lang, value=number(100 * found.give, lang))
    return say(f"simulate.unit.{UNITS.get(kpi, 'number')}", lang, value=number(found.give, lang))


def difference_spread(line: Line, lang: Lang) -> str:
    """Return between what eight of ten trials put the difference to the base."""
    if line.difference is None:
        return "—"
    low, high = (points(end, line.kpi, lang) for end in (line.difference.low, line.difference.high))
    return low if low == high else f"{low} … {high}"


def difference_give(line: Line, lang: Lang) -> str:
    """Return to within what the mean difference to the base is known."""
    return "—" if line.difference is None else f"± {_give(line.difference, line.kpi, lang)}"
