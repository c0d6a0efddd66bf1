"""Which account is ours, asked of X once a day."""

import json
from datetime import UTC, datetime, timedelta

from bot.twitter.api import XApi
from bot.twitter.posts import Me
from db import markers
from db.session import Database

LASTS = timedelta(days=1)
"""After that we ask again: a handle can be changed."""
_MARKER = "twitter-account"


class Account:
    """Remembers the answer in the database, for each call of X has its price."""

    def __init__(self, api: XApi, database: Database, expected_id: str | None) -> None:
        """`expected_id` is what the keys tell of the account's id, if they do."""
        self._api = api
        self._database = database
        self._expected_id = expected_id
        self._known: tuple[Me, datetime] | None = None

    async def me(self) -> Me:
        """The bot's account. Raises as every call of X."""
        now = datetime.now(UTC)
        known = self._known or await self._remembered()
        if known is None or now - known[1] > LASTS:
            known = await self._api.me(), now
            value = json.dumps({"id": known[0].id, "username": known[0].username, "at": now.isoformat()})
            async with self._database.session() as session:
                await markers.put(session, _MARKER, value, now)
        self._known = known
        return known[0]

    async def forget(self) -> None:
        """Other keys may be those of another account: ask X the next time."""
        self._known = None
        async with self._database.session() as session:
            await markers.put(session, _MARKER, "", datetime.now(UTC))

    async def _remembered(self) -> tuple[Me, datetime] | None:
        """What X has answered before, unless the keys are those of another account."""
        async with self._database.reading() as session:
            stored = await markers.get(session, _MARKER)
        if not stored:
            return None
        value = json.loads(stored)
        if self._expected_id not in (None, value["id"]):
            return None
        return Me(value["id"], value["username"]), datetime.fromisoformat(value["at"])
