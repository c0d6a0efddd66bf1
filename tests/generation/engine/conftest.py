"""Engines for tests, and short ways to ask them and hear them."""

import asyncio
import contextlib
import heapq
import itertools
import time

import pytest

from generation.engine.engine import Engine
from generation.engine.painter import Painter
from generation.engine.ticket import Drawn, Ticket
from generation.errors import CheckpointError
from generation.protocol import GenerationRequest


@contextlib.asynccontextmanager
async def _running(*models, **options):
    """An engine with these models, by their names, until the block ends; all slots are free then."""
    by_name = {model.name: model for model in models}

    def load(name):
        if name == "damaged":
            raise CheckpointError("model.safetensors is damaged")
        return by_name[name]

    engine = Engine(load, **{"default_model": models[0].name, "queue_limit": 10} | options)
    warm = asyncio.Event()
    task = asyncio.create_task(engine.run(warm.set))
    await warm.wait()
    try:
        yield engine
    finally:
        task.cancel()
        await asyncio.wait([task])
    assert [model.taken for model in models] == [0] * len(models)


@pytest.fixture
def narrow(gradient):
    """A model with room for nine samples."""
    gradient.slots = 9
    return gradient


@pytest.fixture
def running():
    """Starts engines: `async with running(model, **options) as engine`."""
    return _running


@pytest.fixture
def ask():
    """Makes requests: `ask("a cat", n=2, ...)`."""

    def make(prompt="a cat", **options):
        return GenerationRequest(prompt=prompt, **{"seed": 1, "n": 2} | options)

    return make


@pytest.fixture
def events_of():
    """All events of a ticket: `await events_of(ticket)`."""

    async def read(ticket):
        return [event async for event in ticket.events()]

    return read


@pytest.fixture
def pictures_of(events_of):
    """The finished samples of a ticket by number: `await pictures_of(ticket)`."""

    async def read(ticket):
        drawn = [event for event in await events_of(ticket) if isinstance(event, Drawn)]
        return {event.sample: event.pixels for event in drawn if event.preview is None}

    return read


class Workshop:
    """A painter that works in the test's own thread and on its own clock, so that all happens exactly so.

    Its models' steps, beginnings and drawing take the seconds that the test says. What is to happen at a
    later moment, someone's arrival or going, is put into `diary`.
    """

    def __init__(self, *models, **options):
        by_name = {model.name: model for model in models}
        self.now_s = 1000.0
        self.painter = Painter(by_name.__getitem__, **options)
        self.studio = self.painter.studio
        self.tickets = []
        self.news = []
        """What was told: (seconds, ticket, event)."""
        self.diary = []
        """What happens when: (seconds, what)."""
        self._numbers = itertools.count(1)
        self._open = set()
        for model in models:
            model.sleep = self.pass_time

    def submit(self, request, model=None):
        ticket = Ticket(request, model or request.model or "gradient", 1, self._on_end)
        self.tickets.append(ticket)
        self._open.add(ticket)
        self.painter.submit(ticket)
        return ticket

    def later(self, seconds, act, *args):
        heapq.heappush(self.diary, (self.now_s + seconds, next(self._numbers), act, args))

    def pass_time(self, seconds):
        self.now_s += seconds
        while self.diary and self.diary[0][0] <= self.now_s:
            _, _, act, args = heapq.heappop(self.diary)
            act(*args)

    def work(self):
        """Until everyone's request has ended, and the diary is empty."""
        if not self.studio.works and not self.tickets:
            self.pass_time(self.diary[0][0] - self.now_s)
        self.painter.run(self._post)

    def _post(self, news):
        for ticket, event in news:
            self.news.append((self.now_s, ticket, event))
            if isinstance(event, Exception):
                ticket.fail(event)
            else:
                ticket.tell(event)
        while self.diary and not self._open:
            self.pass_time(max(0.0, self.diary[0][0] - self.now_s))
        if not self._open:
            self.painter.stop()

    def _on_end(self, ticket):
        self._open.discard(ticket)
        if ticket.outcome == "cancelled":
            self.painter.give_up(ticket)

    def told(self, ticket, kind):
        """The events of this kind that the ticket was told, with when: [(seconds, event)]."""
        return [(at, event) for at, one, event in self.news if one is ticket and isinstance(event, kind)]


@pytest.fixture
def workshop(monkeypatch):
    """Makes workshops: `workshop(model, ...)`."""

    def make(*models, **options):
        shop = Workshop(*models, **options)
        monkeypatch.setattr(time, "monotonic", lambda: shop.now_s)
        return shop

    return make
