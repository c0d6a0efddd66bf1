"""/status: how Nonet is doing, for its operator."""

import math
import resource
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.asking.operators import is_operator
from bot.discord.card.frame import VIOLET, note_card
from bot.discord.cog import NonetCog
from bot.discord.speaking.language import texts_of
from db.traffic import traffic

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_SHARDS_SHOWN = 20
_PEAK_MEMORY_UNIT_BYTES = 1 if sys.platform == "darwin" else 1024
"""Of `ru_maxrss`, see getrusage(2)."""


class Status(NonetCog):
    """Shown to administrators only, and answered to the operator only."""

    @app_commands.command(
        name=locale_str("status", key="commands-status-name"),
        description=locale_str("For the operator: how Nonet is doing", key="commands-status-description"),
    )
    @app_commands.default_permissions(administrator=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.check(is_operator)
    async def status(self, interaction: "Interaction") -> None:
        """Shards, servers, queue, models, memory and incidents, of this process and of all together."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        desk = self._bot.desk
        async with desk.database.reading() as session:
            now = await traffic(session, datetime.now(UTC))
        models = await desk.acceptor.models() or [self._bot.settings.generation.model]
        report = texts_of(interaction)(
            "status-report",
            version=version("nonet"),
            since=discord.utils.format_dt(self._bot.started_at, "R"),
            servers=len(self._bot.guilds),
            shards=self._shards(),
            waiting=now.waiting,
            rendering=now.rendering,
            finished=now.finished,
            failed=now.failed,
            models=", ".join(sorted(models)),
            megabytes=_peak_memory_bytes() // 1_000_000,
            incidents=self._bot.incidents.total,
        )
        await interaction.edit_original_response(view=note_card(VIOLET, report))

    def _shards(self) -> str:
        """The latency of each shard of this process, in milliseconds; none of one that is not connected."""
        latencies = self._bot.latencies
        shown = [
            f"{number}: {latency_s * 1_000:.0f} ms" if math.isfinite(latency_s) else f"{number}: ?"
            for number, latency_s in latencies[:_SHARDS_SHOWN]
        ]
        more = [f"+{len(latencies) - _SHARDS_SHOWN}"] if len(latencies) > _SHARDS_SHOWN else []
        return ", ".join(shown + more) or "?"


def _peak_memory_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_MEMORY_UNIT_BYTES
