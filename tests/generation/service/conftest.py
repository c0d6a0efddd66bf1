"""Asking a service, and reading what it says."""

import asyncio
import json

import aiohttp
import pytest

from generation.event_stream import EventReader


class Asking:
    """Asks a service for pictures over HTTP, as anyone would."""

    def __init__(self, session, served):
        self.session = session
        self.url = served.url
        self.served = served

    def begin(self, prompt="a cat", *, headers=None, path="/v1/images/generations", **body):
        """A request whose answer is not waited for: `async with asking.begin() as response`."""
        headers = {"Authorization": f"Bearer {self.served.key}"} | (headers or {})
        return self.session.post(self.url + path, json={"prompt": prompt} | body, headers=headers)

    async def __call__(self, prompt="a cat", **options):
        """Status, headers and JSON object of an answer, or the list of its events."""
        async with self.begin(prompt, **options) as response:
            if response.content_type == "text/event-stream":
                events = EventReader().feed(await response.read())
                return response.status, response.headers, [json.loads(event.data) for event in events]
            return response.status, response.headers, await response.json()

    def later(self, *args, **options):
        """The same as a task."""
        return asyncio.create_task(self(*args, **options))

    async def get(self, path):
        """Status and text of an answer."""
        async with self.session.get(self.url + path) as response:
            return response.status, await response.text()

    async def until_told(self, line):
        """Wait until the metrics have this in them."""
        async with asyncio.timeout(10):
            while line not in (await self.get("/metrics"))[1]:  # noqa: ASYNC110 - over HTTP
                await asyncio.sleep(0.005)


@pytest.fixture
async def asking(serving):
    """Starts a service and asks it: `ask = await asking(model, **options)`, `await ask("a cat", n=9)`."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def start(painter, **options):
            return Asking(session, await serving(painter, **options))

        yield start
