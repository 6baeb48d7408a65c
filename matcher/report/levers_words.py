"""Words for gains of levers: with their unit, their interval, and what is pulled how often."""

from matcher.simulate.kpis import Kpi
from matcher.simulate.levers.advice import Advice, Effect
from matcher.simulate.summary import Estimate
from matcher.text import Lang, number, say, signed

UNITS = {Kpi.REQUESTS_FILLED: "places", Kpi.HIRE_PLACES_FILLED: "places", Kpi.LONG_TERM_AGREEMENTS: "agreements"}


def unit(kpi: Kpi, lang: Lang) -> str:
    """Return what a figure's numerator counts, shortened."""
    return say(f"levers.unit.{UNITS.get(kpi, 'people')}", lang)


def gain(amount: float, kpi: Kpi, lang: Lang) -> str:
    """Return a gain with sign and unit: ``+0,35 чел.``."""
    return f"{signed(round(amount, 2), lang)} {unit(kpi, lang)}"


def interval(found: Estimate, lang: Lang) -> str:
    """Return the interval that covers the mean with probability 80 %."""
    low, high = (signed(round(found.mean + by, 2), lang) for by in (-found.give, found.give))
    return low if low == high else say("levers.from-to", lang, low=low, high=high)


def roubles(amount: float, lang: Lang) -> str:
    """Return roubles without kopecks."""
    return number(round(amount), lang)


def pulled(found: Advice, effect: Effect, lang: Lang) -> list[str]:
    """Return the titles of what a set does, with how often where that is more than once."""
    return [
        say("levers.pulled.once" if n == 1 else "levers.pulled.often", lang, title=lever.title or lever.name, n=n)
        for lever, n in zip(found.study.levers, effect.pulls, strict=True)
        if n
    ]
