"""Everyone can use the page: small screens, keyboards, screen readers, dark rooms, still pictures."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.browser.conftest import Job, Window
from tests.journeys.conftest import RunningNonet

pytestmark = pytest.mark.xdist_group("browser")

CHECKS = Path(__file__).with_name("accessibility.js").read_text()
NAMED_ROLES = {"button", "link", "textbox", "radio", "image", "progressbar", "dialog", "DisclosureTriangle"}
PHONE = {"width": 320, "height": 568}
SHOWS_FOCUS = """[document.activeElement, document.activeElement.parentElement].some((element) => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
})"""
WINDOWS = [
    {"color_scheme": scheme, "viewport": viewport, "reduced_motion": "reduce"}
    for scheme, viewport in (("light", PHONE), ("dark", {"width": 1280, "height": 800}))
]


@pytest.mark.parametrize("context", WINDOWS, indirect=True, ids=lambda options: options["color_scheme"])
def test_every_page_is_accessible(window: Window, shared_nonet: RunningNonet, finished_job: Job) -> None:
    done = finished_job["id"]
    waiting = shared_nonet.ask("nine frogs at a disco")
    problems = {}
    for path in [f"/jobs/{waiting}", "/", f"/jobs/{done}", f"/jobs/{done}/report", "/about", "/nothing"]:
        window.open(path)
        found = window.page.evaluate(CHECKS) + nameless(window.page) + without_visible_focus(window)
        if found:
            problems[path] = found
    assert problems == {}


def nameless(page: Page) -> list[str]:
    """What a screen reader would meet without a name, by Chromium's own accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        f"a {node['role']['value']} has no name"
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in NAMED_ROLES
        and not node.get("name", {}).get("value", "").strip()
    ]


def without_visible_focus(window: Window) -> list[str]:
    """What gets the focus by the Tab key without showing it."""
    hidden = []
    for _ in range(40):
        window.page.keyboard.press("Tab")
        if window.focused("tagName") == "BODY":
            break
        if not window.page.evaluate(SHOWS_FOCUS):
            hidden.append(f"focus is not visible on {window.focused('outerHTML')[:80]}")
    return hidden


def test_one_can_skip_to_the_content(window: Window) -> None:
    window.open("/about")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    assert window.focused() == "main"
