"""What happens in the engine's thread: a loop that keeps models busy with all that is in hand."""

from collections.abc import Callable
from functools import partial
from queue import SimpleQueue

import structlog

from generation.engine.admission import begin_waiting
from generation.engine.failures import failure_of
from generation.engine.shelf import Shelf
from generation.engine.showing import show
from generation.engine.stepping import step
from generation.engine.studio import News, Studio
from generation.engine.telling import Teller
from generation.engine.ticket import Ticket
from generation.engine.warm_up import warm_up
from generation.models.base import Model

log = structlog.get_logger()


class Painter:
    """The loop and its inbox. `submit`, `give_up` and `stop` may be called in any thread, `run` in one.

    Each round takes in who came and went, begins what there is room for, does one step of every model for all
    that it has in hand, and draws for about as long.
    """

    def __init__(self, load: Callable[[str], Model], memory_bytes: int | None = None) -> None:
        self.studio = Studio(Shelf(load, memory_bytes))
        self.teller = Teller()
        self._inbox: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._stopping = False

    def submit(self, ticket: Ticket) -> None:
        """Paint this."""
        self._inbox.put(partial(self.studio.enter, ticket))

    def give_up(self, ticket: Ticket) -> None:
        """Nobody wants this any more; it may have ended."""
        self._inbox.put(partial(self.studio.drop, ticket))

    def stop(self) -> None:
        """Let `run` return after the step that is being done."""
        self._inbox.put(self._stop)

    def warm_up(self, name: str) -> None:
        """Load a model and let it do a little of everything, in the thread of `run` and before it.

        Raises:
            GenerationError: it can't be loaded.
        """
        warm_up(self.studio.shelf.fetch(name))

    def run(self, post: Callable[[list[News]], None]) -> None:
        """Paint until told to stop.

        Args:
            post: called with what is to be told to tickets.
        """
        while not self._stopping:
            try:
                if not self.studio.works:
                    self._inbox.get()()
                self._take_in()
                self._round(post)
            except Exception as error:  # noqa: BLE001 - a fault of ours fails who is here, but ends nothing
                for work in tuple(self.studio.works.values()):
                    self.studio.end(work, failure_of(work, error))
            self._post(post)

    def _round(self, post: Callable[[list[News]], None]) -> None:
        self.studio.drop_late()
        begin_waiting(self.studio)
        self._take_in()  # beginning takes its time: who came meanwhile counts in what is told
        self.teller.tell(self.studio)
        self._post(post)  # times are told before the step, which may take long
        show(self.studio, step(self.studio))

    def _take_in(self) -> None:
        while not self._inbox.empty():
            self._inbox.get()()

    def _post(self, post: Callable[[list[News]], None]) -> None:
        if self.studio.news:
            post(self.studio.news)
            self.studio.news = []

    def _stop(self) -> None:
        self._stopping = True
        for ticket in tuple(self.studio.works):
            self.studio.drop(ticket)
