"""Builds every object of a Nonet process and ties them together; starts and stops them in order."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.at_work import at_work
from bot.command_line import CommandLineFront
from bot.embedded_service import EmbeddedService
from bot.errors import StorageError
from bot.image_store import ImageStore
from bot.metrics import served_metrics
from bot.nets_process import NetsProcess, TextNet, load_picture_filter
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.deliver import Deliverer
from bot.pipeline.front import Front
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.queue_view import QueueView
from bot.pipeline.queue_watch import QueueWatch
from bot.pipeline.render import Renderer
from bot.pipeline.tell import Teller
from bot.serving import announce_when, embedded_options
from bot.settings import Settings
from db.errors import DatabaseError
from db.session import Database
from generation.client import GenerationClient
from moderation.text import TextFilter

if TYPE_CHECKING:
    from bot.discord.connection.runner import Runner
    from bot.discord.front import DiscordFront
    from bot.schedule.stage import Stage
    from bot.schedule.timetable import Timetable
    from bot.twitter.front import TwitterFront
    from bot.twitter.runner import Runner as XRunner

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True)
class App:
    """What every Nonet process has, whichever fronts it serves."""

    service: EmbeddedService | None
    """The generation service of this process; None if one elsewhere is set."""
    database: Database
    image_store: ImageStore
    board: ProgressBoard
    acceptor: Acceptor
    renderer: Renderer
    deliverer: Deliverer
    queue_view: QueueView
    queue_watch: QueueWatch
    teller: Teller

    async def service_ready(self) -> None:
        """Wait for our own service's model. Jobs wait for a service elsewhere, however long it takes.

        Raises:
            ServiceStartError: the model can't be loaded.
        """
        if self.service:
            await self.service.ready()


@asynccontextmanager
async def open_app(settings: Settings, fronts: list[Front]) -> AsyncIterator[App]:
    """Open the stores, and start the generation service unless one elsewhere is set; close them at the end.

    The service may still be loading its model then.

    Raises:
        StorageError: the data folder or the database can't be used.
        SettingsError: the database can't be what the settings say.
    """
    async with AsyncExitStack() as stack:
        service = None if settings.generation.url else EmbeddedService(embedded_options(settings))
        if service:
            await stack.enter_async_context(service)
        client = await stack.enter_async_context(_client(settings, service))
        database = await stack.enter_async_context(open_database(settings))
        image_store = ImageStore(settings.images_dir)
        await image_store.open()
        nets = stack.enter_context(NetsProcess())
        picture_judge = PictureJudge(partial(load_picture_filter, nets), database)
        text_filter = TextFilter(TextNet(nets))
        await stack.enter_async_context(at_work(picture_judge.warm_up(), asyncio.to_thread(text_filter.warm)))
        yield _assemble(
            settings,
            fronts,
            client=client,
            service=service,
            database=database,
            image_store=image_store,
            picture_judge=picture_judge,
            text_filter=text_filter,
        )


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database with its newest schema. Raises StorageError."""
    try:
        database = Database(
            settings.database_url,
            pool_size=settings.database.pool_size,
            busy_timeout_s=settings.database.busy_timeout_s,
        )
        try:
            await database.migrate()
            yield database
        finally:
            await database.close()
    except DatabaseError as error:
        raise StorageError(str(error)) from error


async def run(settings: Settings, announce: Callable[[str], None], stop: asyncio.Event) -> None:
    """Serve every front that is switched on, until `stop` is set.

    Args:
        settings: of this process.
        announce: told the address of the web page when everything is up.
        stop: to be set by the caller, for instance by a signal.

    Raises:
        NonetError, GenerationError: something can't start; the message says what and how to mend it.
    """
    from bot.schedule.from_settings import follow_settings, schedules_of
    from bot.web.front import WebFront  # late: only `nonet run` needs the web page
    from bot.web.stage import WebStage

    wanted = schedules_of(settings)
    discord_front, twitter_front = _discord_front(settings), _twitter_front(settings)
    optional: list[Front | None] = [discord_front, twitter_front]
    fronts: list[Front] = [WebFront(), CommandLineFront(), *(front for front in optional if front)]
    async with open_app(settings, fronts) as app, AsyncExitStack() as stack:
        async with app.database.session() as session:
            await follow_settings(session, wanted, datetime.now(UTC))
        listening: list[Callable[[], Coroutine[None, None, None]]] = []
        stages: list[Stage] = [WebStage()] if settings.web.enabled else []
        if discord_front:
            from bot.discord.daily.stage import DiscordStage  # late, as its front

            stages.append(DiscordStage(discord_front))
            discord = await stack.enter_async_context(_logged_in(settings, app, discord_front))
            listening.append(discord.run)
        if twitter_front:
            twitter = await stack.enter_async_context(_speaking_to_x(settings, app, twitter_front))
            listening.append(twitter.run)
        timetable = _timetable(settings, app, stages)
        await stack.enter_async_context(
            at_work(
                app.renderer.run(),
                app.deliverer.run(),
                app.queue_watch.run(),
                app.teller.run(),
                timetable.run(),
            )
        )
        stack.enter_context(served_metrics(settings.metrics))
        address = await stack.enter_async_context(_web_page(settings, app)) if settings.web.enabled else ""
        works = [run_front() for run_front in listening]
        async with at_work(announce_when(app.service_ready, announce, address), *works):
            gc.collect()
            gc.freeze()  # what is here now stays: looking through it again would silence the loop for 0.15 s
            await stop.wait()


