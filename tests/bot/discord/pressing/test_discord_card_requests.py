"""Every request that a card's buttons, menus and forms lead to is as Discord describes it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from simcord import ChannelHandle, Env, MemberActor
from sqlalchemy import update

from bench.common.call import Call
from bench.discord.contract import DiscordContract
from bot.discord.desk import DISCORD
from db import samples, servers
from db.models import SampleRow
from tests.bot.discord.card_samples import CONTRACT


async def test_a_whole_visit(house, env: Env, guild, alice, bob, channel: ChannelHandle) -> None:
    wall = guild.create_text_channel("showcase")
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), showcase_channel=str(wall.id), showcase_votes=2)
    await alice.slash(channel, "draw", prompt="a cat **@everyone** https://cats.example [x](y)", spoiler=True)
    job = await house.paint_next()
    async with house.database.session() as session:
        tokens = samples.pack([1] * 256)
        await session.execute(update(SampleRow).where(SampleRow.job_id == job.id).values(tokens=tokens))
    await house.deliver_all()
    card = channel.last_message

    async def press(person: MemberActor, message: Any, action: str, number: str = "") -> Any:
        return await person.click(message, custom_id=f"{action}:{job.id}{number}")

    async def press_in_panel(action: str) -> Any:
        more = await press(alice, card, "more")
        return await press(alice, more.followups[0], action)

    await bob.select(card, ["7"], custom_id=f"pick:{job.id}")
    await press(bob, card, "favourite")
    await bob.react(card, "✉️")
    for action in ("share", "download", "publish"):
        await press_in_panel(action)
    caption = {"number": ["2"], "top": "hi", "bottom": ""}
    await alice.submit_modal(await press_in_panel("caption"), caption)
    await alice.submit_modal(await press_in_panel("report"), {"reason": ["other"], "text": ""})
    await bob.submit_modal(await press(bob, card, "edit"), {"prompt": "a cat", "style": ["clay"]})
    keypad = (await press(bob, card, "vary")).response
    await press(bob, keypad, "vary", ":3")
    more = (await press(alice, card, "more")).followups[0]
    await press(alice, more, "delete")
    await press(alice, more, "erase")

    contract, sent = DiscordContract(), list(calls(env))
    problems = [problem for call in sent for problem in contract.violations(call)]
    assert not problems, problems[:5]
    assert len(sent) > 30
    messages = [call.form.get("data", call.form) for call in sent if "modal" not in str(call.body)]
    shown = [message for message in messages if "components" in message and "custom_id" not in message]
    assert all(message["allowed_mentions"] == {"parse": []} for message in shown)
    assert len(shown) > 10


def calls(env: Env) -> Iterator[Call]:
    """All that the bot has sent, each with its route as Discord writes it."""
    paths = json.loads(CONTRACT.read_text("utf-8"))["paths"]
    patterns = {path: re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)) for path in paths}
    for entry in env.http_requests:
        found = [(path, match) for path, one in patterns.items() if (match := one.fullmatch(entry.path))]
        assert found, entry.path
        path, match = min(found, key=lambda pair: pair[0].count("{"))
        query = {name: str(value) for name, value in entry.params.items()}
        yield Call(entry.method, path, match.groupdict(), query, "", entry.json)
