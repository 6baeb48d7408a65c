"""Models of outcomes as JSON, there and back."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matcher.errors import InputError
from matcher.files.outcome_models import coefficients_as_mapping, read_model, write_model
from matcher.simulate.outcomes.given import given_outcomes
from tests.simulate.outcomes.cohorts import fitted, generated


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_model(fitted(), tmp_path / "model.json")
    return tmp_path / "model.json"


def test_a_model_comes_back_as_it_was(path: Path) -> None:
    own, read = fitted(), read_model(path)
    known = generated().known
    assert read.stages == own.stages
    assert read.expectation(known) == own.expectation(known)
    assert (read.n_records, read.horizon, read.cohorts, read.attributes) == (
        own.n_records,
        own.horizon,
        own.cohorts,
        own.attributes,
    )
    assert all(read.fits[s].temperature == own.fits[s].temperature for s in own.fits)


def test_its_coefficients_are_what_a_scenario_may_say() -> None:
    given = given_outcomes(coefficients_as_mapping(fitted().stages))
    assert given.stages == fitted().stages


def test_a_coefficient_edited_by_hand_counts(path: Path) -> None:
    said = json.loads(path.read_text("utf-8"))
    said["coefficients"]["work"]["employed"]["intercept"] += 1
    path.write_text(json.dumps(said), "utf-8")
    known = generated().known
    assert read_model(path).stages.employed(known).mean() > fitted().stages.employed(known).mean() + 0.05
    assert np.isfinite(read_model(path).expectation(known).sd_model)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.update(version=2),
        lambda said: said.pop("posterior"),
        lambda said: said["posterior"]["work"].update(mean=[[1.0]]),
        lambda said: said["posterior"]["work"].update(center="none"),
        lambda said: said["posterior"].update(work=3),
    ],
)
def test_what_is_no_model_is_refused(path: Path, spoil: Any) -> None:
    said = json.loads(path.read_text("utf-8"))
    spoil(said)
    path.write_text(json.dumps(said), "utf-8")
    with pytest.raises(InputError) as caught:
        read_model(path)
    assert [(p.place, p.code) for p in caught.value.problems] == [("model.json", "bad-model")]


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, "3"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_model(tmp_path / "x.json")


def test_coefficients_that_cannot_be_meant_are_told_by_their_path(path: Path) -> None:
    said = json.loads(path.read_text("utf-8"))
    said["coefficients"]["work"]["employed"]["coefficients"]["shoes"] = 1
    path.write_text(json.dumps(said), "utf-8")
    with pytest.raises(InputError) as caught:
        read_model(path)
    assert [p.column for p in caught.value.problems] == ["work.employed.coefficients.shoes"]
