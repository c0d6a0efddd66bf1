"""Nonet with X as its only front: real acceptor, renderer, deliverer and tweepy; a small X on loopback."""

import io
import shutil
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from PIL import Image

from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.deliver import Deliverer
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.render import Renderer
from bot.settings import Settings
from bot.twitter.front import TwitterFront
from bot.twitter.poller import Poller
from bot.twitter.runner import Parts, Runner, open_x
from db import deliveries, jobs
from db.deliveries import Delivery
from db.jobs import Job
from db.session import Database
from generation.protocol import Finished, GenerationEvent, GenerationRequest, Painted
from moderation.images import AllowAllPictures
from moderation.text import TextFilter
from tests.bot.twitter.fake_x import FakeX


class Painter:
    """Stands for the generation service: paints squares at once."""

    async def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        for sample in range(request.first_sample, request.first_sample + request.n):
            buffer = io.BytesIO()
            Image.new("RGB", (32, 32), f"hsl({40 * sample}, 80%, 60%)").save(buffer, "PNG")
            yield Painted(sample, buffer.getvalue())
        yield Finished("nonet-small", request.seed or 0)

    async def models(self) -> list[str]:
        return ["nonet-small"]


@dataclass
class House:
    """The parts around X, and short words for what tests do with them."""

    settings: Settings
    database: Database
    front: TwitterFront
    parts: Parts
    acceptor: Acceptor
    poller: Poller
    runner: Runner
    renderer: Renderer
    deliverer: Deliverer
    stack: AsyncExitStack

    async def answer(self) -> None:
        """Look for mentions once, paint all jobs, and deliver what is due."""
        await self.poller.poll()
        await self.paint_all()
        await self.deliver_all()

    async def paint_all(self) -> None:
        while job := await self.renderer.claim():
            await self.renderer.render(job)

    async def deliver_all(self) -> None:
        while await self.deliverer.deliver_one(self.front):
            pass

    async def job_of(self, mention_id: str) -> Job | None:
        async with self.database.reading() as session:
            return await jobs.by_source(session, "twitter", mention_id)

    async def deliveries_of(self, mention_id: str) -> list[Delivery]:
        job = await self.job_of(mention_id)
        assert job is not None, "the mention is no job"
        async with self.database.reading() as session:
            return await deliveries.of_job(session, job.id)


@pytest.fixture
async def x() -> AsyncIterator[FakeX]:
    yield FakeX()


@pytest.fixture
async def base_url(x: FakeX) -> AsyncIterator[str]:
    server = TestServer(x.app())
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


@pytest.fixture
def choices() -> dict[str, Any]:
    """What tests set otherwise in `[twitter]`."""
    return {}


@pytest.fixture
def settings(
    tmp_path: Path,
    empty_database: Path,
    base_url: str,
    choices: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Settings:
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    shutil.copy(empty_database, tmp_path)
    keys = dict.fromkeys(("consumer_key", "consumer_secret", "access_token", "access_token_secret"), "key")
    twitter = {"enabled": True, "reply_approved": True, "base_url": base_url, "reconcile_after_s": 0}
    return Settings.model_validate(
        {
            "data_dir": tmp_path,
            "queue": {"lease_s": 30.0, "attempts": 3, "retry_s": 0.001},
            "twitter": keys | twitter | choices,
        }
    )


@pytest.fixture
async def house(settings: Settings) -> AsyncIterator[House]:
    """Opened anew, as after a restart, by `await restart(house)`."""
    house = await open_house(settings)
    yield house
    await house.stack.aclose()


async def open_house(settings: Settings) -> House:
    stack = AsyncExitStack()
    database = Database(settings.database_url)
    stack.push_async_callback(database.close)
    image_store = ImageStore(settings.images_dir)
    await image_store.open()
    front, bell, painter = TwitterFront(settings), Bell(), Painter()
    parts = await stack.enter_async_context(open_x(settings, database))
    front.connect(database, parts.sender)
    fronts = {front.name: front}
    acceptor = Acceptor(
        settings,
        database,
        text_filter=TextFilter(),
        fronts=fronts,
        models=painter.models,
        picture_judge=PictureJudge(AllowAllPictures, database),
        image_store=image_store,
        bell=bell,
    )
    return House(
        settings=settings,
        database=database,
        front=front,
        parts=parts,
        acceptor=acceptor,
        poller=Poller(
            settings.twitter,
            api=parts.api,
            account=parts.account,
            acceptor=acceptor,
            database=database,
        ),
        runner=Runner(settings, parts, acceptor, database),
        renderer=Renderer(
            settings,
            database,
            client=painter,
            image_store=image_store,
            picture_judge=PictureJudge(AllowAllPictures, database),
            board=ProgressBoard(),
            bell=bell,
        ),
        deliverer=Deliverer(settings, database, fronts=fronts, image_store=image_store, bell=bell),
        stack=stack,
    )
