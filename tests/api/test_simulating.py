"""Scenarios as runs: rounds by their ids, no way out of the folder, the same numbers as on the command line."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from api.runs.carrying import carry_out
from api.runs.jobs import Job
from api.runs.simulating import paths_in
from matcher.files.reading import load_round
from matcher.files.writing import document_text

WHAT_IF = Path("scenarios/tiny-what-if.yaml")


def job(text: str, **more: object) -> Job:
    document = document_text(load_round("scenarios/tiny"))
    return Job("simulate", document, {"scenario": text, **more}, 60.0)


@pytest.mark.parametrize("path", ["../spring", "/etc/passwd", "a/b", ".", "..", "", "scenario.yaml", "x\\n"])
@pytest.mark.parametrize(
    "text", ["round: '{}'", "round: spring\nvacancies: '{}'", "round: s\noutcomes: {{fit: {{history: ['{}']}}}}"]
)
def test_no_path_leads_out_of_the_folder(path: str, text: str) -> None:
    found = carry_out(job(text.format(path)), lambda _: None, lambda: False, lambda _: None)
    assert found["failure"]["problems"][0]["code"] == "no-round-there"
    assert found["failure"]["problems"][0]["values"] == {"path": path}


def test_every_path_of_a_scenario_is_known() -> None:
    entries = {"round": "a", "vacancies": "b", "outcomes": {"model": "c", "fit": {"history": ["d", "e"]}}}
    assert list(paths_in(entries)) == ["a", "b", "c", "d", "e"]
    assert list(paths_in({"vacancies": {"positions": []}, "outcomes": 1})) == []


needs_engine = pytest.mark.skipif(find_spec("matcher.simulate.simulation") is None, reason="simulations come later")


@needs_engine
def test_a_scenario_is_tried_and_told_of() -> None:
    told: list[object] = []
    found = carry_out(job(WHAT_IF.read_text(), trials=20), told.append, lambda: False, lambda _: None)
    again = carry_out(job(WHAT_IF.read_text(), trials=20), told.append, lambda: False, lambda _: None)
    assert found == again
    content = json.loads(found["outcome"]["content"])
    assert (found["outcome"]["state"], content["trials"]) == ("done", 20)
    assert {"step": "read"} in told


@needs_engine
def test_a_scenario_that_is_stopped_at_once_has_nothing() -> None:
    assert carry_out(job(WHAT_IF.read_text(), trials=20), lambda _: None, lambda: True, lambda _: None) == {
        "nothing": True
    }
