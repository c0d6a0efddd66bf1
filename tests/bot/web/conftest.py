"""The real web server over a real database, image store and acceptor; only nobody paints by itself."""

import io
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from PIL import Image
from sqlalchemy import insert

from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.keep import keep
from bot.pipeline.paint import Drawn
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.queue_view import QueueView
from bot.pipeline.request import Request, Requester
from bot.setting_sections import WebSettings
from bot.settings import Settings
from bot.web.front import PAGE, WebFront
from bot.web.server import WebServer
from db import queue, schedules
from db.jobs import Job
from db.models import SlotRow, SlotState
from db.schedules import NewSchedule
from db.session import Database
from moderation.images import AllowAllPictures
from moderation.text import TextFilter

PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"


def _png(hue: int) -> bytes:
    """A small picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), f"hsl({hue}, 80%, 60%)").save(buffer, "PNG")
    return buffer.getvalue()


@dataclass
class Site:
    """The page and what lies behind it."""

    settings: Settings
    database: Database
    store: ImageStore
    board: ProgressBoard
    acceptor: Acceptor
    server: WebServer | None = None
    url: str = ""

    async def restart(self) -> None:
        """Start the web server, after stopping the one before."""
        if self.server:
            await self.server.stop()
        queue_view = QueueView(self.settings.queue, self.database)
        self.server = WebServer(
            self.settings, self.acceptor, self.board, self.database, self.store, queue_view=queue_view
        )
        self.url = f"http://127.0.0.1:{await self.server.start()}"

    def visitor(self, **options: Any) -> ClientSession:
        """Someone with a browser's cookies."""
        return ClientSession(self.url, cookie_jar=CookieJar(unsafe=True), **options)

    async def ask(self, visitor: ClientSession, prompt: str = PROMPT, **wish: Any) -> dict[str, Any]:
        """Ask for a job through the API."""
        async with visitor.post("/api/jobs", json={"prompt": prompt, **wish}) as answer:
            job: dict[str, Any] = await answer.json()
            assert answer.status == 201, job
        return job

    async def refusal(self, answer: ClientResponse) -> tuple[int, str]:
        """Status and code of an error of the API; its shape is checked on the way."""
        body = json.loads(await answer.text())
        assert set(body) == {"error"}
        assert set(body["error"]) == {"code", "message"}
        assert body["error"]["message"]
        return answer.status, body["error"]["code"]

    async def claim(self) -> Job:
        """Take the next job, as a worker does."""
        async with self.database.session() as session:
            job = await queue.claim(session, datetime.now(UTC), lease_s=30)
        assert job is not None
        return job

    async def finish(self) -> Job:
        """Take the next job and keep nine pictures for it."""
        job = await self.claim()
        drawn = [Drawn(number, job.seed, _png(40 * number), tokens=None) for number in range(1, 10)]
        await keep(
            job,
            drawn,
            refused=[],
            settings=self.settings.images,
            image_store=self.store,
            database=self.database,
        )
        return job

    async def show_day(self, at: datetime, prompt: str, **schedule: Any) -> Job:
        """Let a slot of a schedule of the page become a job with pictures."""
        requester = Requester("schedule", "1", "Nonet")
        request = Request(source_id=f"slot:{at}", prompt=prompt, requester=requester, place=PAGE)
        job = await self.acceptor.accept(request)
        await self.finish()
        columns = {"name": "Daily", "front": "web", "clock": "09:00", "zone": "UTC"} | schedule
        new = NewSchedule(**columns, sources="shipped", repeat_days=30)
        async with self.database.session() as session:
            known = await schedules.of_server(session, new.front, new.server)
            of_this_zone = [one for one in known if one.zone == new.zone]
            schedule_row = of_this_zone[0] if of_this_zone else await schedules.add(session, new, at)
            await session.execute(
                insert(SlotRow).values(
                    schedule_id=schedule_row.id,
                    at=at,
                    state=SlotState.ACCEPTED,
                    by_hand=False,
                    reason="",
                    source="shipped",
                    prompt=prompt,
                    job_id=job.id,
                    attempts=1,
                )
            )
        return job

    async def fail(self, reason: str) -> Job:
        """Take the next job and give it up."""
        job = await self.claim()
        async with self.database.session() as session:
            await queue.fail(session, job, reason, datetime.now(UTC))
        return job


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    shutil.copy(empty_database, tmp_path)
    return Settings(data_dir=tmp_path, web=WebSettings(port=0))


@pytest.fixture
async def site(settings: Settings, text_filter: TextFilter) -> AsyncIterator[Site]:
    database = Database(settings.database_url)
    store = ImageStore(settings.images_dir)
    await store.open()
    board = ProgressBoard()
    acceptor = Acceptor(
        settings,
        database,
        text_filter=text_filter,
        fronts={"web": WebFront()},
        models=no_models,
        picture_judge=PictureJudge(AllowAllPictures, database),
        image_store=store,
        bell=Bell(),
    )
    site = Site(settings, database, store, board, acceptor)
    await site.restart()
    yield site
    assert site.server
    await site.server.stop()
    await database.close()


async def no_models() -> list[str]:
    """The generation service has the default model only."""
    return ["nonet-small"]


@pytest.fixture
async def visitor(site: Site) -> AsyncIterator[ClientSession]:
    """A visitor who has opened the page."""
    async with site.visitor() as session:
        async with session.get("/") as answer:
            assert answer.status == 200
        yield session
