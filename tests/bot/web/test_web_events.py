"""GET /api/jobs/{id}/events: how a job gets on, as it happens."""

import asyncio
import base64
import json
import time
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientTimeout

from bot.pipeline.progress import Failed, Painting, Preview, Rendered, Waiting
from bot.setting_sections import WebSettings
from bot.settings import Settings
from bot.web import events

PULSE_S = 0.05


@pytest.fixture(autouse=True)
def quick_pulse(monkeypatch):
    monkeypatch.setattr(events, "PULSE_S", PULSE_S)


class Stream:
    """An open event stream."""

    def __init__(self, answer):
        self._lines = answer.content

    async def next(self):
        """The next event that is no sign of life, as name and data; None at the end of the stream."""
        name, data = None, None
        async with asyncio.timeout(5):
            while line := (await self._lines.readline()).decode():
                if line.startswith("event: "):
                    name = line[7:].strip()
                elif line.startswith("data: "):
                    data = json.loads(line[6:])
                elif line == "\n" and name not in {None, "alive"}:
                    return name, data
        return None

    async def until_end(self):
        """Everything that is still to come."""
        told = []
        while event := await self.next():
            told.append(event)
        return told


@asynccontextmanager
async def watching(visitor, job):
    async with visitor.get(f"/api/jobs/{job['id']}/events", timeout=ClientTimeout()) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/event-stream"
        assert answer.headers["Cache-Control"] == "no-store"
        yield Stream(answer)


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for rings no bell
            await asyncio.sleep(0.01)


async def test_a_watcher_first_hears_the_full_state(site, visitor):
    job = await site.ask(visitor)
    async with watching(visitor, job) as stream:
        name, data = await stream.next()
    assert name == "progress"
    assert data["headline"] == "Next in the queue."
    assert data["expected_s"] > 0
    assert data["total"] is None


async def test_a_watcher_hears_the_whole_story(site, visitor):
    job = await site.ask(visitor)
    async with watching(visitor, job) as stream:
        await stream.next()
        await until(lambda: job["id"] in site.board.watched())
        for event in [Waiting(3, 40.0), Painting(1, 144, 9.5), Preview(4, b"a picture"), Rendered()]:
            site.board.publish(job["id"], event)
            await asyncio.sleep(0)
        told = await stream.until_end()
    assert [name for name, _ in told] == ["progress", "progress", "preview", "ended"]
    assert told[0][1]["headline"] == "Number 3 in the queue."
    assert (told[1][1]["done"], told[1][1]["total"], told[1][1]["expected_s"]) == (1, 144, 9.5)
    assert told[2][1] == {"sample": 4, "png": base64.b64encode(b"a picture").decode()}


async def test_a_late_watcher_sees_the_newest_of_each_picture(site, visitor):
    job = await site.ask(visitor)
    with site.board.painting(job["id"]):
        for event in [Preview(1, b"old"), Preview(2, b"two"), Preview(1, b"new"), Painting(5, 144, 2.0)]:
            site.board.publish(job["id"], event)
        async with watching(visitor, job) as stream:
            told = [await stream.next() for _ in range(4)]
    pictures = {data["sample"]: base64.b64decode(data["png"]) for name, data in told if name == "preview"}
    assert pictures == {1: b"new", 2: b"two"}


async def test_a_failure_ends_the_stream(site, visitor):
    job = await site.ask(visitor)
    async with watching(visitor, job) as stream:
        await until(lambda: job["id"] in site.board.watched())
        site.board.publish(job["id"], Failed("The model can't be loaded."))
        assert (await stream.until_end())[-1] == ("ended", {})


async def test_who_comes_after_the_end_hears_of_it_at_once(site, visitor):
    job = await site.ask(visitor)
    await site.finish()
    async with watching(visitor, job) as stream:
        assert await stream.until_end() == [("ended", {})]


async def test_a_quiet_stream_gives_signs_of_life(site, visitor):
    job = await site.ask(visitor)
    async with visitor.get(f"/api/jobs/{job['id']}/events") as answer:
        lines = [(await answer.content.readline()).decode() for _ in range(12)]
    assert "event: alive\n" in lines


async def test_a_watcher_who_goes_is_freed(site, visitor):
    job = await site.ask(visitor)
    async with watching(visitor, job):
        await until(lambda: site.board.watched() == [job["id"]])
    await until(lambda: site.board.watched() == [])


async def test_a_watcher_who_hangs_up_without_a_word_is_freed(site, visitor):
    job = await site.ask(visitor)
    port = int(site.url.rpartition(":")[2])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/jobs/{job['id']}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    await until(lambda: site.board.watched() == [job["id"]])
    writer.transport.abort()
    await until(lambda: site.board.watched() == [])


class TestLimit:
    @pytest.fixture
    def settings(self, settings):
        return Settings(data_dir=settings.data_dir, web=WebSettings(port=0, watchers_limit=2))

    async def test_more_watchers_than_allowed_are_sent_away_until_one_goes(self, site, visitor):
        job = await site.ask(visitor)
        path = f"/api/jobs/{job['id']}/events"
        async with watching(visitor, job):
            async with watching(visitor, job), visitor.get(path) as answer:
                assert await site.refusal(answer) == (503, "busy")
                assert answer.headers["Retry-After"] == "5"
            await asyncio.sleep(4 * PULSE_S)
            async with watching(visitor, job) as stream:
                assert await stream.next()


async def test_stopping_ends_open_streams_quickly(site, visitor):
    job = await site.ask(visitor)
    async with watching(visitor, job) as stream:
        await until(lambda: job["id"] in site.board.watched())
        begun = time.monotonic()
        await site.server.stop()
        assert time.monotonic() - begun < 2
        assert ("ended", {}) not in await stream.until_end()
