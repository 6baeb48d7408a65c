"""What this folder holds and what its README shows can be loaded, without a fault or a note."""

import re
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from matcher.features import unsupported
from matcher.files.reading import read_checked
from matcher.policy import LevelName, Measure
from matcher.rounds import Round
from matcher.validate import policy_problems
from scenarios import kireevsk, tiny
from scenarios.generate import SEED
from tests.scenarios.demo_files import DEMO, SCENARIOS, TINY

README = (SCENARIOS / "README.md").read_text("utf-8")
ROUNDS = [(DEMO, kireevsk.make_round(np.random.default_rng(SEED))), (TINY, tiny.make_round())]


@pytest.mark.parametrize(("folder", "made"), ROUNDS, ids=lambda x: getattr(x, "name", ""))
def test_a_folder_loads_to_the_round_that_was_written(folder: Path, made: Round) -> None:
    loaded = read_checked(folder)
    assert loaded.notes == ()
    assert loaded.round is not None
    same = replace(loaded.round, policy=made.policy)
    assert [f.name for f in fields(Round) if getattr(same, f.name) != getattr(made, f.name)] == []


@pytest.mark.parametrize("folder", [DEMO, TINY], ids=lambda x: x.name)
def test_nothing_is_asked_for_that_this_version_refuses(folder: Path) -> None:
    round_ = read_checked(folder).round
    assert round_ is not None
    assert unsupported(round_, round_.policy) == []
    assert policy_problems(round_, round_.policy) == []


def test_the_demo_wants_placed_then_generous_preference_then_distance() -> None:
    round_ = read_checked(DEMO).round
    assert round_ is not None
    levels = [(level.name, level.measure) for level in round_.policy.objectives]
    assert levels == [
        (LevelName.PLACED, None),
        (LevelName.PREFERENCE, Measure.GENEROUS),
        (LevelName.DISTANCE, None),
    ]


def block(language: str, number: int) -> str:
    return [found.group(1) for found in re.finditer(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)][
        number
    ]


def smallest(folder: Path) -> Path:
    (folder / "round.yaml").write_text(block("yaml", 0), encoding="utf-8")
    (folder / "applicants.csv").write_text(block("csv", 0), encoding="utf-8")
    (folder / "positions.csv").write_text(block("csv", 1), encoding="utf-8")
    return folder


def test_the_smallest_round_of_the_readme_loads_as_a_folder_and_as_json(tmp_path: Path) -> None:
    document = tmp_path / "first.json"
    document.write_text(block("json", 0), encoding="utf-8")
    folder = tmp_path / "first"
    folder.mkdir()
    loaded = read_checked(smallest(folder)).round
    assert loaded == read_checked(document).round
    assert loaded is not None
    assert [a.name for a in loaded.applicants] == ["Анна", "Борис"]


def test_the_settings_of_the_readme_load_whole(tmp_path: Path) -> None:
    smallest(tmp_path)
    (tmp_path / "round.yaml").write_text(block("yaml", 1), encoding="utf-8")
    round_ = read_checked(tmp_path).round
    assert round_ is not None
    assert round_.policy.objectives[1].give_up == 0.02
    assert round_.policy.rules == {"minors-hazard": True, "distance": False}
    assert len(round_.policy.objectives) == 4
