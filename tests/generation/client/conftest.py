"""Services of others for the client, and the client."""

import pytest
from aiohttp import web

from generation.client import GenerationClient
from generation.protocol import GenerationRequest
from tests.generation.client.openai_stand_in import StandIn


@pytest.fixture
async def plain():
    """The stand-in for OpenAI's API, running."""
    stand_in = StandIn()
    application = web.Application()
    application.add_routes(stand_in.routes())
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stand_in.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield stand_in
    await runner.cleanup()


@pytest.fixture
async def ask_at():
    """Asks a service for nine cats, always by one client: `await ask_at(url, **options)` gives all events."""
    clients = {}

    async def ask(url, **options):
        if url not in clients:
            clients[url] = GenerationClient(url, "key", timeout_s=5, retry_s=0.001)
        options = {"prompt": "a cat", "model": "dall-e-2", "seed": 7, "guidance": 4.0} | options
        return [event async for event in clients[url].paint(GenerationRequest(**options))]

    yield ask
    for client in clients.values():
        await client.close()


@pytest.fixture
def ask_plain(ask_at, plain):
    """Asks the stand-in."""

    async def ask(**options):
        return await ask_at(plain.url, **options)

    return ask