@asynccontextmanager
async def _web_page(settings: Settings, app: App) -> AsyncIterator[str]:
    """Serve the web page meanwhile, at the address that is given."""
    from bot.web.server import WebServer

    server = WebServer(
        settings, app.acceptor, app.board, app.database, app.image_store, queue_view=app.queue_view
    )
    port = await server.start()
    try:
        yield settings.web.public_url or f"http://{settings.web.host}:{port}"
    finally:
        await server.stop()


def _discord_front(settings: Settings) -> "DiscordFront | None":
    """Discord, if it is on."""
    if not settings.discord.token.get_secret_value():
        return None
    from bot.discord.front import DiscordFront  # late: without a token, its library is never loaded

    return DiscordFront()


@asynccontextmanager
async def _logged_in(settings: Settings, app: App, front: "DiscordFront") -> AsyncIterator["Runner"]:
    """Let the front deliver, from before the first delivery until after the last."""
    from bot.discord.connection.runner import Runner
    from bot.discord.desk import Desk

    desk = Desk(
        settings=settings,
        acceptor=app.acceptor,
        board=app.board,
        database=app.database,
        image_store=app.image_store,
        queue_view=app.queue_view,
    )
    runner = Runner(settings, desk, front)
    await runner.start()
    try:
        yield runner
    finally:
        await runner.close()


def _twitter_front(settings: Settings) -> "TwitterFront | None":
    """X, if it is on and may answer."""
    if not settings.twitter.enabled:
        return None
    if not settings.twitter.reply_approved:
        log.warning("X stays off: twitter.reply_approved is false; the README says what it stands for")
        return None
    from bot.twitter.front import TwitterFront  # late: where X is off, its library is never loaded

    return TwitterFront(settings)


@asynccontextmanager
async def _speaking_to_x(settings: Settings, app: App, front: "TwitterFront") -> AsyncIterator["XRunner"]:
    """Let the front deliver, from before the first delivery until after the last."""
    from bot.twitter.runner import Runner, open_x

    async with open_x(settings, app.database) as parts:
        front.connect(app.database, parts.sender)
        yield Runner(settings, parts, app.acceptor, app.database)


def _timetable(settings: Settings, app: App, stages: "list[Stage]") -> "Timetable":
    """What happens at set times, on the stages of the fronts that are on."""
    from bot.house_chores import house_chores  # late, as all of this: only `nonet run` needs APScheduler
    from bot.schedule.chores import Chores
    from bot.schedule.poster import Poster
    from bot.schedule.slots import Slots
    from bot.schedule.sources import choose
    from bot.schedule.timetable import Timetable

    chosen, database = settings.schedule, app.database
    poster = Poster(chosen, database, app.acceptor, {stage.name: stage for stage in stages}, choose)
    chores = Chores(house_chores(settings, database, app.image_store), database, lease_s=chosen.lease_s)
    return Timetable(Slots(chosen, database, poster), chores, chosen.check_every_s)


def _client(settings: Settings, service: EmbeddedService | None) -> GenerationClient:
    chosen = settings.generation
    url = service.url if service else chosen.url
    api_key = service.options.api_key if service else chosen.api_key.get_secret_value()
    return GenerationClient(url, api_key, chosen.timeout_s)


def _assemble(
    settings: Settings,
    fronts: list[Front],
    *,
    client: GenerationClient,
    service: EmbeddedService | None,
    database: Database,
    image_store: ImageStore,
    picture_judge: PictureJudge,
    text_filter: TextFilter,
) -> App:
    bell, board = Bell(), ProgressBoard()
    queue_view = QueueView(settings.queue, database)
    by_name = {front.name: front for front in fronts}
    return App(
        service=service,
        database=database,
        image_store=image_store,
        board=board,
        acceptor=Acceptor(
            settings,
            database,
            text_filter=text_filter,
            fronts=by_name,
            models=client.models,
            picture_judge=picture_judge,
            image_store=image_store,
            bell=bell,
        ),
        renderer=Renderer(
            settings,
            database,
            client=client,
            image_store=image_store,
            picture_judge=picture_judge,
            board=board,
            bell=bell,
        ),
        deliverer=Deliverer(settings, database, fronts=by_name, image_store=image_store, bell=bell),
        queue_view=queue_view,
        queue_watch=QueueWatch(settings, database, board, queue_view),
        teller=Teller(settings, database, fronts=by_name, board=board, bell=bell),
    )
