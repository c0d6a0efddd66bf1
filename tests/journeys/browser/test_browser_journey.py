"""From the prompt to the collage, in a real browser, by keyboard only."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.browser.conftest import Job, Window
from tests.journeys.conftest import Nonet, RunningNonet

pytestmark = pytest.mark.xdist_group("browser")  # one after the other, on one Nonet

PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"
GUTTER_PX = 8


def test_a_prompt_becomes_nine_pictures_and_a_collage(window: Window) -> None:
    page = window.page
    window.open("/")
    window.tab_to("#prompt")
    page.keyboard.type(PROMPT)
    page.keyboard.press("Enter")

    page.wait_for_url("**/jobs/*")
    expect(page.locator("h1")).to_have_text(PROMPT)
    expect(page.locator("#job .tile")).to_have_count(9)
    expect(page.locator("#job .samples img")).to_have_count(9, timeout=60_000)
    assert page.evaluate("window.previewed.size") > 0, "no tile showed a preview"
    expect(page.get_by_role("status")).to_have_text("Nine pictures are ready.")

    samples = [
        page.request.get(window.origin + url).body()
        for url in page.locator("#job .samples a").evaluate_all("all => all.map((a) => a.pathname)")
    ]
    window.tab_to("#download")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("nonet-a-hamster-godzilla")
    assert_three_by_three(download.value.path().read_bytes(), samples)
    window.assert_clean()


def assert_three_by_three(collage: bytes, samples: list[bytes]) -> None:
    """The collage shows the samples row by row, pixel by pixel, with gutters between."""
    pixels = np.asarray(Image.open(io.BytesIO(collage)).convert("RGB"))
    first = Image.open(io.BytesIO(samples[0]))
    assert pixels.shape == (3 * first.height + 2 * GUTTER_PX, 3 * first.width + 2 * GUTTER_PX, 3)
    for index, sample in enumerate(samples):
        row, column = divmod(index, 3)
        top, left = row * (first.height + GUTTER_PX), column * (first.width + GUTTER_PX)
        cell = pixels[top : top + first.height, left : left + first.width]
        assert np.array_equal(cell, np.asarray(Image.open(io.BytesIO(sample)).convert("RGB"))), index + 1


def test_each_picture_can_be_seen_large_by_keyboard(window: Window, finished_job: Job) -> None:
    page = window.page
    window.open(finished_job["path"])
    window.tab_to(".samples a")
    page.keyboard.press("Enter")
    viewer = page.locator("#viewer")
    expect(viewer).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(viewer.locator("img")).to_have_attribute("alt", f"Picture 9 of 9: {finished_job['prompt']}")
    expect(page.locator("#viewer-caption")).to_have_text("Picture 9 of 9")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    assert window.focused("href") == page.locator(".samples a").nth(8).evaluate("link => link.href")
    window.assert_clean()


def test_the_link_can_be_copied(window: Window, context: BrowserContext, finished_job: Job) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.open(finished_job["path"])
    window.page.get_by_role("button", name="Copy link").press("Enter")
    expect(window.page.get_by_role("button", name="Link copied")).to_be_visible()
    assert window.page.evaluate("navigator.clipboard.readText()") == window.page.url
    window.assert_clean()


def test_draw_again_gives_other_pictures_of_the_same_prompt(
    window: Window, shared_nonet: RunningNonet, finished_job: Job
) -> None:
    page = window.page
    window.open(finished_job["path"])
    page.get_by_role("button", name="Draw again").press("Enter")
    page.wait_for_url(lambda url: "/jobs/" in url and finished_job["id"] not in url)
    another = shared_nonet.job(page.url.rpartition("/")[2])
    assert another["prompt"] == finished_job["prompt"]
    assert another["seed"] != finished_job["seed"]
    window.assert_clean()


def test_a_refused_prompt_stays_in_its_box_with_the_reason_beside_it(window: Window) -> None:
    page = window.page
    window.open("/")
    prompt = page.get_by_label("What should they paint?")
    for text in ("", "x" * 1_001):
        prompt.fill(text)
        page.get_by_role("button", name="Draw", exact=True).click()
        error = page.locator("#prompt-error[role=alert]")
        expect(error).not_to_be_empty()
        expect(prompt).to_have_value(text)
        expect(prompt).to_be_focused()
        expect(prompt).to_have_attribute("aria-invalid", "true")
    page.locator(".examples button").first.click()
    expect(prompt).to_have_value(PROMPT)
    expect(error).to_be_empty()
    window.complaints = [line for line in window.complaints if "400 (Bad Request)" not in line]
    window.assert_clean()


def test_it_works_without_javascript(browser: Browser, shared_nonet: RunningNonet) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shared_nonet.url)
    page.get_by_label("What should they paint?").fill("a dinosaur in court")
    page.get_by_role("button", name="Draw", exact=True).click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator(".samples img")).to_have_count(9, timeout=60_000)  # the page refreshes itself
    context.close()


def test_a_page_that_is_open_survives_a_crash_of_nonet(nonet: Nonet, context: BrowserContext) -> None:
    """Nonet is killed in the middle of a job and started again: the open page shows the pictures."""
    nonet.environment |= {"NONET_QUEUE__LEASE_S": "4", "NONET_QUEUE__HEARTBEAT_S": "1"}  # a dead worker's
    first = nonet.start()
    port = first.url.rpartition(":")[2]
    page = context.new_page()
    page.goto(first.url)
    page.get_by_label("What should they paint?").fill("an avocado astronaut on the moon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    first.kill()
    expect(page.locator("#trouble")).to_be_visible()
    nonet.environment["NONET_WEB__PORT"] = port
    second = nonet.start()
    expect(page.locator("#job .samples img")).to_have_count(9, timeout=90_000)
    expect(page.locator("#trouble")).to_have_count(0)
    second.stop()
