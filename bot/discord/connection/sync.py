"""Discord keeps the commands; they are sent to it only when they have changed."""

import hashlib
import json
from datetime import UTC, datetime

import structlog

from bot.discord.connection.client import NonetBot
from bot.discord.connection.translator import FluentTranslator
from db import markers

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def sync_commands(bot: NonetBot) -> None:
    """Send the commands to Discord if they differ from what was sent last, and remember their ids.

    Only the process of shard 0 sends; the others read what it has remembered.

    Raises:
        DatabaseError: what was sent last can't be read or written.
        discord.DiscordException, OSError: Discord can't be reached, or refuses.
    """
    marker = f"discord commands {bot.application_id}"
    digest = await _digest(bot)
    async with bot.desk.database.reading() as session:
        kept = json.loads(await markers.get(session, marker) or "{}")
    if kept.get("digest") != digest and bot.is_first:
        synced = await bot.tree.sync()
        kept = {"digest": digest, "ids": {command.name: command.id for command in synced}}
        async with bot.desk.database.session() as session:
            await markers.put(session, marker, json.dumps(kept), datetime.now(UTC))
        log.info("commands sent to Discord", commands=len(synced))
    bot.command_ids = kept.get("ids", {})


async def _digest(bot: NonetBot) -> str:
    """A checksum of all that Discord would be told, texts in every language included."""
    translator = FluentTranslator()
    payload = [
        await command.get_translated_payload(bot.tree, translator) for command in bot.tree.get_commands()
    ]
    ordered = sorted(json.dumps(command, sort_keys=True) for command in payload)
    return hashlib.sha256("\n".join(ordered).encode()).hexdigest()
