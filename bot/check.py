"""`nonet check`: what is configured, what is off and why, what is wrong and how to mend it."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
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
    for look in (_data_dir, _database, _generation, _web):
        try:
            yield await look(settings)
        except (NonetError, DatabaseError, GenerationError) as error:
            yield Finding(Level.WRONG, look.__name__.strip("_").replace("_", " "), str(error))
    yield Finding(Level.OK, "moderation", f"policy {settings.moderation.policy}, for every prompt")
    yield _discord(settings)
    yield _twitter(settings)


async def _data_dir(settings: Settings) -> Finding:
    await ImageStore(settings.images_dir).open()
    free = shutil.disk_usage(settings.data_dir).free
    message = f"{settings.data_dir.absolute()} can be written, {free / 1e9:.1f} GB free"
    if free < LOW_SPACE_BYTES:
        return Finding(Level.NOTE, "data dir", f"{message}: make room, or lower images.store_limit_bytes")
    return Finding(Level.OK, "data dir", message)


async def _database(settings: Settings) -> Finding:
    from bot.app import open_database

    async with open_database(settings):
        kind = "PostgreSQL" if settings.database.url.get_secret_value() else "SQLite in the data dir"
        return Finding(Level.OK, "database", f"{kind} can be written and has the newest tables")


async def _generation(settings: Settings) -> Finding:
    from generation.client import GenerationClient

    chosen = settings.generation
    if chosen.url:
        async with GenerationClient(chosen.url, chosen.api_key.get_secret_value()) as client:
            models = await client.models()
        if chosen.model not in models:
            message = f"{chosen.url} does not offer generation.model {chosen.model}, but {', '.join(models)}"
            return Finding(Level.WRONG, "generation", message)
        return Finding(Level.OK, "generation", f"{chosen.url} offers {chosen.model}")
    return await asyncio.to_thread(_own_model, settings)


def _own_model(settings: Settings) -> Finding:
    from generation.models import library

    report = library.verify(settings.generation.model, settings.models_dir)
    if not report.ok:
        mend = f"remove {report.directory} and fetch or convert it again"
        return Finding(Level.WRONG, "generation", f"{' '.join(report.problems)} To mend it, {mend}.")
    return Finding(Level.OK, "generation", f"own service with {settings.generation.model}, files verified")


async def _web(settings: Settings) -> Finding:
    web = settings.web
    if not web.enabled:
        return Finding(Level.OFF, "web", "web.enabled is false")
    family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
    try:
        with socket.create_server((web.host, web.port), family=family):
            pass
    except OSError as error:
        message = f"can't listen on {web.host}, port {web.port}: {error.strerror}"
        return Finding(Level.WRONG, "web", f"{message}. Is Nonet running already? Else set web.port.")
    return Finding(Level.OK, "web", f"free to listen on {web.host}, port {web.port}")


def _discord(settings: Settings) -> Finding:
    if settings.discord.token.get_secret_value():
        return Finding(Level.NOTE, "discord", "a token is set, but this version has no Discord front yet")
    return Finding(
        Level.OFF, "discord", "discord.token is not set (and this version has no Discord front yet)"
    )


def _twitter(settings: Settings) -> Finding:
    if settings.twitter.enabled:
        return Finding(Level.NOTE, "twitter", "twitter.enabled is set, but this version has no X front yet")
    return Finding(Level.OFF, "twitter", "twitter.enabled is false (and this version has no X front yet)")
