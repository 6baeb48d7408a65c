"""The solver agrees with what the README promises about both rounds."""

import json

from matcher.files.reading import load_round
from matcher.matching import Status
from matcher.solve import solve
from tests.scenarios.demo_files import DEMO, SCENARIOS, TINY


def test_the_tiny_round_is_solved_as_by_hand() -> None:
    expected = json.loads((TINY / "expected.json").read_text("utf-8"))
    result = solve(load_round(TINY))
    assert result.status == Status.OPTIMAL
    assert result.matching is not None
    assert {p.applicant_id: p.position_id for p in result.matching.places} == expected["matching"]
    assert {level.level: level.value for level in result.levels} == expected["levels"]
    assert result.placed == expected["placed"]


def test_the_demo_is_solved_to_the_number_the_readme_names_and_a_few_stay_without_a_place() -> None:
    result = solve(load_round(DEMO))
    assert result.status == Status.OPTIMAL
    assert f"The best plan places {result.placed} of the {result.placed + result.unplaced}." in (
        SCENARIOS / "README.md"
    ).read_text("utf-8")
    assert 5 <= result.unplaced <= 15
    assert {"no-eligible-place", "competition"} <= {reason.code for reason in result.reasons}
