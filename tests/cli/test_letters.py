"""praktika letters: from a round and its result to a folder of documents, or to a sentence that says why not."""

import json
from pathlib import Path

import pytest
from docx import Document

from matcher.cli import Exit, run
from tests.cli.test_cli import TINY

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def result(tmp_path: Path) -> Path:
    assert run(["solve", str(TINY), "--out", str(tmp_path / "result")]) == Exit.DONE
    return tmp_path / "result"


@pytest.mark.parametrize("name", ["", "result.json", "matching.csv"])
def test_letters_come_from_any_form_of_the_result(result: Path, tmp_path: Path, name: str, capsys: Captured) -> None:
    capsys.readouterr()
    args = ["letters", str(TINY), str(result / name), "--out", str(tmp_path / "letters"), "--json", "--lang", "en"]
    assert run(args) == Exit.DONE
    told = capsys.readouterr()
    assert len(json.loads(told.out)["letters"]) == 7
    assert "Letters: 7" in told.err
    assert (tmp_path / "letters" / "students" / "anna.docx").exists()


def test_the_policy_of_the_result_explains_it(result: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("mechanism: serial\nrules: {agreement-valid: off}\n", "utf-8")
    run(["solve", str(TINY), "--policy", str(policy), "--out", str(tmp_path / "serial")])
    assert run(["letters", str(TINY), str(tmp_path / "serial"), "--out", str(tmp_path / "letters")]) == Exit.DONE
    said = [p.text for p in Document(str(tmp_path / "letters" / "students" / "vera.docx")).paragraphs]
    assert any("очереди" in text or "первым" in text for text in said)


def test_a_fault_in_a_template_ends_with_its_field(result: Path, tmp_path: Path, capsys: Captured) -> None:
    document = Document()
    document.add_paragraph("{{ nobody }}")
    document.save(str(tmp_path / "own.docx"))
    args = [
        "letters",
        str(TINY),
        str(result),
        "--out",
        str(tmp_path / "letters"),
        "--template",
        str(tmp_path / "own.docx"),
    ]
    assert run(args) == Exit.BAD_INPUT
    assert "«nobody»" in capsys.readouterr().err
    assert not (tmp_path / "letters").exists()


def test_a_matching_of_another_round_is_refused(result: Path, tmp_path: Path, capsys: Captured) -> None:
    other = tmp_path / "matching.csv"
    other.write_text("applicant_id,position_id\nnobody,garage\nanna,garage\nanna,lathe\n", "utf-8")
    assert run(["letters", str(TINY), str(other), "--out", str(tmp_path / "letters")]) == Exit.BAD_INPUT
    told = capsys.readouterr().err
    assert "[not-of-this-round]" in told
    assert "[held-twice]" in told


def test_a_policy_that_is_none_in_a_result_is_refused(result: Path, tmp_path: Path) -> None:
    path = result / "result.json"
    content = json.loads(path.read_text("utf-8"))
    content["facts"]["policy"] = {"mechanism": "magic"}
    path.write_text(json.dumps(content), "utf-8")
    assert run(["letters", str(TINY), str(path), "--out", str(tmp_path / "letters")]) == Exit.BAD_INPUT
    del content["facts"]
    path.write_text(json.dumps(content), "utf-8")
    assert run(["letters", str(TINY), str(path), "--out", str(tmp_path / "letters")]) == Exit.DONE


def test_files_that_are_not_there_are_told(result: Path, tmp_path: Path) -> None:
    letters = ["letters", str(TINY)]
    assert run([*letters, str(tmp_path / "none"), "--out", str(tmp_path / "x")]) == Exit.BAD_INPUT
    template = ["--host-template", str(tmp_path / "none.docx")]
    assert run([*letters, str(result), "--out", str(tmp_path / "x"), *template]) == Exit.BAD_INPUT
