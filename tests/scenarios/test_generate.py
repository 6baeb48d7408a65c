"""The generator and the committed files agree."""

from pathlib import Path

import pytest

from scenarios.generate import SEED, generate
from tests.scenarios.demo_files import SCENARIOS

FOLDERS = ("kireevsk-conflict", "kireevsk-full", "kireevsk-spring", "kireevsk-vacancies", "tiny")


def contents(home: Path) -> dict[str, bytes]:
    files = [p for folder in FOLDERS for p in (home / folder).iterdir()]
    return {str(p.relative_to(home)): p.read_bytes() for p in files}


def test_the_committed_files_come_out_again_byte_for_byte(tmp_path: Path) -> None:
    generate(tmp_path)
    assert contents(tmp_path) == contents(SCENARIOS)


def test_another_seed_gives_another_demo_and_the_same_tiny_round(tmp_path: Path) -> None:
    generate(tmp_path, SEED + 1)
    other, committed = contents(tmp_path), contents(SCENARIOS)
    assert other["kireevsk-spring/applicants.csv"] != committed["kireevsk-spring/applicants.csv"]
    assert all(other[name] == committed[name] for name in other if name.startswith("tiny"))


def test_tables_left_over_from_an_older_generator_are_removed(tmp_path: Path) -> None:
    generate(tmp_path)
    stale = tmp_path / "tiny" / "quotas.csv"
    stale.write_text("quota_id\n1\n", encoding="utf-8")
    generate(tmp_path)
    assert not stale.exists()


@pytest.mark.parametrize("name", sorted(contents(SCENARIOS)))
def test_files_are_utf8_with_unix_lines(name: str) -> None:
    raw = (SCENARIOS / name).read_bytes()
    assert raw.decode("utf-8").endswith("\n")
    assert b"\r" not in raw
