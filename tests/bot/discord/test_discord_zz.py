import asyncio, sqlite3, io
from typing import Any
import discord, pytest
from simcord import *
from datetime import UTC, datetime, timedelta
from bot.discord.desk import DISCORD
from bot.discord.connection.client import NonetBot
from db import jobs, people, posts, servers, server_quotas, votes
from db.models import QuotaScope
from db.server_quotas import ServerQuota
from db.session import Database
from tests.bot.discord.test_discord_seams import draw, choose, says, public, bob, tame, PROMPT, told
from tests.bot.discord.test_discord_forged import seen, press as fpress

@pytest.fixture
async def database(settings):
    database = Database(settings.database_url, busy_timeout_s=0.3)
    yield database
    await database.close()

@pytest.mark.parametrize("what", ["draw", "history", "queue", "best", "quota", "privacy export", "show", "gallery"])
async def test_locked(house, env, alice, bob, channel, settings, what):
    job = await draw(house, alice, channel)
    card = public(channel)[-1]
    c = sqlite3.connect(settings.data_dir / "nonet.db"); c.execute("BEGIN EXCLUSIVE")
    opts = {"draw": {"prompt": "fox"}, "show": {"job": job.id}}.get(what, {})
    r = await alice.slash(channel, what, **opts)
    print("LOCKED", what, seen(r)[:150])
    if what == "draw":
        for a in ("again", "favourite", "more", "edit"):
            r = await bob.click(card, custom_id=f"{a}:{job.id}")
            print("LOCKED", a, seen(r)[:150])
        await alice.send(channel, f"<@{env.backend.bot_user.id}> a fox")
        print("LOCKED mention", says(public(channel)[-1]))
        await bob.react(card, "🔥")
    c.rollback(); c.close()
    print("ERR", [str(e)[:80] for e in env.errors]); env._errors_acknowledged = 10**6

async def test_cooldown_roles(house, env, alice, guild, channel):
    fast = guild.create_role("fast"); 
    dan = guild.add_member(env.create_user("dan"), roles=[fast])
    async with house.database.session() as session:
        await server_quotas.set_quota(session, DISCORD, str(guild.id), ServerQuota(QuotaScope.SERVER, "", cooldown_s=60))
        await server_quotas.set_quota(session, DISCORD, str(guild.id), ServerQuota(QuotaScope.ROLE, str(fast.id), cooldown_s=0))
        await server_quotas.set_quota(session, DISCORD, str(guild.id), ServerQuota(QuotaScope.CHANNEL, str(channel.id), per_hour=4))
    me = f"<@{env.backend.bot_user.id}>"
    job = await draw(house, alice, channel)
    r = await alice.click(public(channel)[-1], custom_id=f"again:{job.id}"); print("COOL again", seen(r)[-120:])
    await alice.send(channel, f"{me} fox"); print("COOL mention", says(public(channel)[-1]))
    await alice.send(channel, "a fox"); r = await alice.context_menu(channel, "Draw this", public(channel)[-1]); print("COOL menu", seen(r)[-120:])
    for n in range(4):
        r = await dan.slash(channel, "draw", prompt=f"fox {n}"); print("FAST", n, seen(r)[-120:])
    env._errors_acknowledged = 10**6

async def test_delete_everywhere(house, env, alice, bob, guild, channel, tame):
    await choose(house, guild, showcase_channel=str(tame.id), showcase_votes=1)
    job = await draw(house, alice, channel)
    card = public(channel)[-1]
    await bob.click(card, custom_id=f"favourite:{job.id}")
    await bob.select(card, ["3"], custom_id=f"pick:{job.id}")
    await bob.react(card, "✉️")
    await bob.slash(channel, "show", job=job.id)
    hist = await alice.slash(channel, "history"); fav = await bob.slash(channel, "favourites"); best = await bob.slash(channel, "best")
    print("BEFORE", len(public(channel)), len(public(tame)))
    await alice.react(card, "❌")
    print("AFTER", [says(m)[:80] for m in public(channel)], len(public(tame)))
    async with house.database.reading() as session:
        print("POSTS", await posts.of_job(session, job.id))
    dm = await (await env.bot.fetch_user(bob.id)).create_dm()
    print("DM", [m async for m in dm.history()])
    for shown, menu in ((hist, "album-open"), (fav, "album-open"), (best, "album-open"), (hist, "album-delete")):
        r = await alice.select(shown.response, [job.id], custom_id=menu) if shown is hist else await bob.select(shown.response, [job.id], custom_id=menu)
        print("OLD", seen(r)[:100])
    for cmd in ("history",): print("NOW", seen(await alice.slash(channel, cmd))[:300])
    for cmd in ("favourites", "gallery", "best"): print("NOW", cmd, "hamster" in seen(await bob.slash(channel, cmd)))
    print("AUTO", await alice.autocomplete(channel, "draw", "prompt", "hams") if False else "")
    env._errors_acknowledged = 10**6

async def test_flow_private(house, env, alice, bob, guild, channel):
    r = await alice.slash(channel, "draw", prompt=PROMPT, private=True)
    job = await house.paint_next(); await house.deliver_all()
    a = await alice.click(r.response, custom_id=f"again:{job.id}")
    j2 = await house.paint_next(); await house.deliver_all()
    print("PRIV again", j2.private, a.response.ephemeral, len(public(channel)))
    e = await alice.click(r.response, custom_id=f"edit:{job.id}")
    s = await alice.submit_modal(e, {"prompt": "secret fox", "style": ["-"]})
    j3 = await house.paint_next(); await house.deliver_all()
    print("PRIV edit", j3.private, len(public(channel)))
    f = await alice.click(r.response, custom_id=f"favourite:{job.id}")
    print("LISTS", ["hamster" in seen(await bob.slash(channel, c)) for c in ("gallery", "best", "favourites", "history", "queue")])
    print("SHOW", seen(await bob.slash(channel, "show", job=job.id))[:80])
    print(await bob.autocomplete(channel, "draw", prompt="ham"))
    env._errors_acknowledged = 10**6
