"""Pictures of cards as Discord shows them, in docs/pictures/discord: `python -m bench.discord.card_pictures`.

The cards are posted in simcord's Discord without a network, and looked at with Chromium by its preview.
"""

import asyncio
import io
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import discord
import simcord
from discord import ui
from PIL import Image
from playwright.async_api import Browser, async_playwright
from simcord.preview import _capture

from bot.collage import SIDE
from bot.discord.card import layout, panels
from bot.discord.card.ids import Action
from bot.enlarge import enlarge
from bot.provenance import Provenance
from bot.texts.texts import Texts, texts_for
from db.jobs import Job, JobState

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
COLLAGE = PICTURES / "hamster-godzilla.png"
PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"
WIDTH_PX, HEIGHT_PX = 680, 900
QUALITY = 85

Scene = tuple[str, ui.LayoutView, list[discord.File]]
"""A file's name, what is posted, and the files with it."""


async def photograph(
    scenes: Callable[[Texts, str, datetime], Iterable[Scene]],
    height_px: int = HEIGHT_PX,
    *,
    about_channel: bool = False,
) -> None:
    """Write each scene in two languages. A scene is about a person or channel (by id) at some time."""
    folder = PICTURES / "discord"
    folder.mkdir(exist_ok=True)
    bot = discord.Client(intents=discord.Intents(guilds=True))
    async with simcord.run(bot) as env, _chromium():
        env.backend.bot_user.name = "Nonet"
        guild = env.create_guild("Meme Corner")
        channel = guild.create_text_channel("memes")
        alice = guild.add_member(env.create_user("alice"))
        place = env.bot.get_channel(channel.id)
        assert isinstance(place, discord.TextChannel)
        about = str(place.id if about_channel else alice.id)
        for language in ("en", "ja"):
            for name, view, files in scenes(texts_for(language), about, env.now()):
                message = await place.send(view=view, files=files)
                preview = env.preview(channel, viewers=[alice], width=WIDTH_PX, height=height_px)
                async with preview as page:
                    shot = await page.screenshot(target=message, viewer=alice, allow_incomplete=True)
                assert shot.png is not None
                image = Image.open(io.BytesIO(shot.png)).convert("RGB")
                image.save(folder / f"{name}.{language}.webp", quality=QUALITY)
                print(f"{name}.{language}.webp")


def cards(texts: Texts, person_id: str, now: datetime) -> Iterator[Scene]:
    """Every kind of card, about a job of this person's."""
    job = a_job(person_id, now)
    collage, sample = COLLAGE.read_bytes(), _sample(job, 1)
    picture = "attachment://picture.png"
    soon = now + timedelta(seconds=20)
    yield (
        "waiting",
        layout.waiting_card(job, texts=texts, place=3, finish_at=soon, done=None, picture=None),
        [],
    )
    yield (
        "painting",
        layout.waiting_card(job, texts=texts, place=None, finish_at=soon, done=0.55, picture=picture),
        _files(_half_painted(collage)),
    )
    varied = replace(job, style="clay", parent_id="parent", parent_sample=7)
    url = "https://discord.com/channels/1/2/3"
    result = layout.result_card(varied, texts=texts, picture=picture, votes=4, can_vary=True, parent_url=url)
    yield "result", result, _files(collage)
    yield (
        "sample",
        layout.sample_card(job, 1, texts=texts, picture=picture, votes=4, can_vary=True),
        _files(sample),
    )
    showcase = layout.showcase_card(job, texts=texts, picture=picture, votes=12, url=url)
    yield "showcase", showcase, _files(collage)
    failure = texts("card-no-pictures")
    yield "failure", layout.failure_card(job, texts=texts, reason=failure), []
    more = panels.more_panel(job, texts, number=None, pictures=True, showcase=True, owner=True)
    yield "more", more, []
    yield "vary", panels.keypad(job, texts, Action.VARY), []
    yield "delete", panels.confirm_panel(job, texts), []
    yield "share", panels.share_panel(job, texts, "https://nonet.example/jobs/Zk3v9QmTr1aXw8Ld"), []


def _files(picture: bytes) -> list[discord.File]:
    return [discord.File(io.BytesIO(picture), "picture.png")]


@asynccontextmanager
async def _chromium() -> AsyncIterator[None]:
    """Let simcord take the system's Chromium: it knows only one that Playwright has fetched."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )

        async def take(_manager: object) -> Browser:
            return browser

        with patch.object(_capture.ManagedCapture, "_ensure_browser", take):
            yield
        await browser.close()


def a_job(person_id: str, now: datetime) -> Job:
    """The job that is shown."""
    return Job(
        id="Zk3v9QmTr1aXw8Ld",
        state=JobState.DELIVERED,
        front="discord",
        source_id="1",
        address="",
        server="1",
        platform="discord",
        requester_id=person_id,
        requester_name="alice",
        line="server:discord:1",
        prompt=PROMPT,
        model="nonet-small",
        seed=1,
        created_at=now,
        attempts=1,
        not_before=None,
        lease_token=None,
        lease_until=None,
        claimed_at=now,
        finished_at=now + timedelta(seconds=14),
        collage_key="collage",
        failure=None,
        deleted_at=None,
    )


def _sample(job: Job, number: int) -> bytes:
    """A sample, cut out of the collage and enlarged."""
    with Image.open(COLLAGE) as collage:
        gutter_px = 8
        side = (collage.width - (SIDE - 1) * gutter_px) // SIDE
        row, column = divmod(number - 1, SIDE)
        left, top = column * (side + gutter_px), row * (side + gutter_px)
        buffer = io.BytesIO()
        collage.crop((left, top, left + side, top + side)).save(buffer, "PNG")
    return enlarge(buffer.getvalue(), Provenance(job.prompt, job.model, job.seed), 8_000_000).data


def _half_painted(collage: bytes) -> bytes:
    """The upper half of each row's pictures, as they are while they are painted from the top."""
    with Image.open(io.BytesIO(collage)) as image:
        painted = image.convert("RGB")
    step = (painted.height + 8) // SIDE
    for row in range(SIDE):
        top = row * step + (step - 8) * 55 // 100
        painted.paste((128, 132, 142), (0, top, painted.width, row * step + step - 8))
    buffer = io.BytesIO()
    painted.save(buffer, "PNG")
    return buffer.getvalue()


if __name__ == "__main__":
    asyncio.run(photograph(cards))
