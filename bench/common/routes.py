"""How the parts of the REST API name their routes."""

from collections.abc import Callable
from typing import Protocol

from bench.common.answers import Answer
from bench.common.call import Call

Handler = Callable[[Call], Answer]
"""Does what a call asks for, at once and whole, or raises RefusedError and does nothing."""
Routes = dict[str, Handler]
"""By method and path, as the description of the API writes them."""


class Part(Protocol):
    """Some of the API's routes."""

    def routes(self) -> Routes:
        """Those that this part serves."""
