"""What the admin site knows of its pages."""

from typing import Protocol

from aiohttp import web


class AdminPage(Protocol):
    """A page of the admin site, with all routes that belong to it."""

    path: str
    """Its address, which begins with /admin."""
    title: str
    """Its name in the menu."""

    def routes(self) -> list[web.RouteDef]:
        """Its routes, all of them beneath /admin; the site lets nobody reach them without the key."""
