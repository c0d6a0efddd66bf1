"""What Discord refuses although its description allows it, the stand-in refuses too."""

from typing import Any

import discord
import pytest

from bench.discord.answers import ApiError
from bench.discord.command_rules import check_commands
from bench.discord.server import StandIn
from tests.discord_wire.conftest import PlainClient

V2 = 1 << 15
BUTTON = {"type": 2, "style": 1, "label": "again", "custom_id": "again"}


def text(chars: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * chars}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"content": ""}, "empty message"),
        ({"content": "fox", "flags": V2, "components": [text(3)]}, "can't be used with IS_COMPONENTS_V2"),
        ({"flags": V2, "components": [text(2_000), text(2_001)]}, "4001 of at most 4000 characters"),
        ({"flags": V2, "components": [text(1)] * 41}, "41 of at most 40"),
        ({"components": [text(3)]}, "only with the flag"),
        ({"components": [row(BUTTON, BUTTON)]}, "used twice"),
        ({"components": [row(BUTTON | {"label": ""})]}, "without label"),
        ({"components": [row(*(BUTTON | {"custom_id": str(n)} for n in range(6)))]}, "more than 5 in a row"),
        (
            {"flags": V2, "components": [{"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}]},
            "no file",
        ),
        ({"content": "fox", "attachments": [{"id": 0}]}, "no file for [0]"),
        ({"content": "fox", "message_reference": {"message_id": "1"}}, "Unknown message"),
    ],
)
async def test_a_message_that_breaks_a_rule_is_refused(
    client: PlainClient, server: StandIn, body: dict[str, Any], problem: str
) -> None:
    channel = server.world.add_channel(server.world.add_guild())
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    with pytest.raises(discord.HTTPException, match="400 Bad Request") as caught:
        await client.http.request(route, json=body)
    assert problem in caught.value.text
    assert channel.messages == {}


def command(**fields: Any) -> dict[str, Any]:
    return {"name": "draw", "description": "Draw."} | fields


def option(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "description": name, "type": 3} | fields


@pytest.mark.parametrize(
    ("commands", "problem"),
    [
        ([command(name="Draw")], "'Draw' can't be a name"),
        ([command(name_localizations={"fr": "un dessin"})], "'un dessin' can't be a name"),
        ([command(description="x" * 101)], "101 characters"),
        ([command(), command()], "draw is there twice"),
        ([command(options=[option("seed"), option("prompt", required=True)])], "come after others"),
        ([command(name=str(number)) for number in range(101)], "101 commands"),
        ([command(options=[option(str(n), description="x" * 100) for n in range(80)])], "at most 8000"),
    ],
)
def test_commands_that_break_a_rule_are_refused(commands: list[dict[str, Any]], problem: str) -> None:
    with pytest.raises(ApiError, match=problem):
        check_commands(commands)


def test_sound_commands_are_taken() -> None:
    german = {"de": "zeichne"}
    options = [option("prompt", required=True), option("seed")]
    menu = {"name": "Draw this", "type": 3}
    check_commands([command(name_localizations=german, options=options), menu])
