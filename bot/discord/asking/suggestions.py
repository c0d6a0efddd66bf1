"""What is offered while someone types a command: never late, and never an error."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from discord.app_commands import Choice

from bot.discord.asking.ask import server_of
from bot.discord.card.escape import units
from bot.discord.desk import DISCORD
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.styles import STYLES
from db import library, styles
from db.errors import DatabaseError
from db.session import Database
from db.styles import Style

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

PATIENCE_S = 1.5
"""Discord waits three seconds, and the person is typing on."""

_LOOKED_THROUGH = 200

_Found = TypeVar("_Found")


async def suggest_prompts(interaction: "Interaction", current: str) -> list[Choice[str]]:
    """Prompts with what is typed in them: the person's own, then the server's best."""

    async def find() -> list[str]:
        async with interaction.client.desk.database.reading() as session:
            return await library.prompts_like(
                session,
                DISCORD,
                str(interaction.user.id),
                DISCORD,
                server_of(interaction),
                text=current,
                limit=_LOOKED_THROUGH,
            )

    return _choices(await soon(find))


async def suggest_styles(interaction: "Interaction", current: str) -> list[Choice[str]]:
    """Names of styles with what is typed in them."""
    known = await known_styles(interaction.client.desk.database, server_of(interaction))
    return _choices(name for name in known if current.casefold() in name.casefold())


async def suggest_models(interaction: "Interaction", current: str) -> list[Choice[str]]:
    """Names of models with what is typed in them."""

    async def find() -> list[str]:
        return sorted(await interaction.client.desk.acceptor.models())

    return _choices(name for name in await soon(find) if current.casefold() in name.casefold())


async def known_styles(database: Database, server: str | None) -> Mapping[str, Style]:
    """By name, a server's own styles and then those that ship; these alone if the database is too slow."""

    async def find() -> list[Style]:
        if server is None:
            return []
        async with database.reading() as session:
            return await styles.of_server(session, DISCORD, server)

    own = {style.name: style for style in await soon(find)}
    return {**own, **{name: style for name, style in STYLES.items() if name not in own}}


async def soon(find: Callable[[], Awaitable[list[_Found]]]) -> list[_Found]:
    """What is found within our patience."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await find()
    except (DatabaseError, TimeoutError):
        return []


def _choices(names: Iterable[str]) -> list[Choice[str]]:
    fitting = [name for name in names if 0 < units(name) <= OPTION_CHARS]
    return [Choice(name=name, value=name) for name in fitting[:MENU_OPTIONS]]
