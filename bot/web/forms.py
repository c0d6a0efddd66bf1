"""The prompt form, and what comes back from forms."""

import hashlib
import secrets
from dataclasses import dataclass

from aiohttp import web
from multidict import MultiDictProxy

from bot.errors import BadRequestError

Fields = MultiDictProxy[str | bytes | bytearray | web.FileField]


@dataclass(frozen=True, slots=True)
class PromptForm:
    """What stands in the prompt form, and what was wrong with it."""

    key: str
    """New for each page that is served."""
    prompt: str = ""
    seed: str = ""
    error: str = ""

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


def new_form(prompt: str = "", seed: str = "", error: str = "") -> PromptForm:
    """A form to be shown."""
    return PromptForm(secrets.token_hex(16), prompt, seed, error)


def sent_form(fields: Fields) -> PromptForm:
    """A form that was sent."""
    return PromptForm(
        key=text_field(fields, "key"),
        prompt=text_field(fields, "prompt"),
        seed=text_field(fields, "seed").strip(),
    )


def text_field(fields: Fields, name: str) -> str:
    """A field's text, empty if it wasn't sent, its line breaks one character each.

    Raises:
        BadRequestError: it is a file.
    """
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise BadRequestError(f"{name}: should be text, not a file.")
    return value.replace("\r\n", "\n")
