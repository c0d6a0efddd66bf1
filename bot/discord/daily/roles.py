"""The winner's role: it goes from the last winner to the next."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import discord
import structlog

from bot.contests.counting import best_members
from bot.discord.delivery.posting import TROUBLE
from bot.discord.desk import DISCORD
from bot.texts.texts import Texts
from db import standings
from db.contests import Contest
from db.standings import Rank

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

_NAMED = 5
"""Most winners who are named; equals may be many."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def hand_over(bot: "NonetBot", contest: Contest, ranks: list[Rank], texts: Texts) -> str:
    """Give the role of a contest to its best members, and take it from those who had it before.

    A second call changes nothing. It returns a sentence on what was done, or on why it could not be; nothing
    if there is no role, no member has won, or whoever has does not want to be named.
    """
    winners = _ids(best_members(ranks))
    if contest.winner_role is None or not winners:
        return ""
    guild = bot.get_guild(int(contest.server))
    role = guild.get_role(int(contest.winner_role)) if guild else None
    if guild is None or role is None:
        return texts("contest-role-gone")
    if not may_give(role):
        return texts("contest-role-barred", role=role.mention)
    async with bot.desk.database.reading() as session:
        last = await standings.last_held(session, contest)
        before = [rank for rank, _ in await standings.results(session, last)] if last else []
    for member_id in _ids(best_members(before)) - winners:
        await _set(guild, member_id, role, given=False)
    given = [member_id for member_id in sorted(winners) if await _set(guild, member_id, role, given=True)]
    async with bot.desk.database.reading() as session:
        nameless = await standings.unranked(session, [(DISCORD, str(member_id)) for member_id in given])
    named = [f"<@{member_id}>" for member_id in given if (DISCORD, str(member_id)) not in nameless][:_NAMED]
    return texts("contest-role-given", who=", ".join(named), role=role.mention) if named else ""


def may_give(role: discord.Role) -> bool:
    """Whether Discord lets us give this role: it is below ours, and nobody else's to give."""
    me = role.guild.me
    return me.guild_permissions.manage_roles and role.is_assignable()


async def _set(guild: discord.Guild, member_id: int, role: discord.Role, *, given: bool) -> bool:
    """Whether the member has (or has not) the role now; some have left the server."""
    try:
        member = await guild.fetch_member(member_id)
        if given:
            await member.add_roles(role)
        else:
            await member.remove_roles(role)
    except (discord.HTTPException, *TROUBLE) as error:
        log.info("role not handed over", server=guild.id, given=given, error=str(error))
        return False
    return True


def _ids(people: Collection[standings.Person]) -> set[int]:
    return {int(person_id) for platform, person_id in people if platform == DISCORD}
