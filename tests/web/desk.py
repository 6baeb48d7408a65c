"""A desk: a served installation, and a browser that watches for what a page must never do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from api.store.transactions import Store

VENDOR = Path(__file__).parent / "vendor"
PICTURES = Path(__file__).parents[2] / "out" / "screens"
SIZES = {"desktop": (1280, 900), "phone": (360, 780)}
REPEATED = "tbody tr:nth-child(n+12)"
"""Rows of long tables that are like the rows before them: axe takes a minute over some hundreds."""
GRAVE = ("serious", "critical")


class Watched:
    """A page of the browser. On leaving :meth:`Desk.visit` nothing may have gone wrong or outside."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.context.route("**/*", self._only_here)

    def _hear(self, message: ConsoleMessage) -> None:
        expected = "Failed to load resource" in message.text  # a refused form answers 4xx, as it should
        if message.type in ("error", "warning") and not expected:
            self.errors.append(message.text)

    def _only_here(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def go(self, path: str) -> None:
        """Open a path of the service."""
        self.page.goto(self.address + path)

    def faults(self) -> list[str]:
        """Return what axe finds that is serious or critical on the page as it is."""
        self.page.evaluate((VENDOR / "axe-4.14.1.min.js").read_text("utf-8"))
        found: dict[str, Any] = self.page.evaluate(f"axe.run({{exclude: [[{REPEATED!r}]]}})")
        return [
            f"{v['id']}: {v['help']} {[node['target'] for node in v['nodes'][:5]]}"
            for v in found["violations"]
            if v["impact"] in GRAVE
        ]

    def overflows(self) -> bool:
        """Return whether the page is wider than the window."""
        wide: bool = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return wide

    def look(self, name: str) -> None:
        """Check the screen as it is and take its picture in both sizes; ``name`` ends in the language.

        Axe is slow on long tables: it sees the Russian page in the large size and the English one in the small.
        """
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            audited = size == ("phone" if name.endswith("-en") else "desktop")
            found = self.faults() if audited else []
            if found or self.overflows():
                raise AssertionError(f"{name} at {size}: {found or 'wider than the window'}")
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}-{size}.png", full_page=True)
        width, height = SIZES["desktop"]
        self.page.set_viewport_size({"width": width, "height": height})


@dataclass(frozen=True)
class Desk:
    """A served installation: its address, the first administrator's key, its store."""

    address: str
    key: str
    store: Store
    browser: Browser

    @contextmanager
    def visit(self, lang: str = "ru", key: str | None = None, *, scripts: bool = True) -> Iterator[Watched]:
        """Open a browser of one's own, signed in with a key (the administrator's by default, "" for nobody)."""
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 900}, locale=lang, java_script_enabled=scripts
        )
        context.set_default_timeout(60_000)
        watched = Watched(context.new_page(), self.address)
        watched.go(f"/language/{lang}?back=/enter")
        if key != "":
            watched.page.locator("#key").fill(self.key if key is None else key)
            with watched.page.expect_navigation():
                watched.page.locator("main button").click()
        try:
            yield watched
            assert watched.errors == []
            assert watched.outside == []
        finally:
            context.close()
