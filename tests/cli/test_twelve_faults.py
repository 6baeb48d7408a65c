"""Twelve faults in five tables are told at once, and nothing is written."""

from pathlib import Path

import pytest

from matcher.cli import Exit, run

FILES = {
    "round.yaml": "version: 1\nid: faulty\nstarts_on: 2026-04-13\nends_on: 2026-05-24\n",
    "applicants.csv": (
        "applicant_id,specialty,birth_date,grade\n"
        "a1,15.01.05,2009-02-30,4\n"  # 1: no such day
        "a2,15-01,2008-05-01,4\n"  # 2: not a specialty's code
        "a2,15.01.05,2008-05-01,7\n"  # 3: id twice  4: grade above 5
    ),
    "hosts.csv": "host_id,capacity,lat\nh1,-3,53.9\n",  # 5: negative capacity  6: latitude without longitude
    "positions.csv": (
        "position_id,host_id,capacity,minimum,hazard_class\n"
        "p1,h9,2,0,2\n"  # 7: unknown host
        "p2,h1,2,3,2\n"  # 8: minimum above capacity
        "p3,h1,some,0,2\n"  # 9: not a number
        "p4,h1,1,0,7\n"  # 10: no such class
    ),
    "preferences.csv": "applicant_id,position_id,rank\na1,p1,a\na1,nowhere,2\n",  # 11: rank  12: unknown position
    "locks.csv": "applicant_id,position_id,kind,reason\na1,p1,assigned,\n",  # 13: no reason
}
EXPECTED = {
    "applicants.csv:2 birth_date",
    "applicants.csv:3 specialty",
    "applicants.csv:4 applicant_id",
    "applicants.csv:4 grade",
    "hosts.csv:2 capacity",
    "positions.csv:2 host_id",
    "positions.csv:3 minimum",
    "positions.csv:4 capacity",
    "positions.csv:5 hazard_class",
    "preferences.csv:2 rank",
    "preferences.csv:3 position_id",
    "locks.csv:2 reason",
}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_all_faults_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    folder = tmp_path / "round"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    assert run(["solve", str(folder), "--out", str(tmp_path / "out"), "--lang", lang]) == Exit.BAD_INPUT
    told = capsys.readouterr().err.splitlines()
    places = {line.partition(":")[0] + ":" + line.split(":")[1] for line in told if ".csv:" in line}
    assert places >= EXPECTED
    assert any(place.startswith("hosts.csv:2 l") for place in places)
    assert not (tmp_path / "out").exists()
