"""Turned away: too much or too often is told on a page to people, and as problem+json to programs."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from api.security.keys import first_key
from api.settings import Settings
from api.store.opening import open_store
from tests.web.desk import Desk
from tests.web.service import served

HTML = {"Accept": "text/html,application/xhtml+xml"}
BOUNDARY = "b" * 20
TITLES = {
    413: {"ru": "Файл слишком велик", "en": "The file is too large"},
    429: {"ru": "Слишком часто", "en": "Too often"},
}
LANGS = ["ru", "en"]


def installed(settings: Settings, browser: Browser) -> Iterator[Desk]:
    store = open_store(settings)
    key = first_key(store, "kireevsk", "Киреевский колледж", "Анна Петровна")
    assert key is not None
    with served(settings) as address:
        yield Desk(address, key.text, store, browser)
    store.close()


@pytest.fixture
def narrow(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """An installation that takes no more than a megabyte."""
    yield from installed(Settings(home=tmp_path, college="kireevsk", max_upload_mb=1, max_body_mb=1), browser)


@pytest.fixture
def slow(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """An installation that answers each caller three times a minute."""
    yield from installed(Settings(home=tmp_path, college="kireevsk", requests_per_minute=3), browser)


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_that_is_too_large_is_told_on_a_page(narrow: Desk, tmp_path: Path, lang: str) -> None:
    (tmp_path / "large.xlsx").write_bytes(b"x" * (3 << 20))
    with narrow.visit(lang) as visit:
        visit.go("/rounds/new")
        visit.page.locator("#files").set_input_files(tmp_path / "large.xlsx")
        visit.page.locator("main form button").click()
        visit.page.wait_for_url("**/drafts")
        assert visit.page.locator("h1").inner_text() == TITLES[413][lang]
        assert "Анна Петровна" in visit.page.locator("header").inner_text()
        visit.look(f"too-large-{lang}")
        visit.page.locator("main a.button").click()
        visit.page.wait_for_url("**/rounds/new")


def test_a_form_that_grows_too_large_while_it_is_read_is_told_on_a_page(narrow: Desk) -> None:
    with httpx.Client(base_url=narrow.address) as client:
        client.post("/enter", data={"key": narrow.key})
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.xlsx"\r\n\r\n'.encode()
        body = (part for part in (head, *[b"x" * (1 << 18)] * 8))
        headers = {**HTML, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        answer = client.post("/drafts", content=body, headers=headers)
    assert answer.status_code == 413
    assert TITLES[413]["ru"] in answer.text


@pytest.mark.parametrize("lang", LANGS)
def test_who_asks_too_often_is_told_on_a_page_how_long_to_wait(slow: Desk, lang: str) -> None:
    with httpx.Client(base_url=slow.address, cookies={"praktika_lang": lang}, headers=HTML) as client:
        for _ in range(3):
            assert client.get("/enter").status_code == 200
        answer = client.get("/enter?back=/what-if")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert TITLES[429][lang] in answer.text
    assert answer.headers["Retry-After"] in answer.text
    assert 'href="/enter?back=/what-if"' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("path", "headers"), [("/api/v1/me", HTML), ("/enter", {"Accept": "*/*"}), ("/metrics", HTML)])
def test_programs_are_told_as_a_problem(slow: Desk, path: str, headers: dict[str, str]) -> None:
    with httpx.Client(base_url=slow.address, headers=headers) as client:
        answers = [client.get(path) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert answers[-1].json()["code"] == "too-many-requests"


def test_nobody_is_led_off_the_service(narrow: Desk) -> None:
    headers = {**HTML, "Referer": f"{narrow.address}//evil.example", "Content-Length": str(2 << 20)}
    with httpx.Client(base_url=narrow.address) as client:
        answer = client.post("/drafts", content=b"x" * (2 << 20), headers=headers)
    assert answer.status_code == 413
    assert "evil" not in answer.text
