"""A server on a free loopback port with a store of its own, and a Chromium that may speak to it and to nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from api.security.keys import first_key
from api.settings import Settings
from api.store.opening import open_store
from tests.web import books
from tests.web.desk import Desk
from tests.web.service import served

CHROMIUM = Path("/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@contextmanager
def installed(home: Path, browser: Browser) -> Iterator[Desk]:
    """Serve a new installation with one administrator."""
    settings = Settings(home=home, college="kireevsk", poll_seconds=0.1)
    store = open_store(settings)
    key = first_key(store, "kireevsk", "Киреевский колледж", "Анна Петровна")
    assert key is not None
    with served(settings) as address:
        yield Desk(address, key.text, store, browser)
    store.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    """Return an installation that all tests share."""
    with installed(tmp_path_factory.mktemp("home"), browser) as found:
        yield found


@pytest.fixture
def fresh(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """Return an installation that nobody has used."""
    with installed(tmp_path / "home", browser) as found:
        yield found


@pytest.fixture(scope="session")
def spring(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return the installation with the demo round in it."""
    with desk.visit() as visit:
        visit.go("/rounds/new")
        visit.page.locator("#files").set_input_files(books.sound(tmp_path_factory.mktemp("book") / "spring.xlsx"))
        visit.page.locator("main form button").click()
        visit.page.locator("#keep button").click()
        visit.page.wait_for_url("**/rounds/*")
    return desk
