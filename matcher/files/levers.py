"""Advice on levers as plain data."""

from dataclasses import asdict

from matcher.simulate.levers.advice import Advice, Effect


def advice_as_mapping(found: Advice) -> dict[str, object]:
    """Return an advice with its figure, horizon, numerator and denominator; gains with their 80 % interval."""
    return {
        "version": 1,
        "kind": "levers",
        "model": True,
        "title": found.study.title,
        "kpi": found.kpi.value,
        "horizon": found.study.horizon,
        "cohorts": found.study.cohorts,
        "seed": found.study.seed,
        "trials": found.trials,
        "budget": None if found.budget == float("inf") else found.budget,
        "base": {"numerator": found.base.mean, "denominator": found.denominator},
        "best": _effect(found, found.best),
        "alone": [_effect(found, effect) for effect in found.alone],
        "n_sets": found.n_sets,
        "all_sets": found.whole,
        "bound": found.bound,
        "gap": None if found.gap is None else asdict(found.gap),
    }


def _effect(found: Advice, effect: Effect) -> dict[str, object]:
    names = (lever.name for lever in found.study.levers)
    return {
        "levers": {name: n for name, n in zip(names, effect.pulls, strict=True) if n},
        "cost": effect.cost,
        "gain": effect.gain.mean,
        "low": effect.gain.mean - effect.gain.give,
        "high": effect.gain.mean + effect.gain.give,
        "per_100k": effect.per_100k,
    }
