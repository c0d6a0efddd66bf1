"""People's lasting wishes, and servers' choice of what is covered."""

from db import preferences, servers
from db.models import QuotaScope
from db.preferences import Preferences
from db.session import Database


async def test_wishes_last_until_others_replace_them(database: Database) -> None:
    wishes = Preferences(style="pixel art", negative_prompt="hats", spoiler=False)
    async with database.session() as session:
        assert await preferences.of_person(session, "discord", "ann") == Preferences()
        await preferences.prefer(session, "discord", "ann", wishes)
        assert await preferences.of_person(session, "discord", "ann") == wishes
        assert await preferences.of_person(session, "twitter", "ann") == Preferences()
        await preferences.prefer(session, "discord", "ann", Preferences(style="sketch"))
        assert await preferences.of_person(session, "discord", "ann") == Preferences(style="sketch")
        await preferences.prefer(session, "discord", "ann", Preferences())
        assert await preferences.of_person(session, "discord", "ann") == Preferences()


async def test_pictures_are_covered_by_channel_or_role(database: Database) -> None:
    async with database.session() as session:
        await servers.set_covers(session, "discord", "cats", QuotaScope.CHANNEL, ["7", "8"])
        await servers.set_covers(session, "discord", "cats", QuotaScope.ROLE, ["7"])
        await servers.set_covers(session, "discord", "cats", QuotaScope.CHANNEL, ["7"])
        chosen = await servers.choices(session, "discord", "cats")
        assert chosen.must_cover("7", [])
        assert not chosen.must_cover("8", [])
        assert chosen.must_cover("8", ["6", "7"])
        assert not chosen.must_cover(None, ["8"])
        assert not (await servers.choices(session, "discord", "dogs")).must_cover("7", ["7"])
        await servers.forget_server(session, "discord", "cats")
        assert (await servers.choices(session, "discord", "cats")).covers == frozenset()
