"""`nonet check`: what is configured, what is off and why, what is wrong and how to mend it."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from bot.errors import NonetError
from bot.image_store import ImageStore
from bot.settings import Settings, config_path, load_settings
from db.errors import DatabaseError
from generation.errors import GenerationError

LOW_SPACE_BYTES = 1_000_000_000


class Level(Enum):
    """How a finding is meant."""

    OK = "ok"
    OFF = "off"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    subject: str
    message: str


Seen = tuple[Level, str]


async def findings() -> AsyncIterator[Finding]:
    """Look at everything, one after the other. Makes only the folders and tables that `nonet run` makes."""
    try:
        settings = load_settings()
    except NonetError as error:
        yield Finding(Level.WRONG, "settings", str(error))
        return
    path = config_path()
    source = f"from {path}" if path.is_file() else f"there is no {path}; defaults and environment"
    yield Finding(Level.OK, "settings", source)
    for subject, look in LOOKS.items():
        try:
            level, message = await look(settings)
        except (NonetError, DatabaseError, GenerationError) as error:
            level, message = Level.WRONG, str(error)
        yield Finding(level, subject, message)


async def _data_folder(settings: Settings) -> Seen:
    await ImageStore(settings.images_dir).open()
    free = shutil.disk_usage(settings.data_dir).free
    message = f"{settings.data_dir.absolute()} can be written, {free / 1e9:.1f} GB free"
    if free < LOW_SPACE_BYTES:
        return Level.NOTE, f"{message}: make room, or lower images.store_limit_bytes"
    return Level.OK, message


async def _database(settings: Settings) -> Seen:
    from bot.app import open_database

    async with open_database(settings):
        kind = "PostgreSQL" if settings.database.url.get_secret_value() else "SQLite in the data folder"
        return Level.OK, f"{kind} can be written and has the newest tables"


async def _generation(settings: Settings) -> Seen:
    if not settings.generation.url:
        return await asyncio.to_thread(_own_model, settings)
    from generation.client import GenerationClient

    chosen = settings.generation
    async with GenerationClient(chosen.url, chosen.api_key.get_secret_value()) as client:
        models = await client.models()
    if chosen.model not in models:
        return (
            Level.WRONG,
            f"{chosen.url} does not offer generation.model {chosen.model}, but {', '.join(models)}",
        )
    return Level.OK, f"{chosen.url} offers {chosen.model}"


def _own_model(settings: Settings) -> Seen:
    from generation.models import library

    report = library.verify(settings.generation.model, settings.models_dir)
    if not report.ok:
        mend = f"remove {report.directory} and fetch or convert it again"
        return Level.WRONG, f"{' '.join(report.problems)} To mend it, {mend}."
    if settings.generation.reranker:
        library.find_reranker(settings.generation.reranker, settings.models_dir)
    return Level.OK, f"own service with {settings.generation.model}, files verified"


async def _web(settings: Settings) -> Seen:
    web = settings.web
    if not web.enabled:
        return Level.OFF, "web.enabled is false"
    family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
    try:
        with socket.create_server((web.host, web.port), family=family):
            pass
    except OSError as error:
        message = f"can't listen on {web.host}, port {web.port}: {error.strerror}"
        return Level.WRONG, f"{message}. Is Nonet running already? Else set web.port."
    return Level.OK, f"free to listen on {web.host}, port {web.port}"


async def _moderation(settings: Settings) -> Seen:
    return Level.OK, f"policy {settings.moderation.policy}, for every prompt"


async def _discord(settings: Settings) -> Seen:
    token = settings.discord.token.get_secret_value()
    if not token:
        return Level.OFF, "discord.token is not set"
    from bot.discord.connection.application import describe

    return Level.OK, f"{await describe(token)}; it needs none of the privileged intents"


async def _twitter(settings: Settings) -> Seen:
    if not settings.twitter.enabled:
        return Level.OFF, "twitter.enabled is false"
    from bot.twitter.keys import UserKeys, account_keys, app_keys, client_keys

    if isinstance(account_keys(settings), UserKeys):
        app_keys(settings.twitter)
    else:
        client_keys(settings.twitter)
    if not settings.twitter.reply_approved:
        return Level.NOTE, "keys are there, but twitter.reply_approved is false: mentions are not answered"
    return Level.OK, "keys are there; `nonet twitter check` asks X whose they are, for a cent"


async def _schedules(settings: Settings) -> Seen:
    from bot.schedule.from_settings import schedules_of

    found = [
        f"{one.config_name} at {one.clock} ({one.zone}) on {one.front}" for one in schedules_of(settings)
    ]
    if not found:
        return Level.OFF, "the settings have no prompt of the day; servers may have some of their own"
    return Level.OK, f"{', '.join(found)}; `nonet schedule list` shows all"


LOOKS: Mapping[str, Callable[[Settings], Awaitable[Seen]]] = {
    "data folder": _data_folder,
    "database": _database,
    "generation": _generation,
    "web": _web,
    "moderation": _moderation,
    "discord": _discord,
    "twitter": _twitter,
    "schedule": _schedules,
}
"""What is looked at, and how."""
