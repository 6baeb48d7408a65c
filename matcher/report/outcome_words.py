"""Words of a model of outcomes: its figures, tables and sentences, the same in the report and on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.simulate.outcomes.assessment import Assessment
from matcher.simulate.outcomes.features import FORBIDDEN
from matcher.simulate.outcomes.figures import CHEREDNICHENKO, CRIMEA, FIGURES
from matcher.simulate.outcomes.shrinkage import PRIOR_RECORDS
from matcher.simulate.outcomes.spells import Survival
from matcher.text import Lang, number, say

Rows = list[list[str]]
MONTHS = {91: 3, 183: 6, 365: 12, 730: 24}


@dataclass(frozen=True, slots=True)
class OutcomeFigure:
    """A figure with its label and what it is a share of."""

    label: str
    number: str
    basis: str


def percent(share: float, lang: Lang, digits: int = 0) -> str:
    """Return a share 0..1 as percent, by default whole."""
    return say("outcomes.percent", lang, value=round(100 * share, digits))


def points(share: float, lang: Lang) -> str:
    """Return a difference of shares in percentage points."""
    return number(100 * share, lang, 1)


def span(low: float, high: float, lang: Lang) -> str:
    """Return an interval of shares in percent."""
    return f"{number(100 * low, lang, 0)}–{percent(high, lang)}"


def lead(found: Assessment, lang: Lang) -> str:
    """Return how many are employed, with numerator, denominator and horizon."""
    seen = found.seen
    share = percent(seen.employed / seen.n, lang, 1)
    return say("outcomes.lead", lang, employed=seen.employed, n=seen.n, share=share, months=found.model.horizon)


def basis(found: Assessment, lang: Lang) -> list[str]:
    """Return what the model was fitted to and who was left out."""
    model = found.model
    told = say("outcomes.basis", lang, n=model.n_records, cohorts=len(model.cohorts), months=model.horizon)
    unknown, unchecked = found.n_unknown, found.n_unchecked
    left_out = say("outcomes.left-out", lang, unknown=unknown, graduates=found.n_graduates, unchecked=unchecked)
    return [told, *([left_out] if unknown or unchecked else [])]


def figures(found: Assessment, lang: Lang) -> list[OutcomeFigure]:
    """Return the few figures that stand on top."""
    seen = found.seen
    chance = points(seen.error_by_chance, lang)
    made = [
        OutcomeFigure(
            say("outcomes.figure.rate", lang),
            percent(seen.employed / seen.n, lang, 1),
            say("outcomes.of", lang, k=seen.employed, n=seen.n),
        ),
        OutcomeFigure(
            say("outcomes.figure.error", lang),
            points(seen.error, lang),
            say("outcomes.figure.error.basis", lang, chance=chance),
        ),
    ]
    if found.gains is not None:
        best = found.gains.contrasts[0]
        low, high = (signed(x, lang) for x in best.interval())
        told = say("outcomes.figure.gain.basis", lang, n=best.n, low=low, high=high)
        made.append(OutcomeFigure(say("outcomes.figure.gain", lang), signed(best.gain, lang), told))
    year = next((s for s in found.retention if s.days == 365), None)
    if year is not None:
        told = say(
            "outcomes.figure.stay.basis",
            lang,
            n=found.n_spells,
            low=number(100 * year.low, lang, 0),
            high=percent(year.high, lang),
        )
        made.append(OutcomeFigure(say("outcomes.figure.stay", lang), percent(year.share, lang), told))
    return made


def signed(people: float, lang: Lang) -> str:
    """Return a difference in whole people with its sign."""
    whole = round(people)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{number(abs(whole), lang)}"


def calibration_notes(found: Assessment, lang: Lang) -> list[str]:
    """Return what the plot shows, and the two scores with what they are measured against."""
    seen = found.seen
    error, chance = points(seen.error, lang), points(seen.error_by_chance, lang)
    brier, base = (number(x, lang, 3) for x in (seen.brier, seen.brier_base))
    return [
        say("outcomes.calibration.says", lang, n=seen.n),
        say("outcomes.calibration.number", lang, error=error, chance=chance),
        say("outcomes.calibration.brier", lang, brier=brier, base=base, skill=percent(seen.skill, lang, 1)),
    ]


def calibration_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a bin under its heading."""
    head = _head(("group", "people", "predicted", "observed", "interval"), lang)
    rows = [
        [
            str(k),
            number(b.n, lang),
            percent(b.predicted, lang),
            f"{percent(b.observed, lang)} ({say('outcomes.of', lang, k=b.employed, n=b.n)})",
            span(b.low, b.high, lang),
        ]
        for k, b in enumerate(found.seen.bins, start=1)
    ]
    return [head, *rows]


