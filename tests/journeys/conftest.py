"""A real browser on the live site: pages with and without JavaScript, axe, widths and weight."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# Playwright's loop runs in the thread of the tests, which also make their records there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WIDTHS = (320, 768, 1280)
HEIGHT = 900
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here as a journey."""
    for item in items:
        if "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser that `./wayforward test` found."""
    # Chromium's own sandbox refuses to run as root.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ["WAYFORWARD_BROWSER"], args=QUIET + as_root
        )
        yield started
        started.close()


@dataclass
class Console:
    """What the browser complained of. A complaint that is not allowed fails the test."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def allow(self, pattern: str) -> None:
        """Expect complaints that hold `pattern`: a page that is an error, say."""
        self.allowed.append(pattern)

    def unexpected(self) -> list[str]:
        return [
            complaint
            for complaint in self.complaints
            if not any(re.search(pattern, complaint) for pattern in self.allowed)
        ]


@pytest.fixture
def console() -> Iterator[Console]:
    """Collect the browser's complaints, and fail at the end if there were any."""
    heard = Console()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture
def open_page(
    browser: Browser, live_server: Any, console: Console
) -> Iterator[Callable[..., Page]]:
    """Open pages in fresh profiles: `open_page(java_script_enabled=False)`; paths start with /."""
    contexts = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": 1280, "height": HEIGHT},
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", console.hear)
        page.on("pageerror", lambda problem: console.complaints.append(f"error: {problem}"))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Return an empty page, 1280 px wide: `page.goto("/design")`."""
    return open_page()


@pytest.fixture
def page_without_javascript(open_page: Callable[..., Page]) -> Page:
    """Return an empty page in a browser that runs no script."""
    return open_page(java_script_enabled=False)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return a check that a page has no violations; it names rule, place and remedy."""

    def check(page: Page) -> None:
        # The size of what is tapped is off by default in axe; WCAG 2.2 asks for 24 px.
        options = {"rules": {"target-size": {"enabled": True}}}
        found = Axe().run(page, options=options).response["violations"]
        said = [
            f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html'][:200]}\n"
            f"    {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"][:5]
        ]
        assert not said, f"axe on {page.url} at {page.viewport_size}:\n" + "\n".join(said)

    return check


def assert_fits(page: Page) -> None:
    """Fail, naming what sticks out, if the page scrolls sideways."""
    sticking_out = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= width) return []
            return [...document.querySelectorAll('body *')]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .slice(0, 5).map((element) => element.outerHTML.slice(0, 150))
        }"""
    )
    assert sticking_out == [], f"{page.url} scrolls sideways at {page.viewport_size}"


@pytest.fixture
def looks_right(axe: Callable[[Page], None]) -> Callable[[Page], None]:
    """Return a check of the open page at 320, 768 and 1280 px: axe, and nothing sideways."""

    def check(page: Page) -> None:
        # A click returns once the next page has begun to arrive, which may be before its root.
        page.wait_for_load_state()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert_fits(page)
            axe(page)

    return check


@dataclass(frozen=True)
class Weight:
    """Bytes that crossed the network for one page, headers included."""

    cold: int
    warm: int
    parts: dict[str, int]


@pytest.fixture
def weigh() -> Callable[[Page, str], Weight]:
    """Return a scale: `weigh(page, "/design")` loads with an empty cache, then once more."""

    def weighed(page: Page, path: str) -> Weight:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        names: dict[str, str] = {}
        sizes: dict[str, int] = {}
        session.on(
            "Network.requestWillBeSent",
            lambda event: names.update({event["requestId"]: event["request"]["url"]}),
        )
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
        )
        page.goto(path, wait_until="networkidle")
        parts = {names.get(request, request): size for request, size in sizes.items()}
        sizes.clear()
        page.goto(path, wait_until="networkidle")
        return Weight(cold=sum(parts.values()), warm=sum(sizes.values()), parts=parts)

    return weighed
