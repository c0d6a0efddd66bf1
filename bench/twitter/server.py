"""The stand-in: an X of our own on a port of loopback, for as long as a test or a bench needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bench.common.answers import Answer
from bench.common.call import Call
from bench.common.routes import Routes
from bench.common.server import ApiServer, listening
from bench.twitter.bill import Bill
from bench.twitter.call import read_form
from bench.twitter.contract import XContract
from bench.twitter.limits import Limits
from bench.twitter.payloads import Names
from bench.twitter.posting import Posting
from bench.twitter.signature import SignatureCheck
from bench.twitter.timelines import Timelines
from bench.twitter.uploads import Uploads
from bench.twitter.world import World

REQUEST_LIMIT_BYTES = 8_000_000


class StandIn(ApiServer):
    """What exists, what it has cost, what may go wrong, and what was asked of the API.

    Args:
        names: whether posts are written with X's old names ("tweet") or its new ones ("post").
    """

    def __init__(self, names: Names = "tweet") -> None:
        super().__init__(XContract(), read_form)
        self.url = ""
        self.world = World()
        self.bill = Bill()
        self.limits = Limits()
        self.signatures = SignatureCheck()
        self.uploads = Uploads(self.world, self.bill)
        self.posting = Posting(self.world, self.bill)
        parts = (Timelines(self.world, self.bill, names), self.uploads, self.posting)
        self._routes: Routes = {}
        for part in parts:
            self._routes |= part.routes()

    def application(self) -> web.Application:
        """All routes."""
        application = web.Application(client_max_size=REQUEST_LIMIT_BYTES)
        self.add_routes(application, self._routes)
        return application

    def limit(self, call: Call) -> tuple[Answer | None, dict[str, str]]:
        """As `Limits.check`."""
        return self.limits.check(call)

    def admit(self, call: Call) -> None:
        """Only if it was signed with the account's keys."""
        self.signatures.check(call, self.world.clock.now())


@asynccontextmanager
async def stand_in(names: Names = "tweet") -> AsyncIterator[StandIn]:
    """A stand-in that listens on a free port until the block ends."""
    server = StandIn(names)
    async with listening(server.application()) as server.url:
        yield server
