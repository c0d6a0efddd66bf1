"""The operator makes a schedule, and its pictures are what everybody finds at /today."""

import time
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from bot.web.feeds import LONGEST_AGE_S
from tests.journeys.browser.conftest import WATCHER, Window
from tests.journeys.browser.test_browser_access import CHECKS, PHONE, nameless, without_visible_focus
from tests.journeys.conftest import Nonet, RunningNonet

pytestmark = pytest.mark.xdist_group("browser")

KEY = "a key that nobody guesses"
PAGES = [
    "/today",
    "/today/archive",
    "/admin",
    "/admin/schedules",
    "/admin/schedules/new",
    "/admin/schedules/1",
    "/admin/schedules/1/prompts",
]


@pytest.fixture(scope="module")
def daily_nonet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNonet]:
    """A Nonet with an admin page that looks after its schedules often."""
    environment = {
        "NONET_WEB__ADMIN_KEY": KEY,
        "NONET_SCHEDULE__WEB_PROMPT": "false",
        "NONET_SCHEDULE__CHECK_EVERY_S": "0.5",
    }
    program = Nonet(tmp_path_factory.mktemp("daily"), environment)
    running = program.start()
    yield running
    running.stop()
    program.end()


@pytest.fixture(scope="module")
def day(browser: Browser, daily_nonet: RunningNonet) -> str:
    """The path of a day with pictures, which an operator has had painted."""
    with browser.new_context() as context:
        window = opened(context, daily_nonet)
        page = window.page
        window.open("/today")
        expect(page.locator("h1")).to_have_text("There is no prompt of the day yet.")

        window.open("/admin/schedules/new")
        page.get_by_label("The operator's key").fill(KEY)
        page.keyboard.press("Enter")
        page.get_by_label("Name").fill("Of the page")
        page.get_by_role("button", name="Make it").click()
        expect(page.get_by_role("status")).to_have_text("The schedule is there.")
        expect(page.locator("#next-heading ~ ol li")).to_have_count(10)
        page.get_by_role("button", name="Run now").click()

        while page.locator("#job .samples img").count() < 9:
            page.wait_for_timeout(500)
            window.open("/today")
        path: str = page.locator("link[rel=canonical]").evaluate("link => new URL(link.href).pathname")
        window.assert_clean()
    return path


def opened(context: BrowserContext, nonet: RunningNonet) -> Window:
    context.add_init_script(WATCHER)
    return Window(context.new_page(), nonet.url)


def log_in(window: Window) -> None:
    window.open("/admin")
    window.page.get_by_label("The operator's key").fill(KEY)
    window.page.keyboard.press("Enter")
    expect(window.page.locator("h1")).to_have_text("Overview")


def test_the_days_prompt_is_remixed(context: BrowserContext, daily_nonet: RunningNonet, day: str) -> None:
    window = opened(context, daily_nonet)
    page = window.page
    window.open("/today")
    prompt = page.locator("h1").inner_text()
    page.get_by_role("link", name="Remix it").click()
    expect(page.locator("#prompt")).to_be_in_viewport()
    expect(page.locator("#prompt")).to_have_value(prompt)
    page.locator("#prompt").press("End")
    page.keyboard.type(", by night")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    expect(page.locator("h1")).to_have_text(f"{prompt}, by night")
    window.assert_clean()


def test_the_archive_leads_to_the_day(context: BrowserContext, daily_nonet: RunningNonet, day: str) -> None:
    window = opened(context, daily_nonet)
    window.open("/today")
    prompt = window.page.locator("h1").inner_text()
    window.page.get_by_role("link", name="All days").click()
    window.page.get_by_role("link", name=prompt).click()
    window.page.wait_for_url(f"**{day}")
    expect(window.page.locator("#job .samples img")).to_have_count(9)
    window.assert_clean()


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_day_can_be_seen_and_remixed(
    context: BrowserContext, daily_nonet: RunningNonet, day: str
) -> None:
    page = context.new_page()
    page.goto(daily_nonet.url + "/today")
    expect(page.locator("#job .samples img")).to_have_count(9)
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**/jobs/*")


WINDOWS = [
    {"color_scheme": "light", "viewport": PHONE, "reduced_motion": "reduce"},
    {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"},
]


@pytest.mark.parametrize("context", WINDOWS, indirect=True, ids=lambda options: options["color_scheme"])
def test_every_page_is_accessible(context: BrowserContext, daily_nonet: RunningNonet, day: str) -> None:
    window = opened(context, daily_nonet)
    problems = {}
    window.open("/admin/login")
    for path in ["/admin/login", *PAGES]:
        if path == "/admin":
            log_in(window)
        window.open(path)
        found = window.page.evaluate(CHECKS) + nameless(window.page) + without_visible_focus(window)
        if found:
            problems[path] = found
    assert problems == {}
    window.assert_clean()


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_the_feeds_lead_to_the_day(
    context: BrowserContext, daily_nonet: RunningNonet, day: str, name: str
) -> None:
    until = time.monotonic() + LONGEST_AGE_S + 10
    while day not in feed_of(context, daily_nonet, name):
        assert time.monotonic() < until, "the feed does not tell of the day"
        time.sleep(1)


def feed_of(context: BrowserContext, nonet: RunningNonet, name: str) -> str:
    answer = context.request.get(f"{nonet.url}/today/{name}")
    assert answer.ok
    return ET.tostring(ET.fromstring(answer.body()), encoding="unicode")
