"""How much may be asked for, and when there is more. All of it is counted in the database.

A person's own limits are how many jobs they may have on their way, and how many they may ask for within an
hour, wherever they ask. They are those of `limits` in the settings. Tiers and quotas of the person's roles on
the server replace them: of each kind of limit, the most generous counts, even if it is less than in
`limits`. A person's tiers are the one that they have bought (`Requester.tier`), the one that the operator has
granted (`people.tier`), and those of their roles, if the settings allow servers to give them
(`tiers.<name>.by_role`). What servers allow for a role ends at `limits.waiting_by_role` and
`limits.per_hour_by_role`. A tier with high priority makes all jobs of its people go first.

Quotas of a channel and of a server are totals over all members. A cooldown is the least time between two jobs
of one person there: in a channel; on a server that of the person's roles, the shortest, or else the server's.

Who is suspect (`bot.pipeline.suspicion`) has to wait between two jobs, wherever they ask.

Cancelled and deleted jobs count for hours and cooldowns, those that are over don't for jobs on their way.
`limits.waiting_total` bounds the whole queue, which a few jobs that come at the same instant may pass.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import QuotaError
from bot.pipeline.request import Place, Requester
from bot.pipeline.suspicion import Regard, counts_since, regard
from bot.settings import Settings
from db import jobs, people, server_quotas, suspicions
from db.scope import Scope
from db.server_quotas import QuotaScope, ServerQuota


class Limit(StrEnum):
    """What can be used up."""

    WAITING = "waiting"
    """The person's jobs on their way."""
    HOUR = "hour"
    """The person's jobs within an hour."""
    SLOWED = "slowed"
    """The time between two jobs of someone who is suspect."""
    CHANNEL_COOLDOWN = "channel-cooldown"
    SERVER_COOLDOWN = "server-cooldown"
    CHANNEL_WAITING = "channel-waiting"
    CHANNEL_HOUR = "channel-hour"
    SERVER_WAITING = "server-waiting"
    SERVER_HOUR = "server-hour"


