"""The demo's matching is the same to the byte, whatever the number of workers and the order of rows."""

import csv
import random
import shutil
from pathlib import Path

import pytest

from matcher.cli import Exit, run

DEMO = Path(__file__).parents[2] / "scenarios" / "kireevsk-spring"


def solved(folder: Path, out: Path) -> bytes:
    assert run(["solve", str(folder), "--out", str(out)]) == Exit.DONE
    return (out / "matching.csv").read_bytes()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return solved(DEMO, tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_any_number_of_workers(workers: int, tmp_path: Path, expected: bytes) -> None:
    folder = shutil.copytree(DEMO, tmp_path / "round")
    text = (folder / "round.yaml").read_text("utf-8")
    (folder / "round.yaml").write_text(text.replace("workers: 2", f"workers: {workers}"), "utf-8")
    assert f"workers: {workers}" in (folder / "round.yaml").read_text("utf-8")
    assert solved(folder, tmp_path / "out") == expected


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_rows(seed: int, tmp_path: Path, expected: bytes) -> None:
    folder = shutil.copytree(DEMO, tmp_path / "round")
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        random.Random(seed).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
    assert solved(folder, tmp_path / "out") == expected
