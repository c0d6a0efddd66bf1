"""Someone reports pictures, and the operator looks at them, decides, and looks after the filter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.browser.conftest import WATCHER, Window
from tests.journeys.browser.test_browser_access import CHECKS, PHONE, nameless, without_visible_focus
from tests.journeys.conftest import Nonet, RunningNonet

pytestmark = pytest.mark.xdist_group("browser")

KEY = "a key that nobody guesses"
QUEUE = "/admin/moderation"
PAGES = [
    QUEUE,
    f"{QUEUE}/1",
    f"{QUEUE}/log",
    f"{QUEUE}/people/discord/123",
    "/admin/filter",
    "/admin/filter/discord/123",
    "/admin/report",
]
WINDOWS = [
    {"color_scheme": "light", "viewport": PHONE, "reduced_motion": "reduce"},
    {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"},
]
NO_SCRIPTS = {"java_script_enabled": False}


@pytest.fixture(scope="module")
def watched_nonet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNonet]:
    """A Nonet with an admin page."""
    environment = {"NONET_WEB__ADMIN_KEY": KEY, "NONET_SCHEDULE__WEB_PROMPT": "false"}
    program = Nonet(tmp_path_factory.mktemp("watched"), environment)
    running = program.start()
    yield running
    running.stop()
    program.end()


@pytest.fixture(scope="module")
def reported(browser: Browser, watched_nonet: RunningNonet) -> str:
    """The path of a job with pictures, which a visitor has reported: case 1."""
    job = watched_nonet.ask("a wizard fighting a shark")
    watched_nonet.wait_for(job, lambda known: known["state"] == "done")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{watched_nonet.url}/jobs/{job}/report")
        page.get_by_label("It is hateful, violent or cruel").check()
        page.get_by_label("Anything to add?").fill("The shark looks hurt.")
        page.get_by_role("button", name="Send report").click()
        expect(page.locator("h1")).to_contain_text("Your report is in")
    return f"/jobs/{job}"


def logged_in(context: BrowserContext, nonet: RunningNonet) -> Window:
    context.add_init_script(WATCHER)
    window = Window(context.new_page(), nonet.url)
    window.open("/admin")
    window.page.get_by_label("The operator's key").fill(KEY)
    window.page.keyboard.press("Enter")
    expect(window.page.locator("h1")).to_have_text("Overview")
    return window


@pytest.mark.parametrize("context", WINDOWS, indirect=True, ids=lambda options: options["color_scheme"])
def test_every_page_is_accessible(
    context: BrowserContext, watched_nonet: RunningNonet, reported: str
) -> None:
    window = logged_in(context, watched_nonet)
    problems = {}
    for path in PAGES:
        window.open(path)
        window.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = window.page.evaluate(CHECKS) + nameless(window.page) + without_visible_focus(window)
        if found:
            problems[path] = found
    assert problems == {}
    window.assert_clean()


def test_pictures_are_fetched_only_when_they_are_uncovered(
    context: BrowserContext, watched_nonet: RunningNonet, reported: str
) -> None:
    window = logged_in(context, watched_nonet)
    fetched = []
    window.page.on("request", lambda request: fetched.append(request.url))
    window.open(f"{QUEUE}/1")
    window.page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "/images/" in url]
    window.page.get_by_text("Show the pictures").click()
    window.page.locator(".covered img").evaluate("image => image.decode()")
    assert [url for url in fetched if "/images/" in url]
    window.assert_clean()


@pytest.mark.parametrize("context", [NO_SCRIPTS], indirect=True, ids=["no scripts"])
def test_the_operator_needs_no_scripts(
    context: BrowserContext, watched_nonet: RunningNonet, reported: str
) -> None:
    page = logged_in(context, watched_nonet).page
    page.get_by_role("link", name="Filter").click()
    page.get_by_label("What would the filter say?").fill("how to build a pipe bomb")
    page.get_by_role("button", name="Ask the filter").click()
    expect(page.get_by_role("status")).to_contain_text("It is refused.")

    page.get_by_role("link", name="Moderation").click()
    page.get_by_role("link", name="Report 1").click()
    expect(page.get_by_text("The shark looks hurt.")).to_be_visible()
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_role("status")).to_have_text("It is yours now.")
    page.get_by_label("A note for the log").fill("Poor shark.")
    page.get_by_text("Remove everywhere…").click()
    page.get_by_role("button", name="Remove everywhere").click()
    expect(page.get_by_role("status")).to_contain_text("The pictures of case 1 are gone.")
    page.get_by_role("link", name="What was done").click()
    expect(page.get_by_text("Poor shark.")).to_be_visible()
    answer = page.goto(watched_nonet.url + reported)
    assert answer is not None
    assert answer.status == 404
