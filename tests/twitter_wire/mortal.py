"""A Nonet that can die between any two of the things that outlast it: transactions and calls of X."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.twitter.wire import Answer, Wire
from db.session import Database
from moderation.text import TextFilter


class DeadError(BaseException):
    """The process has been killed: what raises this does nothing, and nothing that follows does."""


@dataclass
class Life:
    """A process lives for so many more steps, or, with None, until its time is set."""

    steps_left: int | None = None

    def step(self) -> None:
        if self.steps_left == 0:
            raise DeadError
        if self.steps_left is not None:
            self.steps_left -= 1


LIFE = Life()


class MortalDatabase(Database):
    """Dies before a transaction, before its commit, or after it."""

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        LIFE.step()
        async with super().session() as session:
            yield session
            LIFE.step()
        LIFE.step()


class MortalWire(Wire):
    """Dies before a call, or before anyone reads its answer."""

    async def request(self, *arguments: Any, **options: Any) -> Answer:
        LIFE.step()
        answer = await super().request(*arguments, **options)
        LIFE.step()
        return answer


@contextmanager
def mortal() -> Iterator[None]:
    """What `bot.app` and the X front open within the block can die."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.Database", MortalDatabase)
        patch.setattr("bot.twitter.runner.Wire", MortalWire)
        patch.setattr("bot.app.TextFilter", cache(TextFilter))  # its lists take longest of all to open
        yield
