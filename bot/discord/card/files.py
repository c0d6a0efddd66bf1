"""Pictures as files that Discord takes: small enough, with alt text, covered if they must be."""

import io
from pathlib import Path

import discord

from bot.discord.limits import ALT_TEXT_CHARS, REQUEST_BYTES
from bot.fitting import fit_picture
from bot.provenance import Provenance


async def fit(path: Path, limit_bytes: int, provenance: Provenance) -> tuple[bytes, str]:
    """As `fit_picture`, within what Discord takes in one request."""
    return await fit_picture(path, min(limit_bytes, REQUEST_BYTES), provenance)


def file_of(data: bytes, name: str, *, alt_text: str, spoiler: bool) -> discord.File:
    """The picture as an upload; `uri` is how the message's components show it."""
    return discord.File(io.BytesIO(data), name, description=alt_text[:ALT_TEXT_CHARS], spoiler=spoiler)
