"""A request that is being painted, told to everyone who asked for it, also to those who come late."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from generation.engine.ticket import Drawn, Started, Ticket
from generation.errors import PaintingError
from generation.protocol import Progress, Queued


@dataclass(frozen=True, slots=True)
class Picture:
    """A preview or finished sample, ready to be sent."""

    sample: int
    preview: int | None
    """Which preview of this sample, from 0; None for the finished sample."""
    encoded: str
    """The picture file in base64."""
    tokens: tuple[int, ...] | None = None


class Broadcast:
    """Reads a ticket to its end and tells what it reads to any number of listeners.

    Pictures are kept for those who come late. Of places and progress each listener gets the newest, as fast
    as it reads, so that a slow one costs no memory.

    Args:
        ticket: which is closed in the end.
        encode: makes a picture file in base64; called in threads.
        linger_s: how long to go on when the last listener has gone, seconds.
    """

    def __init__(self, ticket: Ticket, encode: Callable[[Drawn], str], linger_s: float = 0.0) -> None:
        self.model, self.seed = ticket.model, ticket.seed
        self.started = Started(0, 0)
        self.expected_s: float | None = None
        """Seconds until it is expected to be finished, once the engine has said so."""
        self.failure: Exception | None = None
        self.over = False
        """Whether nothing more will happen."""
        self._encode = encode
        self._linger_s = linger_s
        self.listeners = 0
        """How many read, or will."""
        self._parting: asyncio.TimerHandle | None = None
        self._passing: Queued | Progress | None = None
        self._pictures: list[Picture] = []
        self._news = asyncio.Event()
        self._reading = asyncio.create_task(self._read(ticket))

    @property
    def size_bytes(self) -> int:
        """Of the pictures that are kept."""
        return sum(len(picture.encoded) for picture in self._pictures)

    def when_over(self, call: Callable[[], None]) -> None:
        """Have this called once, after the end."""
        self._reading.add_done_callback(lambda _: call())

    @contextmanager
    def attended(self) -> Iterator[None]:
        """Someone listens, or will; when nobody does, the painting is given up."""
        self.listeners += 1
        if self._parting is not None:
            self._parting.cancel()
        try:
            yield
        finally:
            self.listeners -= 1
            if not self.listeners:
                self._parting = asyncio.get_running_loop().call_later(self._linger_s, self._give_up)

    def drop_previews(self) -> None:
        """Keep the finished samples only, for those who come after the end."""
        self._pictures = [picture for picture in self._pictures if picture.preview is None]

    def stop_lingering(self) -> None:
        """From now on, go on only while someone listens."""
        self._linger_s = 0.0
        if not self.listeners:
            self._give_up()

    async def events(self) -> AsyncGenerator[Queued | Progress | Picture, None]:
        """What happens, to be read while it is `attended`: pictures in their order, and what passes between.

        Raises:
            GenerationError: the request failed; the text says why.
            Exception: whatever went wrong while a picture was encoded.
        """
        passed: Queued | Progress | None = None
        pictures, told = self._pictures, 0
        while True:
            news, over = self._news, self.over
            if self._passing is not None and self._passing is not passed:
                passed = self._passing
                yield passed
            while told < len(pictures):
                told += 1
                yield pictures[told - 1]
            if self.failure is not None:
                raise self.failure
            if over:
                return
            await news.wait()

    def _give_up(self) -> None:
        if not self.over:
            self.failure = PaintingError("The request was given up: nobody waited for it.")
            self._reading.cancel()

    async def _read(self, ticket: Ticket) -> None:
        try:
            with closing(ticket):
                async for event in ticket.events():
                    match event:
                        case Queued() | Progress():
                            self._passing = event
                            self.expected_s = event.expected_s
                        case Started():
                            self.started = event
                        case Drawn():
                            await self._add(event)
                    self._tell()
        except Exception as error:  # noqa: BLE001 - every listener is told, and whoever answers it decides what it means
            self.failure = error
        finally:
            self.over = True
            self._tell()

    async def _add(self, drawn: Drawn) -> None:
        encoded = await asyncio.to_thread(self._encode, drawn)
        self._pictures.append(Picture(drawn.sample, drawn.preview, encoded, drawn.tokens))

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
