"""Models of outcomes as JSON of plain numbers, there and back: to be looked at, and to be handed to a scenario.

``coefficients`` is what a scenario file may hold (see :mod:`matcher.simulate.outcomes.given`); ``posterior`` is how
sure the fit is of them, in its own scale. Nothing in such a file can run.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from matcher.errors import InputError, Problem
from matcher.files.json_files import read_json_file
from matcher.files.replacing import write_text
from matcher.simulate.outcomes.fitted import FittedOutcomes
from matcher.simulate.outcomes.given import given_outcomes
from matcher.simulate.outcomes.logit import FittedStage, Posterior
from matcher.simulate.outcomes.stages import ALTERNATIVES, Stage, Stages

VERSION = 1


def coefficients_as_mapping(stages: Stages) -> dict[str, object]:
    """Return a model's coefficients in the form of a scenario file."""
    said: dict[str, object] = {"defaults": False}
    for stage in stages.all:
        said[stage.name] = {
            name: {
                "intercept": own.intercept,
                "specialties": dict(own.specialties),
                "coefficients": dict(own.coefficients),
            }
            for name, own in zip(ALTERNATIVES[stage.name][1:], stage.alternatives, strict=True)
        }
    return said


def model_as_mapping(model: FittedOutcomes) -> dict[str, object]:
    """Return a fitted model as plain data."""
    return {
        "version": VERSION,
        "horizon": model.horizon,
        "n_records": model.n_records,
        "cohorts": list(model.cohorts),
        "attributes": list(model.attributes),
        "coefficients": coefficients_as_mapping(model.stages),
        "posterior": {name: _posterior(fit) for name, fit in model.fits.items()},
    }


def _posterior(fit: FittedStage) -> dict[str, object]:
    own = fit.posterior
    return {
        "n_records": fit.n_records,
        "strength": fit.strength,
        "spread": fit.spread,
        "temperature": fit.temperature,
        "names": list(own.names),
        "specialties": list(own.specialties),
        "center": own.center.tolist(),
        "scale": own.scale.tolist(),
        "mean": own.mean.tolist(),
        "covariance": own.covariance.tolist(),
    }


def write_model(model: FittedOutcomes, path: Path) -> None:
    """Write a fitted model as JSON, the same bytes for the same model. Raises OSError."""
    write_text(path, json.dumps(model_as_mapping(model), ensure_ascii=False, indent=1) + "\n")


def read_model(path: Path) -> FittedOutcomes:
    """Return the model in a JSON file; coefficients edited by hand are taken as they are.

    Raises InputError for a file that does not hold a model or cannot be read.
    """
    said = read_json_file(path, "bad-model")
    try:
        return _model(said, path.name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError([Problem(path.name, "bad-model", values={"detail": str(error)})]) from error


def _model(said: Mapping[str, Any], place: str) -> FittedOutcomes:
    if said["version"] != VERSION:
        raise ValueError(f"version {said['version']}")
    stages = given_outcomes(said["coefficients"], place).stages
    fits = {name: _fit(getattr(stages, name), said["posterior"][name]) for name in ALTERNATIVES}
    return FittedOutcomes(
        stages,
        fits,
        int(said["n_records"]),
        int(said["horizon"]),
        tuple(map(str, said["cohorts"])),
        tuple(map(str, said["attributes"])),
    )


def _fit(stage: Stage, said: Mapping[str, Any]) -> FittedStage:
    names, specialties = tuple(map(str, said["names"])), tuple(map(str, said["specialties"]))
    mean, covariance = (np.array(said[key], dtype=np.float64) for key in ("mean", "covariance"))
    center, scale = (np.array(said[key], dtype=np.float64) for key in ("center", "scale"))
    shape = (len(stage.alternatives), 1 + len(names) + len(specialties))
    sizes = (mean.shape, covariance.shape, center.shape, scale.shape)
    if sizes != (shape, (mean.size, mean.size), (len(names),), (len(names),)):
        raise ValueError(f"{stage.name}: {sizes}")
    posterior = Posterior(names, specialties, center, scale, mean, covariance)
    strength, spread, temperature = (float(said[key]) for key in ("strength", "spread", "temperature"))
    return FittedStage(stage, posterior, strength, spread, temperature, int(said["n_records"]))
