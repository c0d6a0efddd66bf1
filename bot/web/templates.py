"""HTML out of templates/, every value escaped."""

from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.assets import Assets

_FOLDER = Path(__file__).parent / "templates"


class Templates:
    """Renders pages. `shared` are the values that every page may use."""

    def __init__(self, assets: Assets, **shared: Any) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"asset": assets.url, **shared}

    def share(self, **values: Any) -> None:
        """Give further values to every page."""
        self._environment.globals |= values

    def page(self, template: str, status: int = 200, **values: Any) -> web.Response:
        """A page as an answer; browsers ask for it again each time, as it changes."""
        text = self._environment.get_template(template).render(**values)
        response = web.Response(text=text, status=status, content_type="text/html", charset="utf-8")
        response.headers["Cache-Control"] = "private, no-cache"
        response.enable_compression()
        return response
