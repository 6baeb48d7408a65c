"""round.yaml: what is read, as it was written, and what is told with its line."""

from datetime import date
from pathlib import Path

import pytest

from matcher.files.reading import Loaded, read_round
from matcher.rounds import Kind


def load(tmp_path: Path, yaml: str) -> Loaded:
    (tmp_path / "round.yaml").write_text(yaml, "utf-8")
    (tmp_path / "applicants.csv").write_text("applicant_id\n1\n", "utf-8")
    (tmp_path / "positions.csv").write_text("position_id,capacity\n1,1\n", "utf-8")
    return read_round(tmp_path)


def told(loaded: Loaded) -> list[tuple[str, str]]:
    return [(p.where.removeprefix("round.yaml"), p.code) for p in loaded.problems]


def test_header_is_read_as_written(tmp_path: Path) -> None:
    loaded = load(
        tmp_path, "version: 1\nid: 007\ntitle: null\nkind: Вакансии\nstarts_on: 13.04.2026\nends_on: 2026-05-24\n"
    )
    assert loaded.problems == ()
    assert loaded.round is not None
    assert (loaded.round.round_id, loaded.round.title, loaded.round.kind) == ("007", None, Kind.VACANCY)
    assert (loaded.round.starts_on, loaded.round.ends_on) == (date(2026, 4, 13), date(2026, 5, 24))


def test_json_is_read_too(tmp_path: Path) -> None:
    loaded = load(tmp_path, '{\n\t"version": 1,\n\t"id": "a/b \\ud83d\\ude00",\n\t"policy": {"limits": {"seed": 5}}\n}')
    assert loaded.problems == ()
    assert loaded.round is not None
    assert (loaded.round.round_id, loaded.round.policy.limits.seed) == ("a/b 😀", 5)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("id: r\nid: s\n", [(":2", "duplicate-key")]),
        ("version: 2\nid: r\n", [(":1 version", "unknown-version")]),
        ("version: 1\n", [("", "missing-key")]),
        ("id: r\nstart_on: 2026-04-13\n", [(":2 start_on", "unknown-key")]),
        ("id: r\nstarts_on: 2026-02-30\nkind: party\n", [(":3 kind", "bad-value"), (":2 starts_on", "bad-value")]),
        ("id: [r]\ntitle: {a: b}\n", [(":1 id", "bad-value"), (":2 title", "bad-value")]),
        ("id: r\n  title: x\n", [(":2", "bad-yaml")]),
        ("id: 'r\n", [(":2", "bad-yaml")]),
        ("id: r\ntitle: \x01\n", [("", "bad-yaml")]),
        ("- a\n- b\n", [("", "no-mapping")]),
        ("", [("", "no-mapping")]),
        ("id: r\npolicy: {order: {a: 1}}\n", [(":2 policy.order", "bad-value")]),
        ("[" * 5000, [("", "too-deep")]),
        ("id: &a [*a]\n", None),
        ("a: &a [x,x]\nb: &b [*a,*a]\nid: r\n", [(":1 a", "unknown-key"), (":2 b", "unknown-key")]),
        ("id: r\npolicy: !!python/object:os.system {}\n", []),
    ],
)
def test_faults_of_the_header_are_told(tmp_path: Path, yaml: str, expected: list[tuple[str, str]] | None) -> None:
    found = told(load(tmp_path, yaml))
    assert found == expected if expected is not None else found


def test_huge_header_is_not_read(tmp_path: Path) -> None:
    assert told(load(tmp_path, "#" * 5_000_000)) == [("", "file-too-large")]


def test_billion_laughs_in_yaml_is_told_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    loaded = load(tmp_path, "\n".join([*lines, "id: *a29", "policy: *a29"]))
    assert {p.code for p in loaded.problems} == {"unknown-key", "bad-value"}
