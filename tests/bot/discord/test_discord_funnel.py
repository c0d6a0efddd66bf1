"""Whatever a command does wrong, the person reads one sentence, and the operator finds the rest."""

from collections.abc import Awaitable, Callable

import pytest
from simcord import ChannelHandle, Env, MemberActor

from bot.discord.client import Interaction, NonetBot
from bot.errors import BadRequestError

Handler = Callable[[Interaction], Awaitable[None]]


class Trap:
    """A command that does whatever the test puts into it."""

    handler: Handler


@pytest.fixture
def trap(bot: NonetBot) -> Trap:
    trap = Trap()

    @bot.tree.command(name="trap", description="Fails on purpose.")
    async def command(interaction: Interaction) -> None:
        await trap.handler(interaction)

    return trap


def raising(error: Exception) -> Handler:
    async def handler(_interaction: Interaction) -> None:
        raise error

    return handler


async def test_a_persons_mistake_is_answered_to_them_alone(
    trap: Trap, env: Env, alice: MemberActor, channel: ChannelHandle, bot: NonetBot
) -> None:
    trap.handler = raising(BadRequestError("The prompt is empty."))
    result = await alice.slash(channel, "trap")
    assert result.response.content == "The prompt is empty."
    assert result.response.ephemeral
    assert bot.incidents.total == 0
    assert len(env.errors) == 1


async def test_an_incident_has_the_same_number_for_person_and_operator(
    trap: Trap, env: Env, alice: MemberActor, channel: ChannelHandle, log_lines: list[dict[str, object]]
) -> None:
    trap.handler = raising(ZeroDivisionError("by zero"))
    result = await alice.slash(channel, "trap")
    [line] = [line for line in log_lines if line["event"] == "incident"]
    assert str(line["incident"]) in result.response.content
    assert line["asked"] == "trap"
    assert isinstance(line["exc_info"], ZeroDivisionError)
    assert len(env.errors) == 1
