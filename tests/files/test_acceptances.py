"""Files of acceptance tests: what they say, and every problem with its line and character."""

from fractions import Fraction
from pathlib import Path

import pytest

from matcher.errors import ScenarioError
from matcher.explain.acceptance import Acceptance, Bound, Candidate, Condition
from matcher.explain.weights import Weight
from matcher.files.acceptances import read_acceptance
from matcher.policy import Policy, Stability
from matcher.text import Lang, sentence
from tests.scenarios.demo_files import DEMO, SCENARIOS, TINY

GOLDEN = Path(__file__).parents[1] / "golden"
HEAD = f"rounds: {{tiny: {TINY}}}\npolicies: {{now: , new: {{policy: {{stability: stable}}}}}}\n"
BAD = """\
version: 3
titel: Проба
rounds: {tiny: tiny, demo: demo, gone: nowhere}
current: nwo
policies:
  now:
  new: {title: [a], policy: {objectives: [placed, utility], stabilty: stable}, file: x.yaml}
  serial: {policy: {mechanism: serial}}
  text: просто
conditions:
  - {measure: plased, at_least: 98%}
  - {measure: placed, at_least: 98%, at_most: 1}
  - {measure: placed, at_least: 980%, groups: grup}
  - {measure: cost, at_most: 100, groups: group}
  - {measure: mean-km, fall_at_most: -1, rounds: demmo, policies: [new, nev]}
  - {measure: employment, at_least: 50%}
  - {at_least: 1}
  - placed
"""


def acceptance(tmp_path: Path, text: str, head: str = HEAD) -> Acceptance:
    file = tmp_path / "tests.yaml"
    file.write_text(head + text, encoding="utf-8")
    return read_acceptance(file)


def codes(tmp_path: Path, text: str, head: str = HEAD) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(ScenarioError) as caught:
        acceptance(tmp_path, text, head)
    return [(p.code, p.row, p.at) for p in caught.value.problems]


def test_a_file_says_rounds_policies_and_conditions(tmp_path: Path) -> None:
    text = (
        "title: Проба\nconditions:\n  - {measure: placed, at_least: '97,5%'}\n"
        "  - {measure: mean-rank, rise_at_most: '0,5', groups: group, rounds: tiny, policies: [now, new]}\n"
    )
    found = acceptance(tmp_path, text)
    assert (found.title, [*found.rounds], found.current) == ("Проба", ["tiny"], "now")
    assert found.candidates[0] == Candidate("now", "now", Policy(), ())
    assert found.candidates[1].keys == ("stability",)
    assert found.candidates[1].policy.stability == Stability.STABLE
    assert found.conditions == (
        Condition(Weight.PLACED, Bound.AT_LEAST, Fraction("0.975")),
        Condition(Weight.MEAN_RANK, Bound.RISE_AT_MOST, Fraction(1, 2), "group", ("tiny",), ("now", "new")),
    )


def test_rounds_may_be_a_list_and_the_yardstick_any_policy(tmp_path: Path) -> None:
    head = f"rounds: [{TINY}]\npolicies: {{a: , b: }}\ncurrent: b\n"
    found = acceptance(tmp_path, "conditions: [{measure: unplaced, at_most: 0}]\n", head)
    assert ([*found.rounds], found.current) == ([str(TINY)], "b")


def test_a_policy_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("stability: stable\n", encoding="utf-8")
    head = f"rounds: [{TINY}]\npolicies: {{now: , new: {{file: other.yaml}}}}\n"
    found = acceptance(tmp_path, "conditions: [{measure: unplaced, at_most: 0}]\n", head)
    assert found.candidates[1] == Candidate("new", "new", Policy(stability=Stability.STABLE), None)
    (tmp_path / "other.yaml").write_text("stability: shaky\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        acceptance(tmp_path, "conditions: [{measure: unplaced, at_most: 0}]\n", head)
    assert [p.place for p in caught.value.problems] == ["other.yaml"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_one_bad_file_tells_all_its_faults(lang: Lang, tmp_path: Path) -> None:
    for name, there in (("tiny", TINY), ("demo", DEMO)):
        (tmp_path / name).symlink_to(there)
    with pytest.raises(ScenarioError) as caught:
        acceptance(tmp_path, "", BAD)
    told = "".join(f"{sentence(p, lang)}\n" for p in caught.value.problems)
    assert told == (GOLDEN / f"acceptance-problems.{lang}.txt").read_text(encoding="utf-8")
    assert all(p.row and p.at for p in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rounds: x\npolicies: y\nconditions: z\n", [(1, 1), (2, 1), (3, 1)]),
        ("rounds: []\npolicies: {}\nconditions: []\n", [(1, 1), (2, 1), (3, 1)]),
        ("title: x\n", [(1, 1), (1, 1), (1, 1)]),
        ("", [(1, 1)]),
    ],
)
def test_what_has_another_form_or_is_missing_is_told(text: str, found: list[tuple[int, int]], tmp_path: Path) -> None:
    assert [(row, at) for _, row, at in codes(tmp_path, text, "")] == found


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError):
        read_acceptance(tmp_path / "none.yaml")
    assert codes(tmp_path, "a: [1\n", "") == [("bad-yaml", 2, 1)]


def test_the_ready_example_is_sound() -> None:
    found = read_acceptance(SCENARIOS / "policy-change.yaml")
    assert len(found.rounds) == 2
    assert len(found.candidates) >= 3
    assert len(found.conditions) >= 5
