"""What a server has chosen, as the panel shows it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.discord.desk import DISCORD, Desk
from bot.discord.limits import MENU_OPTIONS
from db import schedules, server_bans, server_filter, server_quotas, servers, styles
from db.schedules import Schedule
from db.scope import Scope
from db.server_bans import ServerBan
from db.server_filter import FilterChoices
from db.server_quotas import ServerQuota
from db.servers import ServerChoices
from db.styles import Style


@dataclass(frozen=True, slots=True)
class PanelState:
    """Everything that a server has chosen, as it was when it was read."""

    choices: ServerChoices
    quotas: list[ServerQuota]
    styles: list[Style]
    filter: FilterChoices
    schedules: list[Schedule]
    bans: list[ServerBan] = field(default_factory=list)
    """Whom the server keeps out, the newest first."""


async def read_state(desk: Desk, server_id: str) -> PanelState:
    """Read a server's choices. Raises `DatabaseError`."""
    async with desk.database.reading() as session:
        return PanelState(
            await servers.choices(session, DISCORD, server_id),
            await server_quotas.of_server(session, DISCORD, server_id),
            await styles.of_server(session, DISCORD, server_id),
            await server_filter.filter_choices(session, DISCORD, server_id),
            await schedules.of_server(session, DISCORD, server_id),
            await server_bans.of_server(session, Scope(DISCORD, server_id), datetime.now(UTC), MENU_OPTIONS),
        )
