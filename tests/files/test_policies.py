"""Policies: every form that is understood, every fault at once, and back."""

from pathlib import Path

import pytest
from hypothesis import given

from matcher.errors import PolicyError
from matcher.files.findings import Findings
from matcher.files.policies import policy_as_mapping, policy_from, read_policy
from matcher.files.settings import Spot
from matcher.files.structured import as_text
from matcher.policy import Level, LevelName, Limits, Measure, Mechanism, OrderKey, Policy, Stability, Unlisted
from tests.files.rounds import POLICIES

WHOLE = """\
mechanism: serial
objectives:
  - placed
  - {level: employment, give_up: 2%}
  - {level: cost, give_up: 0.02}
  - preference
  - {level: preference, measure: rank_maximal}
  - {level: balance, measure: distance, groups: specialty}
stability: stable
unranked: unacceptable
unlisted: last
order: [grade, lottery]
max_changes: 5
rules: {minors-hazard: off, medical: on, distance: false, night: да}
limits: {seconds: 1.5, workers: 4, seed: 0}
"""


def read(tmp_path: Path, text: str) -> Policy:
    path = tmp_path / "other.yaml"
    path.write_text(text, "utf-8")
    return read_policy(path)


def faults(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, text)
    return [(p.where.removeprefix("other.yaml"), p.sentence) for p in caught.value.problems]


def test_whole_policy_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE) == Policy(
        Mechanism.SERIAL,
        (
            Level(LevelName.PLACED),
            Level(LevelName.EMPLOYMENT, give_up=0.02),
            Level(LevelName.COST, give_up=0.02),
            Level(LevelName.PREFERENCE, Measure.RANK_SUM),
            Level(LevelName.PREFERENCE, Measure.RANK_MAXIMAL),
            Level(LevelName.BALANCE, "distance", groups="specialty"),
        ),
        Stability.STABLE,
        Unlisted.UNACCEPTABLE,
        Unlisted.LAST,
        (OrderKey.GRADE, OrderKey.LOTTERY),
        5,
        {"minors-hazard": False, "medical": True, "distance": False, "night": True},
        Limits(1.5, 4, 0),
    )


def test_policy_under_its_key(tmp_path: Path) -> None:
    indented = "".join(f"  {line}\n" for line in WHOLE.splitlines())
    assert read(tmp_path, f"policy:\n{indented}") == read(tmp_path, WHOLE)


@pytest.mark.parametrize(
    "text", ["", "{}", "policy:\n", "objectives: [placed, {level: preference, measure: generous}]\n"]
)
def test_what_is_not_said_has_its_default(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Policy()


def test_levels_as_one_text() -> None:
    findings = Findings()
    policy = policy_from({"objectives": "placed; preference", "order": "grade, lottery"}, Spot("x", findings))
    assert findings.problems == []
    assert [k.name for k in policy.objectives] == [LevelName.PLACED, LevelName.PREFERENCE]
    assert policy.order == (OrderKey.GRADE, OrderKey.LOTTERY)


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    text = """\
mechanism: magic
objectives:
  - placed
  - placed
  - fame
  - {level: cost, give_up: 200%, colour: red}
  - {level: cost, measure: generous}
  - {level: preference, measure: best}
  - {level: balance}
  - [placed]
  - {give_up: 1%}
stability: yes
unranked: [last]
order: [grade, grade, luck]
max_changes: -1
rules: {Bad Rule: on, medical: maybe}
limits: {seconds: 0, workers: 0, seed: x, size: 1}
speed: 9
"""
    assert faults(tmp_path, text) == [
        (":18 speed", "unknown-key"),
        (":1 mechanism", "bad-word"),
        (":4 objectives.2", "repeated-level"),
        (":5 objectives.3", "bad-word"),
        (":6 objectives.4.colour", "unknown-key"),
        (":6 objectives.4.give_up", "bad-share"),
        (":7 objectives.5.measure", "level-without-key"),
        (":7 objectives.5", "repeated-level"),
        (":8 objectives.6.measure", "bad-word"),
        (":9 objectives.7.measure", "balance-incomplete"),
        (":9 objectives.7.groups", "balance-incomplete"),
        (":10 objectives.8", "bad-mapping"),
        (":11 objectives.9", "level-without-name"),
        (":12 stability", "bad-word"),
        (":13 unranked", "bad-word"),
        (":14 order.2", "repeated-order"),
        (":14 order.3", "bad-word"),
        (":15 max_changes", "bad-whole-range"),
        (":16 rules.Bad Rule", "bad-rule-code"),
        (":16 rules.medical", "bad-switch"),
        (":17 limits.size", "unknown-key"),
        (":17 limits.seconds", "bad-seconds"),
        (":17 limits.workers", "bad-whole-range"),
        (":17 limits.seed", "bad-whole-range"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[placed]", "bad-mapping"),
        ("rules: [medical]", "bad-rules"),
        ("limits: 5", "bad-mapping"),
        ("objectives: {a: b}", "bad-items"),
        ("a: b: c", "bad-yaml"),
    ],
)
def test_wrong_shapes_are_told(tmp_path: Path, text: str, sentence: str) -> None:
    assert [found for _, found in faults(tmp_path, text)] == [sentence]


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        read_policy(tmp_path / "none.yaml")
    assert caught.value.problems[0].code == "cannot-open"


@given(POLICIES)
def test_policy_comes_back_from_plain_data(policy: Policy) -> None:
    findings = Findings()
    assert policy_from(as_text(policy_as_mapping(policy)), Spot("x", findings)) == policy
    assert findings.problems == []
