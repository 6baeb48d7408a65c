"""Defaults: the model that follows from public figures and marked assumptions alone, stage by stage."""

from collections.abc import Mapping
from math import log

from matcher.simulate.outcomes.figures import FIGURES, available, stays, value
from matcher.simulate.outcomes.stages import ALTERNATIVES, Alternative

NEVER = -12.0
"""Log-odds added to what the law rules out: fewer than one in a hundred thousand."""


def shares_of(stage: str) -> dict[str, float]:
    """Return the share of every alternative of a stage among those asked, by the public figures; they sum to 1."""
    by_stage: Mapping[str, Mapping[str, float]] = {
        "away": {name: value(name) for name in ALTERNATIVES["away"][1:]},
        "work": {"employed": value("employed") / available()},
        "where": _where(),
        "stay": {"stays": stays(value("monthly-leaving"))},
    }
    others = by_stage[stage]
    return {ALTERNATIVES[stage][0]: 1 - sum(others.values())} | dict(others)


def _where() -> dict[str, float]:
    """A job at the host of the practice is taken to be one in the specialty."""
    hired = 1 - value("self-employed")
    in_specialty = hired * (1 - value("out-of-specialty")) - value("by-host")
    return {"host": value("by-host"), "specialty": in_specialty, "self-employed": value("self-employed")}


def default_alternatives() -> dict[str, dict[str, Alternative]]:
    """Return the default of every alternative but the first, by stage."""
    named = {stage: _plain(stage) for stage in ALTERNATIVES}
    named["away"] = _away()
    named["work"]["employed"] = _with("work", named["work"]["employed"])
    named["where"]["host"] = _with("host", named["where"]["host"])
    named["stay"]["stays"] = _with("stays", named["stay"]["stays"])
    return named


def _plain(stage: str) -> dict[str, Alternative]:
    first, *others = ALTERNATIVES[stage]
    shares = shares_of(stage)
    return {name: Alternative(log(shares[name] / shares[first])) for name in others}


def _with(prefix: str, alternative: Alternative) -> Alternative:
    slopes = {
        name.removeprefix(f"{prefix}."): figure.value
        for name, figure in FIGURES.items()
        if name.startswith(f"{prefix}.")
    }
    return Alternative(alternative.intercept, alternative.specialties, slopes)


def _away() -> dict[str, Alternative]:
    """Return army, study and leave by sex, so that the public shares come out over all: only men are called up, only
    women are taken to be on leave, and both study on alike; of whom no sex is known, the shares over all hold.
    """
    study, army, leave = value("study"), value("army"), value("parental-leave")
    men = {"army": army / value("men"), "study": study, "parental-leave": 0.0}
    women = {"army": 0.0, "study": study, "parental-leave": leave / (1 - value("men"))}
    unknown = {"army": army, "study": study, "parental-leave": leave}
    base, woman, other = (_odds(s) for s in (men, women, unknown))
    found = {
        name: Alternative(base[name], {}, {"woman": woman[name] - base[name], "sex_unknown": other[name] - base[name]})
        for name in men
    }
    called = found["army"]
    found["army"] = Alternative(called.intercept, {}, {**called.coefficients, "beyond_draft_age": NEVER})
    return found


def _odds(shares: Mapping[str, float]) -> dict[str, float]:
    free = 1 - sum(shares.values())
    return {name: log(share / free) if share else NEVER for name, share in shares.items()}
