"""The page with an admin key, and an operator who has logged in."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr

from bot.settings import Settings

KEY = "a key that nobody guesses"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    web = settings.web.model_copy(update={"admin_key": SecretStr(KEY)})
    return settings.model_copy(update={"web": web})


@pytest.fixture
async def operator(site) -> AsyncIterator[ClientSession]:
    """A browser that is logged in."""
    async with site.visitor() as session:
        await log_in(session)
        yield session


async def log_in(visitor, key=KEY, status=200, to=""):
    data = {"admin_key": key, "to": to}
    async with visitor.post("/admin/login", data=data, headers=SAME_ORIGIN) as answer:
        assert answer.status == status, await answer.text()
        return answer


async def read(operator, path, status=200):
    """The text of a page."""
    async with operator.get(path) as answer:
        assert answer.status == status
        return await answer.text()


async def send(operator, path, status=200, **fields):
    """Send a form; the path and text of the page that it leads to."""
    async with operator.post(path, data=fields, headers=SAME_ORIGIN) as answer:
        text = await answer.text()
        assert answer.status == status, text
        return answer.url.path, text
