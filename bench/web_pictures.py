"""Pictures of the page in docs/pictures/web: `python -m bench.web_pictures`.

A real `nonet run` paints with the shipped model in a folder of its own, and Chromium looks at its page. The
days of /today are jobs of the last minutes whose slots are put on the days before.
"""

import asyncio
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.async_api import Page, async_playwright
from sqlalchemy import insert

from db import schedules
from db.models import SlotRow, SlotState
from db.schedules import NewSchedule
from db.session import Database

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "web"
KEY = "only for these pictures"
SEED = 3
DAYS = (
    "a giraffe wearing nine hats at once",
    "a whale wearing a crown of coral",
    "a frog playing the banjo on a lily pad",
    "a cat on a throne of cushions",
    "a tiger in pyjamas with matching stripes",
    "a panda on a swing made of bamboo",
    "a snail with a camper van for a shell",
)
"""Of the list that ships, the newest first."""
DESK: dict[str, Any] = {"viewport": {"width": 1180, "height": 780}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 720},
    "device_scale_factor": 2,
    "color_scheme": "dark",
    "reduced_motion": "reduce",
}
QUALITY = 88
_SAMPLES = 9


def main() -> None:
    """Take all pictures."""
    with TemporaryDirectory() as folder, _nonet(Path(folder)) as url:
        asyncio.run(_take_all(Path(folder), url))


async def _take_all(folder: Path, url: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        desk, phone = await browser.new_page(**DESK), await browser.new_page(**PHONE)
        await desk.goto(url)
        await _keep(desk, "index")
        hat = await _painted(desk, url, "a cat wearing a top hat", 1)
        await desk.goto(url + hat)
        await _keep(desk, "done")
        await _report(desk, url + hat)
        await _paint_and_watch(phone, url)
        await _put_on_days(folder, [await _painted(desk, url, prompt, SEED) for prompt in DAYS])
        await desk.set_viewport_size({"width": 1180, "height": 1000})
        await desk.goto(url + "/today", wait_until="networkidle")
        await _keep(desk, "today")
        await _log_in(desk, url)
        await _keep(desk, "admin")
        await _look_at_report(desk, url)
        await _keep(desk, "moderation")
        await browser.close()


async def _paint_and_watch(page: Page, url: str) -> None:
    await page.goto(url)
    await page.fill("#prompt", "a giant octopus attacking the city")
    await page.click("text=Draw")
    while await page.locator("#job .tile img[src^='data:']").count() < _SAMPLES:  # noqa: ASYNC110 - of another process
        await asyncio.sleep(0.05)
    await _keep(page, "painting")


async def _log_in(page: Page, url: str) -> None:
    await page.goto(url + "/admin")
    await page.fill("#admin_key", KEY)
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".menu")
    await page.goto(url + "/admin/schedules/1")


async def _report(page: Page, job: str) -> None:
    await page.goto(f"{job}/report")
    await page.check("input[value=prejudice]")
    await page.fill("#text", "My dog says that cats are always the gentlemen here.")
    await page.click("text=Send report")
    await page.wait_for_url("**/reported")


async def _look_at_report(page: Page, url: str) -> None:
    await page.goto(url + "/admin/moderation/1")
    await page.click("text=Show the pictures")
    await page.locator(".covered img").evaluate("image => image.decode()")


async def _keep(page: Page, name: str) -> None:
    image = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    image.save(FOLDER / f"{name}.webp", quality=QUALITY)
    print(f"{name}.webp")


@contextmanager
def _nonet(folder: Path) -> Iterator[str]:
    """The address of a Nonet that runs meanwhile."""
    environment = os.environ | {
        "NONET_DATA_DIR": str(folder),
        "NONET_WEB__PORT": "0",
        "NONET_WEB__ADMIN_KEY": KEY,
        "NONET_SCHEDULE__WEB_PROMPT": "false",
    }
    command = [sys.executable, "-m", "bot.cli", "run"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            found = (re.match(r"Nonet is at (http://\S+)", line) for line in process.stdout)
            yield next(match[1] for match in found if match)
        finally:
            process.send_signal(signal.SIGINT)


async def _painted(page: Page, url: str, prompt: str, seed: int) -> str:
    """The path of a finished job."""
    answer = await page.request.post(f"{url}/api/jobs", data={"prompt": prompt, "seed": seed})
    job = await answer.json()
    while job["state"] != "done":
        await asyncio.sleep(0.5)
        job = await (await page.request.get(f"{url}/api/jobs/{job['id']}")).json()
    path: str = job["path"]
    return path


async def _put_on_days(folder: Path, job_paths: list[str]) -> None:
    """Make a schedule of the page of which these jobs are the last days."""
    database = Database(f"sqlite:///{folder / 'nonet.db'}")
    eight = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0)
    new = NewSchedule(
        name="The prompt of the day",
        front="web",
        clock="09:00",
        zone="Europe/Berlin",
        sources="suggestions,own,shipped",
        repeat_days=180,
    )
    async with database.session() as session:
        schedule = await schedules.add(session, new, datetime.now(UTC))
        for days, path in enumerate(job_paths):
            await session.execute(
                insert(SlotRow).values(
                    schedule_id=schedule.id,
                    at=eight - timedelta(days=days),
                    state=SlotState.ACCEPTED,
                    by_hand=False,
                    reason="",
                    source="shipped",
                    prompt=DAYS[days],
                    job_id=path.removeprefix("/jobs/"),
                    attempts=1,
                )
            )
    await database.close()


if __name__ == "__main__":
    main()
