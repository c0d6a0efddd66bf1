"""How far mentions have been read: remembered beside what became of them, so that none is lost or doubled.

X shows a post some seconds after its id was given out, so that one with a lower id may come later. Each look
therefore goes back a little behind the newest one known; what was decided stays decided. X bills a post once
a day, so that meeting it again costs nothing.
"""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.twitter.posts import Me
from db import markers

OVERLAP_MS = 30_000
_CLOCK_SHIFT = 22
"""The lower bits of an id; above them it counts milliseconds (X's "snowflake")."""


async def since_id(session: AsyncSession, me: Me) -> str | None:
    """The id after which mentions shall be read; None if none were ever read. "0": from the first one on."""
    first, newest = await markers.get(session, _first(me)), await markers.get(session, _newest(me))
    if first is None:
        return None
    return str(max(int(first), int(newest or first) - (OVERLAP_MS << _CLOCK_SHIFT)))


async def start(session: AsyncSession, me: Me, newest_id: str) -> None:
    """Nothing is answered up to this mention."""
    await markers.put(session, _first(me), newest_id, datetime.now(UTC))


async def passed(session: AsyncSession, me: Me, mention_id: str) -> None:
    """This mention has been decided."""
    newest = await markers.get(session, _newest(me))
    if newest is None or int(mention_id) > int(newest):
        await markers.put(session, _newest(me), mention_id, datetime.now(UTC))


def _first(me: Me) -> str:
    return f"twitter-from:{me.id}"


def _newest(me: Me) -> str:
    return f"twitter-read:{me.id}"
