"""What a person is told when something goes wrong, in their language."""

import math

import discord
import structlog
from discord import app_commands

from bot.errors import (
    BadRequestError,
    NonetError,
    PictureError,
    PlaceError,
    QuotaError,
    RefusedError,
    StorageError,
)
from bot.texts.texts import Texts
from db.errors import DatabaseError
from generation.errors import GenerationError

log: structlog.stdlib.BoundLogger = structlog.get_logger()

_FOR_THE_PERSON = (BadRequestError, RefusedError, QuotaError, PlaceError, PictureError)
"""Errors of ours whose sentence is meant for whoever asked; the others speak to the operator."""

_PLAIN: tuple[tuple[type[Exception], str], ...] = (
    (app_commands.NoPrivateMessage, "incidents-servers-only"),
    (app_commands.MissingPermissions, "incidents-you-may-not"),
    (app_commands.BotMissingPermissions, "incidents-i-may-not"),
    (app_commands.CommandOnCooldown, "incidents-cooldown"),
    (app_commands.CheckFailure, "incidents-not-for-you"),
    (app_commands.TransformerError, "incidents-bad-value"),
    (app_commands.CommandNotFound, "incidents-outdated"),
    (app_commands.CommandSignatureMismatch, "incidents-outdated"),
    (discord.RateLimited, "incidents-cooldown"),
    (discord.Forbidden, "incidents-forbidden"),
    (discord.NotFound, "incidents-gone"),
)
"""What is nobody's mistake but the person's or the server's; the first that fits counts."""

_INCIDENTS: tuple[tuple[type[Exception], str], ...] = (
    (StorageError, "incidents-storage"),
    (DatabaseError, "incidents-storage"),
    (GenerationError, "incidents-painter"),
    (discord.HTTPException, "incidents-discord"),
    (Exception, "incidents-broken"),
)
"""What the operator must look into."""


def plain_sentence(texts: Texts, error: BaseException) -> str | None:
    """What to tell of an error that is no incident; None if it is one."""
    if isinstance(error, _FOR_THE_PERSON):
        return _translated(texts, error)
    known = _key(_PLAIN, error)
    return texts(known, **_values(texts, error)) if known else None


def incident_sentence(texts: Texts, error: BaseException, incident: str) -> str:
    """What to tell of an incident; its number finds it in the log."""
    return texts(_key(_INCIDENTS, error) or "incidents-broken", incident=incident)


def _translated(texts: Texts, error: NonetError) -> str:
    """What the error says, in the person's language; in English where our text is at fault."""
    if not texts.knows(error.key):
        return str(error)
    try:
        return texts(error.key, **error.values)
    except LookupError:
        log.exception("text not written", key=error.key)
        return str(error)


def _key(table: tuple[tuple[type[Exception], str], ...], error: BaseException) -> str | None:
    return next((key for kind, key in table if isinstance(error, kind)), None)


def _values(texts: Texts, error: BaseException) -> dict[str, str | float]:
    match error:
        case app_commands.MissingPermissions() | app_commands.BotMissingPermissions():
            return {"permissions": _named(texts, error.missing_permissions)}
        case app_commands.CommandOnCooldown() | discord.RateLimited():
            return {"seconds": math.ceil(error.retry_after)}
    return {}


def _named(texts: Texts, permissions: list[str]) -> str:
    """Permissions as Discord's own menus call them, as far as Nonet has use for them."""
    keys = {name: f"incidents-permission-{name.replace('_', '-')}" for name in permissions}
    return ", ".join(texts(key) if texts.knows(key) else name for name, key in keys.items())
