"""No text of a round is ever run by a spreadsheet: in every export, by every name a formula may hide in."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.answers.asked import Subject
from api.answers.exporting import EXPORTS, export, write_copy
from api.answers.subjects import round_of
from api.runs.solving import outcome
from matcher.solve import solve
from tests.hostile.payloads import payloads

LIVE = re.compile(r"^[\s\u00a0]*[=+@＝]|^[\s\u00a0]*-(?!\d*\.?\d+$)")


def content() -> str:
    found = payloads()
    people = [
        {"applicant_id": f"a{n}", "name": text, "group": f"г{text}", "locality": text, "restrictions": [text]}
        for n, text in enumerate(found)
    ]
    places = [
        {"position_id": f"p{n}", "capacity": 1, "title": text, "host_id": f"h{n}"} for n, text in enumerate(found)
    ]
    hosts = [{"host_id": f"h{n}", "name": text, "locality": text} for n, text in enumerate(found)]
    header: dict[str, Any] = {"version": 1, "id": "r", "title": found[0], "starts_on": "2026-04-13"}
    header |= {"ends_on": "2026-05-24", "policy": {"objectives": ["placed"], "rules": {"agreement-valid": "off"}}}
    return json.dumps({"round": header, "applicants": people, "positions": places, "hosts": hosts})


@pytest.fixture(scope="module")
def subject() -> Subject:
    text = content()
    round_ = round_of(Subject(text))
    found = outcome(round_, solve(round_), lambda: False)
    return Subject(text, result=found.content, certificate=found.certificate)


def test_there_are_two_hundred() -> None:
    assert len(set(payloads())) == 200


def test_every_payload_reaches_the_round(subject: Subject) -> None:
    names = {applicant.name for applicant in round_of(subject).applicants}
    assert sum(name is not None and any(f in name for f in ("1+1", "cmd|", "A1")) for name in names) > 60


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_export_holds_a_live_formula(subject: Subject, tmp_path: Path, lang: Any) -> None:
    for name in EXPORTS:
        path = Path(export(subject, name, str(tmp_path), lang))
        assert list(live_in(path.name, path.read_bytes())) == [], name


@pytest.mark.parametrize("form", ["xlsx", "zip"])
def test_no_copy_of_a_round_holds_a_live_formula(subject: Subject, tmp_path: Path, form: str) -> None:
    path = Path(write_copy(subject, form, str(tmp_path), "ru"))
    assert list(live_in(path.name, path.read_bytes())) == []


def live_in(name: str, content: bytes) -> Iterator[str]:
    """Yield whatever a program would run: formula cells, links and DDE of workbooks, cells of CSV that begin so."""
    if name.endswith(".csv"):
        for row in csv.reader(io.StringIO(content.decode("utf-8"))):
            yield from (cell for cell in row if LIVE.match(cell))
    elif name.endswith((".xlsx", ".docx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from live_in(part, archive.read(part))
    elif "worksheets/" in name or name.endswith((".rels", "document.xml")):
        yield from (found.decode() for found in LIVE_XML.findall(content))
    elif name.endswith("externalLink1.xml"):
        yield name


LIVE_XML = re.compile(rb"<f[ >]|<hyperlink |<w:instrText|<w:fldSimple|TargetMode=\"External\"|<ddeLink")
