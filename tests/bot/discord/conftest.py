"""Nonet on simcord: the real client, database, acceptor, renderer and deliverer. Only the model is a script.

simcord moves time by itself and waits until the bot is idle, so nothing here waits in the background:
tests paint (`house.paint_next`) and deliver (`house.deliver_all`) when they want it to happen.
"""

import io
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import discord
import pytest
from PIL import Image
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.connection.client import NonetBot
from bot.discord.connection.sync import sync_commands
from bot.discord.delivery.address import Address
from bot.discord.desk import DISCORD, Desk
from bot.discord.front import DiscordFront
from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.deliver import Deliverer
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.queue_view import QueueView
from bot.pipeline.render import Renderer
from bot.settings import Settings
from db import jobs, votes
from db.jobs import Job, NewJob
from db.session import Database
from db.votes import VoteKind
from generation.protocol import Finished, GenerationEvent, GenerationRequest, Painted, Queued
from moderation.images import AllowAllPictures
from moderation.text import TextFilter

Draw = Callable[..., Awaitable[Job]]
Like = Callable[..., Awaitable[None]]

PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"


class ScriptedPainter:
    """Stands for the generation service: paints squares at once, or fails with the error it is given."""

    def __init__(self) -> None:
        self.requests: list[GenerationRequest] = []
        self.error: Exception | None = None
        self.models_known = ["nonet-small"]

    async def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        self.requests.append(request)
        if self.error:
            raise self.error
        assert request.seed is not None
        yield Queued(1, 2.0)
        for sample in range(request.first_sample, request.first_sample + request.n):
            yield Painted(sample, _square(request.seed, sample))
        yield Finished("nonet-small", request.seed)

    async def models(self) -> list[str]:
        return self.models_known


def _square(seed: int, sample: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), f"hsl({(seed + 40 * sample) % 360}, 80%, 60%)").save(buffer, "PNG")
    return buffer.getvalue()


@dataclass
class House:
    """The parts behind the Discord front, and short words for what tests do with them."""

    settings: Settings
    database: Database
    image_store: ImageStore
    board: ProgressBoard
    acceptor: Acceptor
    renderer: Renderer
    deliverer: Deliverer
    painter: ScriptedPainter
    front: DiscordFront

    async def paint_next(self) -> Job:
        """Take the next job from the queue, as a worker does, and render it."""
        job = await self.renderer.claim()
        assert job is not None, "no job waits"
        await self.renderer.render(job)
        return await self.job(job.id)

    async def draw(self, person: MemberActor, channel: ChannelHandle, **options: Any) -> Job:
        """Let someone use /draw, and deliver what comes of it."""
        await person.slash(channel, "draw", **({"prompt": PROMPT} | options))
        job = await self.paint_next()
        await self.deliver_all()
        return await self.job(job.id)

    async def deliver_all(self) -> None:
        """Attempt every delivery that is due."""
        while await self.deliverer.deliver_one(self.front):
            pass

    async def job(self, job_id: str) -> Job:
        """A job as the database has it now."""
        async with self.database.reading() as session:
            job = await jobs.get(session, job_id)
        assert job is not None, f"there is no job {job_id}"
        return job


@pytest.fixture
def limits() -> dict[str, Any]:
    """What tests set otherwise in `[limits]`."""
    return {}


