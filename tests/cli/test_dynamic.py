"""The verb ``dynamic``: streams told by a file or made up, on screen, as JSON and as files."""

import csv
import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from matcher.files.streams import read_stream
from tests.cli.test_cli import TINY, Captured

MADE_UP = ["dynamic", str(TINY), "--generate", "3", "--streams", "3", "--days", "6"]


def test_shares_of_hindsight_come_as_json_and_in_a_folder(tmp_path: Path, capsys: Captured) -> None:
    assert run([*MADE_UP, "--json", "--out", str(tmp_path)]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["levels"] == ["placed", "preference"]
    assert {s["chooser"] for s in found["shares"]} == {"greedy", "prices", "lookahead"}
    assert all(s["median"] <= 1 for s in found["shares"] if s["level"] == "placed")
    assert len(found["outcomes"]) == 3 * 4
    assert {p.name for p in tmp_path.iterdir()} == {"dynamic.json", "stream.csv", "decisions.csv"}
    assert json.loads((tmp_path / "dynamic.json").read_text("utf-8")) == found


def test_the_stream_written_can_be_read_and_played_again(tmp_path: Path, capsys: Captured) -> None:
    assert run([*MADE_UP, "--leaves", "0.9", "--out", str(tmp_path / "one"), "--json"]) == Exit.DONE
    stream = tmp_path / "one" / "stream.csv"
    again = ["dynamic", str(TINY), "--stream", str(stream), "--out", str(tmp_path / "two"), "--json"]
    assert run(again) == Exit.DONE
    assert (tmp_path / "two" / "stream.csv").read_bytes() == stream.read_bytes()
    with (tmp_path / "two" / "decisions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    decided = {r["applicant_id"] for r in rows if r["chooser"] == "greedy"}
    assert decided <= {c.applicant_id for c in read_stream(stream, ["anna", *decided]).comings}
    capsys.readouterr()


@pytest.mark.parametrize(("lang", "words"), [("ru", "просчёт будущего"), ("en", "working out futures")])
def test_the_screen_shows_a_table_a_level_and_says_it_is_a_model(lang: str, words: str, capsys: Captured) -> None:
    assert run([*MADE_UP, "--lang", lang, "--by", "placed"]) == Exit.DONE
    shown = capsys.readouterr()
    assert shown.out.count(words) == 1
    assert ("модел" in shown.out) or ("model" in shown.out)
    assert "3" in shown.err


def told(tmp_path: Path, text: str, capsys: Captured) -> str:
    path = tmp_path / "stream.csv"
    path.write_text(text, "utf-8")
    assert run(["dynamic", str(TINY), "--stream", str(path)]) == Exit.BAD_INPUT
    return capsys.readouterr().err


def test_every_fault_of_a_stream_is_told_with_its_line(tmp_path: Path, capsys: Captured) -> None:
    who = json.loads((TINY / "expected.json").read_text("utf-8"))["matching"]
    one = next(iter(who))
    text = f"applicant_id,arrives_on,withdraws_on\nnobody,2026-03-02,\n{one},2026-03-03,2026-03-02\n{one},2026-03-04,\n"
    said = told(tmp_path, text, capsys)
    assert "stream.csv:2 applicant_id" in said
    assert "[unknown-id]" in said
    assert "stream.csv:3 withdraws_on" in said
    assert "[withdraws-early]" in said
    assert "stream.csv:4 applicant_id" in said
    assert "[comes-twice]" in said


def test_an_empty_stream_and_a_bad_day_are_told(tmp_path: Path, capsys: Captured) -> None:
    assert "[empty-stream]" in told(tmp_path, "applicant_id,arrives_on\n", capsys)
    assert "[bad-value]" in told(tmp_path, "applicant_id,arrives_on\nx,soon\n", capsys)


def test_a_stream_is_told_or_made_up_and_not_both(tmp_path: Path, capsys: Captured) -> None:
    assert run(["dynamic", str(TINY)]) == Exit.BAD_INPUT
    assert run([*MADE_UP, "--stream", "x.csv"]) == Exit.BAD_INPUT
    assert run(["dynamic", str(TINY), "--stream", str(tmp_path / "none.csv")]) == Exit.BAD_INPUT
    assert "[dynamic-choice]" in capsys.readouterr().err
