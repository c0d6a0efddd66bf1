"""The prompt form, and what comes back from forms."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from bot.errors import BadRequestError

FIELDS_LIMIT = 10


@dataclass(frozen=True, slots=True)
class PromptForm:
    """What stands in the prompt form, and what was wrong with it."""

    key: str
    """New for each page that is served."""
    prompt: str = ""
    seed: str = ""
    error: str = ""
    appeal: str = ""
    """Path of the page where the visitor can say that the refusal is a mistake, if it can be one."""

    @property
    def wish_key(self) -> str:
        """The key with what is asked for: sent twice by a double click it is one wish, changed another."""
        return hashlib.sha256(repr((self.key, self.prompt, self.seed)).encode()).hexdigest()

    def seed_number(self) -> int | None:
        """The seed, if one was typed. Raises `BadRequestError` for what is no number."""
        if not self.seed:
            return None
        if not (self.seed.isascii() and self.seed.isdigit() and len(self.seed) <= 18):
            raise BadRequestError("A seed is a whole number, as 7 or 1234.")
        return int(self.seed)


def new_form(prompt: str = "", seed: str = "", error: str = "", appeal: str = "") -> PromptForm:
    """A form to be shown."""
    return PromptForm(secrets.token_hex(16), prompt, seed, error, appeal)


def sent_form(fields: Mapping[str, str]) -> PromptForm:
    """A form that was sent."""
    return PromptForm(
        key=fields.get("key", ""), prompt=fields.get("prompt", ""), seed=fields.get("seed", "").strip()
    )


async def read_fields(request: web.Request, limit: int = FIELDS_LIMIT) -> dict[str, str]:
    """The fields of a form as browsers send it, line breaks one character each, NULs none.

    Raises:
        BadRequestError: it is in another format, or has more than `limit` fields.
        HTTPRequestEntityTooLarge: it is over the body limit.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        raise BadRequestError("This form can't be read; please send it from its page.")
    body = (await request.read()).decode("utf-8", "replace")
    try:
        fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=limit))
    except ValueError as error:
        raise BadRequestError("This form has too many fields.") from error
    return {name: value.replace("\r\n", "\n").replace("\0", "") for name, value in fields.items()}
