"""Hostile files through the API: a 4xx in words that a page can show, and the same server afterwards."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from api.routes.uploads import FORMS
from api.settings import Settings
from matcher.files.reading import load_round
from matcher.files.writing import document_text
from tests.api.service import ROOT, Service, serving

from .files import hostile_files

FILES = hostile_files()
MEDIA = {form: media for media, form in reversed(FORMS.items())}
SOME = sorted(FILES)[:: 1 if os.environ.get("PRAKTIKA_CHAOS") else 3]
"""Every third in ``make test`` (the child has met them all by then), every one in ``make chaos``."""


@pytest.fixture(scope="module")
def service(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("home")
    shutil.copy(sqlite_template, home / "praktika.db")
    settings = Settings(home=home, secret="s" * 32)
    desk = Desk(settings)
    with serving(settings, desk) as found:
        desk.ask("scenarios:validate", "a: 1", None, {})  # the fork server loads its libraries
        yield found
    desk.close()


def resident(pid: int) -> int:
    """Return the megabytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


@pytest.mark.parametrize("name", SOME)
def test_a_hostile_file_gets_a_4xx(service: Service, name: str) -> None:
    hostile = FILES[name]
    headers = {"Content-Type": MEDIA[hostile.form]}
    before = resident(os.getpid())
    answer = service.post("/rounds", content=hostile.content, headers=headers)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["code"]
    assert resident(os.getpid()) - before < 200
    assert service.client.get("/livez").status_code == 200


def test_a_workbook_of_two_far_cells_leaves_the_server_as_it_was(service: Service) -> None:
    content = FILES["xlsx-far-cell"].content
    assert len(content) < 10_000
    answer = service.post("/rounds", content=content, headers={"Content-Type": MEDIA["xlsx"]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "workbook-far-cells")


def test_half_a_character_in_an_upload_is_a_fault_with_its_line(service: Service) -> None:
    content = FILES["json-lone-surrogate"].content
    answer = service.post("/rounds", content=content, headers={"Content-Type": MEDIA["json"]})
    assert answer.status_code == 422
    assert [(e["row"], e["code"]) for e in answer.json()["errors"]] == [(1, "half-character")]


def test_half_a_character_in_a_key_of_a_policy_is_a_fault(service: Service) -> None:
    text = document_text(load_round(ROOT / "scenarios" / "tiny")).encode()
    made = service.post("/rounds", content=text, headers={"Content-Type": MEDIA["json"]}).json()["round_id"]
    for policy in (rb'{"\ud800": "x"}', rb'{"rules": {"\ud800": "on"}}'):
        content = rb'{"kind": "solve", "policy": %b}' % policy
        answer = service.post(f"/rounds/{made}/runs", content=content, headers={"Content-Type": MEDIA["json"]})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")