@pytest.fixture
def settings(
    tmp_path: Path, empty_database: Path, limits: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Tests that need other settings override this fixture, or use `model_copy` on it."""
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    shutil.copy(empty_database, tmp_path)
    return Settings.model_validate(
        {
            "data_dir": tmp_path,
            "discord": {"token": "a.test.token", "shard_count": 1},
            "queue": {"lease_s": 30.0, "attempts": 3, "retry_s": 0.01},
            "limits": limits,
        }
    )


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """SQLite only: what differs on PostgreSQL is tested in tests/db."""
    database = Database(settings.database_url)
    yield database
    await database.close()


@pytest.fixture
def painter() -> ScriptedPainter:
    return ScriptedPainter()


@pytest.fixture
def front() -> DiscordFront:
    return DiscordFront()


@pytest.fixture
async def house(
    settings: Settings,
    database: Database,
    text_filter: TextFilter,
    painter: ScriptedPainter,
    front: DiscordFront,
) -> House:
    image_store = ImageStore(settings.images_dir)
    await image_store.open()
    board, bell, fronts = ProgressBoard(), Bell(), {front.name: front}
    return House(
        settings=settings,
        database=database,
        image_store=image_store,
        board=board,
        acceptor=Acceptor(
            settings,
            database,
            text_filter=text_filter,
            fronts=fronts,
            models=painter.models,
            picture_judge=PictureJudge(AllowAllPictures, database),
            image_store=image_store,
            bell=bell,
        ),
        renderer=Renderer(
            settings,
            database,
            client=painter,
            image_store=image_store,
            picture_judge=PictureJudge(AllowAllPictures, database),
            board=board,
            bell=bell,
        ),
        deliverer=Deliverer(settings, database, fronts=fronts, image_store=image_store, bell=bell),
        painter=painter,
        front=front,
    )


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(
        settings=house.settings,
        acceptor=house.acceptor,
        board=house.board,
        database=house.database,
        image_store=house.image_store,
        queue_view=QueueView(house.settings.queue, house.database),
    )


@pytest.fixture
def bot(settings: Settings, desk: Desk, front: DiscordFront) -> NonetBot:
    """The bot before it has started; tests may add cogs of their own to it."""
    bot = NonetBot(settings, desk)
    front.connect(bot)
    return bot


@pytest.fixture
async def env(bot: NonetBot, request: pytest.FixtureRequest) -> AsyncIterator[Env]:
    """The bot, running in a virtual Discord. `@pytest.mark.simcord(...)` hands options on to simcord."""
    marker = request.node.get_closest_marker("simcord")
    env = Env(bot, **(marker.kwargs if marker else {}))
    await env.start()
    try:
        await sync_commands(bot)
        yield env
    finally:
        await env.shutdown()
    env._raise_errors_since(env._errors_acknowledged)


@pytest.fixture
def guild(env: Env) -> GuildHandle:
    return env.create_guild("Meme Corner")


@pytest.fixture
def channel(guild: GuildHandle) -> ChannelHandle:
    return guild.create_text_channel("memes")


@pytest.fixture
def alice(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("alice"))


@pytest.fixture
def bob(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("bob"))


@pytest.fixture
def carol(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("carol"))


@pytest.fixture
def moderator(env: Env, guild: GuildHandle) -> MemberActor:
    role = guild.create_role("moderators", permissions=discord.Permissions(manage_messages=True))
    return guild.add_member(env.create_user("mona"), roles=[role])


@pytest.fixture
async def done(house: House, alice: MemberActor, channel: ChannelHandle) -> Job:
    """A job of alice's whose card is the last message of the channel."""
    return await house.draw(alice, channel)


@pytest.fixture
def wait(house: House) -> Draw:
    """Puts a job by someone into the queue. Each is a second younger than the one before it."""
    numbers, begin = count(1), datetime.now(UTC) - timedelta(hours=1)

    async def wait(person: MemberActor, prompt: str, guild: GuildHandle | None = None, **fields: Any) -> Job:
        number = next(numbers)
        address = Address(
            channel_id=1, message_id=number, user_id=person.id, language="en", limit_bytes=10**7
        )
        at = fields.pop("at", begin + timedelta(seconds=number))
        given: dict[str, Any] = {
            "front": DISCORD,
            "source_id": f"event {number}",
            "address": address.to_text(),
            "server": str(guild.id) if guild else None,
            "platform": DISCORD,
            "requester_id": str(person.id),
            "requester_name": person.name,
            "prompt": prompt,
            "model": "nonet-small",
            "seed": 60 * number,
        }
        async with house.database.session() as session:
            return await jobs.insert_job(session, NewJob(**(given | fields)), at)

    return wait


@pytest.fixture
def draw(house: House, wait: Draw) -> Draw:
    """Has a job painted."""

    async def draw(*of: Any, **fields: Any) -> Job:
        job = await wait(*of, **fields)
        painted = await house.paint_next()
        assert painted.id == job.id
        return painted

    return draw


@pytest.fixture
def like(house: House) -> Like:
    """Marks a job as a favourite of these people."""

    async def like(job: Job, *people: MemberActor) -> None:
        async with house.database.session() as session:
            for person in people:
                voter, now = str(person.id), datetime.now(UTC)
                await votes.vote(session, job.id, DISCORD, voter, VoteKind.FAVOURITE, now=now)

    return like


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`speak("de")`: everyone's Discord is in German from now on; `guild=` sets the servers' language.

    simcord itself knows American English only.
    """

    def speak(person: str, guild: str | None = None) -> None:
        monkeypatch.setattr(discord.Interaction, "_from_data", read)
        chosen.update(locale=discord.Locale(person), guild_locale=guild and discord.Locale(guild))

    def read(interaction: discord.Interaction, data: Any) -> None:
        original(interaction, data)
        interaction.locale = chosen["locale"]
        if interaction.guild_id and chosen["guild_locale"]:
            interaction.guild_locale = chosen["guild_locale"]

    original, chosen = discord.Interaction._from_data, {}
    return speak