_SENTENCES = {
    Limit.WAITING: "You have {limit} jobs on the way already; ask again when one is finished.",
    Limit.HOUR: "You have asked for {limit} jobs within an hour; ask again in {minutes} min.",
    Limit.SLOWED: "Too much of what you asked for was refused lately: ask again in {seconds} s.",
    Limit.CHANNEL_COOLDOWN: "Not so fast: ask again in this channel in {seconds} s.",
    Limit.SERVER_COOLDOWN: "Not so fast: ask again on this server in {seconds} s.",
    Limit.CHANNEL_WAITING: "This channel has {limit} jobs on the way; ask again when one is finished.",
    Limit.CHANNEL_HOUR: "This channel has had its {limit} jobs of the hour; ask again in {minutes} min.",
    Limit.SERVER_WAITING: "This server has {limit} jobs on the way; ask again when one is finished.",
    Limit.SERVER_HOUR: "This server has had its {limit} jobs of the hour; ask again in {minutes} min.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of one limit is used."""

    what: Limit
    used: int
    limit: int
    free_at: datetime | None = None
    """When there is more, if it is used up and time alone frees it; otherwise when a job is finished."""

    @property
    def is_used_up(self) -> bool:
        """Whether another job would be one too many."""
        return self.used >= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The limits that hold for one person in one place."""

    waiting: int
    per_hour: int
    goes_first: bool = False
    """Before all jobs of normal priority."""
    cooldown_s: int | None = None
    """Between jobs of the person on the server."""
    slowed_s: int | None = None
    """Between jobs of the person anywhere, for they are suspect."""
    channel: ServerQuota | None = None
    server: ServerQuota | None = None


def rules_for(
    settings: Settings, requester: Requester, place: Place, granted: str | None, quotas: Sequence[ServerQuota]
) -> Rules:
    """The limits of this requester there; `granted` is the operator's tier, `quotas` are the server's."""
    limits = settings.limits
    roles = [one for one in quotas if one.scope is QuotaScope.ROLE and one.target in requester.roles]
    by_role = [settings.tiers[role.tier] for role in roles if role.tier in settings.tiers]
    tiers = [settings.tiers[name] for name in (requester.tier, granted) if name in settings.tiers]
    tiers += [tier for tier in by_role if tier.by_role]
    by_target = {(one.scope, one.target): one for one in quotas}
    server = by_target.get((QuotaScope.SERVER, ""))
    cooldowns = [role.cooldown_s for role in roles if role.cooldown_s is not None]
    return Rules(
        waiting=_most(
            (tier.waiting for tier in tiers),
            (min(role.waiting, limits.waiting_by_role) for role in roles if role.waiting is not None),
            default=limits.waiting_per_requester,
        ),
        per_hour=_most(
            (tier.per_hour for tier in tiers),
            (min(role.per_hour, limits.per_hour_by_role) for role in roles if role.per_hour is not None),
            default=limits.per_hour_per_requester,
        ),
        goes_first=any(tier.priority == "high" for tier in tiers),
        cooldown_s=min(cooldowns, default=server.cooldown_s if server else None),
        channel=by_target.get((QuotaScope.CHANNEL, place.channel or "")),
        server=server,
    )


def slowed(rules: Rules, suspected: Regard) -> Rules:
    """The rules for someone who is regarded so."""
    return replace(rules, slowed_s=suspected.wait_s or None)


async def standing(
    session: AsyncSession, settings: Settings, requester: Requester, place: Place, now: datetime
) -> list[Standing]:
    """How much this requester has used of every limit that holds for them there, their own first."""
    person = await people.get(session, requester.platform, requester.id)
    since = counts_since(now, settings.moderation)
    scope = Scope(place.front, place.server) if place.server else None
    events = await suspicions.of_person(session, requester.platform, requester.id, scope, since)
    quotas = await server_quotas.of_server(session, place.front, place.server) if place.server else []
    rules = slowed(
        rules_for(settings, requester, place, person.tier, quotas), regard(events, now, settings.moderation)
    )
    return await _standings(session, rules, requester, place, now)


async def lock(session: AsyncSession, rules: Rules, requester: Requester, place: Place) -> None:
    """Until the transaction ends, let nobody else ask for what these limits count.

    Every transaction takes these locks in the same order, so that none waits for one that waits for it.
    """
    await jobs.lock(session, f"requester:{requester.platform}:{requester.id}")
    if rules.channel:
        await jobs.lock(session, f"channel:{place.front}:{place.channel}")
    if rules.server:
        await jobs.lock(session, f"server:{place.front}:{place.server}")


async def check(
    session: AsyncSession,
    rules: Rules,
    requester: Requester,
    place: Place,
    *,
    waiting_total: int,
    now: datetime,
) -> None:
    """Raise `QuotaError`, which says what is used up and when to try again, if there may be no other job now.

    Inside the transaction that writes the job, after `lock`, nobody gets past it.
    """
    for one in await _standings(session, rules, requester, place, now):
        if one.is_used_up:
            raise _error(one, now)
    if await jobs.count_waiting(session) >= waiting_total:
        raise QuotaError("The queue is full; ask again in a few minutes.", key="error-quota-queue")


def _most(*allowed: Iterable[int], default: int) -> int:
    return max((number for numbers in allowed for number in numbers), default=default)


async def _standings(
    session: AsyncSession, rules: Rules, requester: Requester, place: Place, now: datetime
) -> list[Standing]:
    mine = jobs.of_person(requester.platform, requester.id)
    found = [
        *await _on_their_way(session, Limit.WAITING, mine, rules.waiting),
        *await _within_an_hour(session, Limit.HOUR, mine, rules.per_hour, now),
    ]
    found += await _cooldown(session, Limit.SLOWED, mine, rules.slowed_s, now)
    if place.server is None:
        return found
    there = jobs.of_server(place.front, place.server)
    found += await _cooldown(session, Limit.SERVER_COOLDOWN, mine & there, rules.cooldown_s, now)
    if rules.channel:
        here = jobs.of_server(place.front, place.server, place.channel)
        found += await _cooldown(session, Limit.CHANNEL_COOLDOWN, mine & here, rules.channel.cooldown_s, now)
        found += await _on_their_way(session, Limit.CHANNEL_WAITING, here, rules.channel.waiting)
        found += await _within_an_hour(session, Limit.CHANNEL_HOUR, here, rules.channel.per_hour, now)
    if rules.server:
        found += await _on_their_way(session, Limit.SERVER_WAITING, there, rules.server.waiting)
        found += await _within_an_hour(session, Limit.SERVER_HOUR, there, rules.server.per_hour, now)
    return found


async def _on_their_way(
    session: AsyncSession, what: Limit, which: ColumnElement[bool], limit: int | None
) -> list[Standing]:
    if limit is None:
        return []
    return [Standing(what, await jobs.count_waiting(session, which), limit)]


async def _within_an_hour(
    session: AsyncSession, what: Limit, which: ColumnElement[bool], limit: int | None, now: datetime
) -> list[Standing]:
    if limit is None:
        return []
    recent = await jobs.moments_since(session, which, now - jobs.COUNTED_FOR, limit)
    return [
        Standing(what, len(recent), limit, recent[-1] + jobs.COUNTED_FOR if len(recent) == limit else None)
    ]


async def _cooldown(
    session: AsyncSession, what: Limit, which: ColumnElement[bool], cooldown_s: int | None, now: datetime
) -> list[Standing]:
    if cooldown_s is None:
        return []
    lasts = timedelta(seconds=cooldown_s)
    last = await jobs.moments_since(session, which, now - lasts, 1)
    return [Standing(what, len(last), 1, last[0] + lasts if last else None)]


def _error(used_up: Standing, now: datetime) -> QuotaError:
    wait_s = ceil((used_up.free_at - now).total_seconds()) if used_up.free_at else 0
    values = {"limit": used_up.limit, "minutes": ceil(wait_s / 60), "seconds": wait_s}
    sentence = _SENTENCES[used_up.what].format(**values)
    return QuotaError(sentence, key=f"error-quota-{used_up.what}", **values)
