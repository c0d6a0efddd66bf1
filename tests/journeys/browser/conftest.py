"""Real Chromium in front of a real `nonet run`; every page is watched for what it must never do."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.conftest import Nonet, RunningNonet

SWITCHES = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TIMEOUT_MS = 30_000

Job = dict[str, Any]
"""A job as the page's API shows it."""

# Runs in every page before its own scripts.
WATCHER = """
window.violations = [];
window.previewed = new Set();
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
});
const look = () => document.querySelectorAll("#job .tile").forEach((tile, index) => {
  if (tile.querySelector("img[src^='data:image/png']")?.naturalWidth) window.previewed.add(index + 1);
});
new MutationObserver(() => requestAnimationFrame(look)).observe(document, {
  subtree: true, childList: true, attributes: true,
});
"""


def chromium() -> str | None:
    """Where Chromium is, if it is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window, with a fresh profile.

    Not for the whole session: while Playwright lives, asynchronous tests of other folders find its event loop
    running in their thread.
    """
    executable = chromium()
    if executable is None:
        missing = "NO BROWSER TEST WAS RUN: there is no chromium in PATH (Debian: apt-get install chromium)."
        if os.environ.get("NONET_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield running
        running.close()


@dataclass
class Window:
    """A browser window on one origin, and everything bad that has happened in it."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(TIMEOUT_MS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", lambda request: self._see(request.url))

    def open(self, path: str) -> None:
        """Go to a page of the origin."""
        self.page.goto(self.origin + path)

    def focused(self, what: str = "id") -> Any:
        """A property of the element that has the focus."""
        return self.page.evaluate(f"document.activeElement.{what}")

    def tab_to(self, selector: str) -> None:
        """Press Tab until this element has the focus."""
        for _ in range(60):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key never gets to {selector}")

    def assert_clean(self) -> None:
        """Nothing on the console, no script error, no violated policy, no request elsewhere."""
        assert self.complaints + self.page.evaluate("window.violations") == []

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.complaints.append(f"request to {url}")


@pytest.fixture(scope="package")
def shared_nonet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNonet]:
    """A `nonet run` for all tests that leave it as they find it."""
    running = Nonet(tmp_path_factory.mktemp("shared")).start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def finished_job(shared_nonet: RunningNonet) -> Job:
    """A job with its nine pictures; its prompt has a word that is wider than a phone."""
    job_id = shared_nonet.ask("a wizard fighting a " + "very" * 20 + "longshark")
    return shared_nonet.wait_for(job_id, lambda job: job["state"] == "done")


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor who has never been here; parametrize it indirectly with options of the window."""
    options: dict[str, Any] = getattr(request, "param", {})
    fresh = browser.new_context(**options)
    fresh.add_init_script(WATCHER)
    yield fresh
    fresh.close()


@pytest.fixture
def window(context: BrowserContext, shared_nonet: RunningNonet) -> Window:
    """A window of that visitor, on the shared Nonet."""
    return Window(context.new_page(), shared_nonet.url)