def back_test_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a cohort foretold; empty where none could be."""
    rows = []
    for test in found.back_tests:
        low, high = test.expectation.interval()
        inside = low <= test.seen.employed <= high
        rows.append(
            [
                test.cohort,
                number(test.n_fitted, lang),
                f"{number(test.expectation.expected, lang, 0)} ({number(low, lang, 0)}–{number(high, lang, 0)})",
                say("outcomes.of", lang, k=test.seen.employed, n=test.seen.n),
                say("outcomes.yes" if inside else "outcomes.no", lang),
            ]
        )
    return [_head(("cohort", "fitted", "foretold", "happened", "inside"), lang), *rows] if rows else []


def driver_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a driver; empty where nothing varied."""
    rows = [
        [
            say(f"feature.{d.feature}", lang),
            _change(d.points, lang),
            f"{_change(d.low, lang)} … {_change(d.high, lang)}",
            f"{_change(d.standardised, lang, 2)} ± {number(d.sd, lang, 2)}",
        ]
        for d in found.drivers
    ]
    return [_head(("driver", "points", "interval", "standardised"), lang), *rows] if rows else []


def _change(value: float, lang: Lang, digits: int = 1) -> str:
    text = number(abs(value), lang, digits)
    return text if text == "0" else f"{'+' if value > 0 else '−'}{text}"


def gain_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a contrast of plans; empty where none could be made."""
    if found.gains is None:
        return []
    rows = []
    for c in found.gains.contrasts:
        low, high = (signed(x, lang) for x in c.interval())
        share = say("outcomes.percent", lang, value=round(100 * c.gain / c.n, 1))
        named = say(f"outcomes.gain.{c.plan}.{c.against}", lang)
        rows.append([named, f"{signed(c.gain, lang)} ({share})", f"{low} … {high}", number(c.n, lang)])
    return [_head(("contrast", "more", "interval", "among"), lang), *rows]


def retention_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a time after being hired; empty without days of hire."""
    by_host = {s.days: s for s in found.retention_by_host}
    rows = [
        [
            say("outcomes.months", lang, n=MONTHS[s.days]),
            _share(s, lang),
            _share(by_host[s.days], lang) if s.days in by_host else "—",
        ]
        for s in found.retention
    ]
    return [_head(("after", "all", "by-host"), lang), *rows] if rows else []


def _share(found: Survival, lang: Lang) -> str:
    return f"{percent(found.share, lang)} ({span(found.low, found.high, lang)})"


def specialty_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a specialty."""
    rows = [
        [
            line.specialty or say("outcomes.no-specialty", lang),
            f"{percent(line.employed / line.n, lang)} ({say('outcomes.of', lang, k=line.employed, n=line.n)})",
            span(line.low, line.high, lang),
            percent(line.predicted, lang),
        ]
        for line in found.specialties
    ]
    return [_head(("specialty", "observed", "interval", "predicted"), lang), *rows]


def stage_table(found: Assessment, lang: Lang) -> Rows:
    """Return a row a stage: how many records it has and how it was restrained."""
    rows = [
        [
            say(f"outcomes.stage.{name}", lang),
            number(fit.n_records, lang),
            number(fit.strength**0.5, lang, 2),
            number(fit.spread, lang, 2),
            number(fit.temperature, lang, 2),
        ]
        for name, fit in found.model.fits.items()
    ]
    return [_head(("stage", "records", "strength", "spread", "temperature"), lang), *rows]


def making(found: Assessment, lang: Lang) -> list[str]:
    """Return how the model was made, what it leans on, and what it may and may not look at."""
    shares = {name: percent(FIGURES[name].value, lang, 1) for name in ("employed", "study", "army", "parental-leave")}
    shares["leave"] = shares.pop("parental-leave")
    attributes = found.model.attributes
    told = [
        say("outcomes.made.stages", lang),
        say(
            "outcomes.made.public",
            lang,
            worth=PRIOR_RECORDS,
            **shares,
            out=percent(FIGURES["out-of-specialty"].value, lang),
            leaving=percent(FIGURES["monthly-leaving"].value, lang),
            crimea=CRIMEA,
            rosstat=CHEREDNICHENKO,
        ),
        say("outcomes.made.used", lang, names=_names([a for a in attributes if a not in FORBIDDEN], lang)),
    ]
    refused, allowed = ([a for a in FORBIDDEN if (a in attributes) == asked] for asked in (False, True))
    if allowed:
        told.append(say("outcomes.made.allowed", lang, names=_names(allowed, lang)))
    return [*told, *([say("outcomes.made.unused", lang, names=_names(refused, lang))] if refused else [])]


def _names(features: Sequence[str], lang: Lang) -> str:
    return ", ".join(say(f"attribute.{name}", lang) for name in features)


def _head(names: Sequence[str], lang: Lang) -> list[str]:
    return [say(f"outcomes.column.{name}", lang) for name in names]
