"""Files that never end, or are no files at all: refused before they are opened."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.errors import InputError
from matcher.files import encodings
from matcher.files.acceptances import read_acceptance
from matcher.files.findings import Findings
from matcher.files.matchings import read_matching
from matcher.files.policies import read_policy
from matcher.files.reading import read_round
from matcher.files.results import read_certificate, read_claims
from matcher.files.scenarios import read_study
from matcher.files.streams import read_stream
from matcher.report.letters.templates import content_of

ENDLESS = Path("/dev/zero")


def codes(path: Path) -> list[tuple[str, str]]:
    return [(p.place, p.code) for p in read_round(path).problems]


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def link(path: Path, target: Path) -> Path:
    path.symlink_to(target)
    return path


@pytest.mark.parametrize("name", ["round.json", "round.xlsx", "round"])
def test_a_device_is_no_round(tmp_path: Path, name: str) -> None:
    assert codes(link(tmp_path / name, ENDLESS)) == [(name, "no-regular-file")]


@pytest.mark.parametrize("name", ["round.json", "round.xlsx", "round"])
def test_a_pipe_without_a_writer_is_no_round(tmp_path: Path, name: str) -> None:
    assert codes(pipe(tmp_path / name)) == [(name, "no-regular-file")]


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "applicants.csv").mkdir()
    pipe(tmp_path / "round.yaml")
    link(tmp_path / "positions.csv", tmp_path / "nowhere")
    assert codes(tmp_path) == [
        ("round.yaml", "no-regular-file"),
        ("applicants.csv", "is-a-folder"),
        ("positions.csv", "cannot-open"),
    ]


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("applicant_id,position_id\n1,p\n", "utf-8")
    assert len(read_matching(link(tmp_path / "m.csv", tmp_path / "there.csv")).places) == 1


READERS: list[Callable[[Path], object]] = [
    read_policy,
    read_study,
    read_acceptance,
    read_matching,
    read_claims,
    read_certificate,
    lambda path: read_stream(path, ()),
    content_of,
]


@pytest.mark.parametrize("read", READERS)
def test_no_other_file_may_be_a_device(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(InputError) as caught:
        read(link(tmp_path / "file", ENDLESS))
    assert [p.code for p in caught.value.problems] == ["no-regular-file"]


def test_a_file_that_grows_while_it_is_read_is_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "LARGEST_FILE", 10)
    findings = Findings()
    assert encodings.read_content(Path("/proc/self/maps"), "maps", findings) is None
    assert [p.code for p in findings.problems] == ["file-too-large"]
