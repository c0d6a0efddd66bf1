"""What servers choose for the filter, and who has chosen it."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError
from bot.moderating.moderator import Moderator
from db import audit, server_filter, servers
from db.audit import Done, ModeratorAction
from db.scope import Scope
from db.session import Database
from moderation.normalise import clean

WORDS_LIMIT = 100
"""Words or phrases on each of a server's lists."""
WORD_CHARS = 60


async def choose_filter(database: Database, by: Moderator, **columns: Any) -> None:
    """Choose `policy` or `named_people` for the moderator's server; None: as if nothing were chosen."""
    scope = _server_of(by)
    async with database.session() as session:
        await servers.choose(session, scope.front, scope.server, **columns)
        await _log(session, by, ", ".join(f"{name}: {value}" for name, value in columns.items()))


async def choose_levels(database: Database, by: Moderator, level: str, categories: Collection[str]) -> None:
    """Let this level hold in exactly these categories of the filter, whatever held there before."""
    scope = _server_of(by)
    async with database.session() as session:
        now = await server_filter.filter_choices(session, scope.front, scope.server)
        for category in [one for one, held in now.levels.items() if held == level]:
            await server_filter.set_level(session, scope.front, scope.server, category, None)
        for category in categories:
            await server_filter.set_level(session, scope.front, scope.server, category, level)
        await _log(session, by, f"{level}: {', '.join(sorted(categories)) or 'nothing'}")


async def choose_words(
    database: Database, by: Moderator, refused: Iterable[str], allowed: Iterable[str]
) -> None:
    """Replace the server's words that are refused, and those that are harmless there.

    Raises:
        BadRequestError: there are too many, or one is too long.
    """
    scope, extra, harmless = _server_of(by), _read(refused), _read(allowed)
    async with database.session() as session:
        await server_filter.set_words(session, scope.front, scope.server, extra=extra, allowed=harmless)
        await _log(session, by, f"{len(extra)} words refused, {len(harmless)} words allowed")


def _read(lines: Iterable[str]) -> list[str]:
    words = list(dict.fromkeys(word for line in lines if (word := clean(line))))
    if len(words) > WORDS_LIMIT or any(len(word) > WORD_CHARS for word in words):
        raise BadRequestError(
            f"There may be {WORDS_LIMIT} words or phrases of {WORD_CHARS} characters.",
            key="moderation-words-many",
            limit=WORDS_LIMIT,
            chars=WORD_CHARS,
        )
    return words


def _server_of(by: Moderator) -> Scope:
    assert by.scope is not None, "only servers choose; operators have the settings"
    return by.scope


async def _log(session: AsyncSession, by: Moderator, note: str) -> None:
    scope = _server_of(by)
    done = Done(
        at=datetime.now(UTC),
        moderator=by.key,
        front=scope.front,
        server=scope.server,
        action=ModeratorAction.FILTER,
        note=note,
    )
    await audit.log(session, done)
