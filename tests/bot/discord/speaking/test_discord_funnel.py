"""Whatever goes wrong, the person reads one sentence, and the operator finds the rest."""

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from simcord import ChannelHandle, Env, InteractionResult, MemberActor

from bot.discord.connection.client import Interaction, NonetBot
from bot.discord.speaking import funnel
from bot.discord.speaking.sentences import incident_sentence, plain_sentence
from bot.errors import BadRequestError, QuotaError, RefusedError, StorageError
from bot.texts.texts import LANGUAGES, texts_for
from db.errors import DatabaseError
from generation.errors import ServiceUnavailableError

Handler = Callable[[Interaction], Awaitable[None]]
Lines = list[dict[str, Any]]


def answer_of(status: int) -> Any:
    return SimpleNamespace(status=status, reason="No")


GONE = discord.NotFound(answer_of(404), {"code": 10062, "message": "Unknown interaction"})


class Trap:
    """The command /trap, which does what the test puts into it, and one who uses it."""

    handler: Handler
    env: Env
    alice: MemberActor
    channel: ChannelHandle

    async def spring(self, handler: Handler | Exception, *, is_seen: bool = True) -> InteractionResult:
        """Use the command. simcord calls it a mistake when it raises, which is its purpose here."""
        self.handler = raising(handler) if isinstance(handler, Exception) else handler
        result = await self.alice.slash(self.channel, "trap")
        assert bool(self.env.errors) is is_seen
        return result


def raising(error: Exception) -> Handler:
    async def handler(_interaction: Interaction) -> None:
        raise error

    return handler


@pytest.fixture
def unset_trap(bot: NonetBot) -> Trap:
    trap = Trap()

    @bot.tree.command(name="trap", description="Fails on purpose.")
    async def command(interaction: Interaction) -> None:
        await trap.handler(interaction)

    return trap


@pytest.fixture
def trap(unset_trap: Trap, env: Env, alice: MemberActor, channel: ChannelHandle) -> Trap:
    unset_trap.env, unset_trap.alice, unset_trap.channel = env, alice, channel
    return unset_trap


def incidents(lines: Lines) -> Lines:
    return [line for line in lines if line["event"] == "incident"]


async def test_a_mistake_of_the_person_is_told_to_them_alone(trap: Trap, log_lines: Lines) -> None:
    result = await trap.spring(BadRequestError("The prompt is empty."))
    assert result.response.content == "The prompt is empty."
    assert result.response.ephemeral
    assert not incidents(log_lines)


async def test_an_incident_has_the_same_number_for_person_and_operator(
    trap: Trap, log_lines: Lines, bot: NonetBot
) -> None:
    result = await trap.spring(ZeroDivisionError("by zero"))
    [line] = incidents(log_lines)
    assert line["incident"] in result.response.content
    assert (line["asked"], type(line["exc_info"])) == ("trap", ZeroDivisionError)
    assert bot.incidents.total == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StorageError("/srv/nonet is full"), "can't keep anything"),
        (DatabaseError("db.example.org is down"), "can't keep anything"),
        (ServiceUnavailableError("10.0.0.1 is down"), "that paints"),
        (discord.HTTPException(answer_of(400), {"code": 50035, "message": "Invalid"}), "Discord didn't"),
    ],
)
async def test_the_operators_own_affairs_are_kept_from_people(
    trap: Trap, log_lines: Lines, error: Exception, sentence: str
) -> None:
    result = await trap.spring(error)
    assert sentence in result.response.content
    assert str(error) not in result.response.content
    assert incidents(log_lines)[0]["exc_info"] is error


async def test_a_refusal_in_public_leaves_no_trace_in_the_channel(trap: Trap, channel: ChannelHandle) -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True)
        raise RefusedError("No.", "weapons")

    result = await trap.spring(handler)
    assert [(one.content, one.ephemeral) for one in result.followups] == [("No.", True)]
    assert channel.last_message is None


async def test_a_refusal_in_private_takes_the_place_of_the_answer(trap: Trap) -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        raise RefusedError("No.", "weapons")

    result = await trap.spring(handler)
    assert result.response.content == "No."
    assert not result.followups


async def test_an_answer_that_was_given_stays_as_it_is(trap: Trap, channel: ChannelHandle) -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="your place is 3")
        raise RefusedError("No.", "weapons")

    result = await trap.spring(handler)
    assert channel.last_message is not None
    assert channel.last_message.content == "your place is 3"
    assert result.followups[0].ephemeral


async def test_nobody_is_told_when_the_interaction_is_gone(trap: Trap, log_lines: Lines) -> None:
    result = await trap.spring(GONE)
    assert result.response is None
    assert not incidents(log_lines)
    assert any(line["event"] == "interaction is gone" for line in log_lines)


async def test_a_handler_can_guard_itself(trap: Trap) -> None:
    async def handler(interaction: Interaction) -> None:
        async with funnel.guarding(interaction):
            raise QuotaError("Enough.")

    result = await trap.spring(handler, is_seen=False)
    assert result.response.content == "Enough."


async def test_a_modal_that_fails_is_answered_too(
    trap: Trap, alice: MemberActor, env: Env, log_lines: Lines
) -> None:
    class Form(ui.Modal, title="Form"):
        word = ui.TextInput[Any](label="word", custom_id="word")

        async def on_submit(self, interaction: Interaction) -> None:
            async with funnel.guarding(interaction):
                raise ZeroDivisionError

    async def handler(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    shown = await trap.spring(handler, is_seen=False)
    result = await alice.submit_modal(shown, {"word": "my secret wish"})
    assert "broke" in result.response.content
    assert "wish" not in str(incidents(log_lines))


async def test_an_event_that_fails_is_an_incident(
    bot: NonetBot, env: Env, alice: MemberActor, channel: ChannelHandle, log_lines: Lines
) -> None:
    @bot.listen("on_message")
    async def stumble(_message: discord.Message) -> None:
        raise ZeroDivisionError

    await alice.send(channel, "hello")
    assert len(env.errors) == 1
    [line] = incidents(log_lines)
    assert line["where"] == "on_message"


async def test_the_person_is_told_in_their_language(trap: Trap, speak: Callable[..., None]) -> None:
    speak("de")
    result = await trap.spring(ZeroDivisionError())
    assert result.response.content.startswith("Bei uns ist etwas kaputtgegangen.")


async def test_a_message_that_was_deleted_meanwhile_is_no_incident(trap: Trap, log_lines: Lines) -> None:
    error = discord.NotFound(answer_of(404), {"code": 10008, "message": "Unknown Message"})
    result = await trap.spring(error)
    assert result.response.content == "What this was about isn't there any more."
    assert not incidents(log_lines)


async def test_someone_who_can_not_be_told_costs_no_more_than_a_line_in_the_log(
    trap: Trap, env: Env, log_lines: Lines
) -> None:
    env.inject_error("POST", "/interactions/*/callback")
    await trap.spring(BadRequestError("No."))
    assert "person not told" in [line["event"] for line in log_lines]


PLAIN = [
    app_commands.NoPrivateMessage(),
    app_commands.MissingPermissions(["manage_guild", "ban_members"]),
    app_commands.BotMissingPermissions(["attach_files"]),
    app_commands.CommandOnCooldown(app_commands.Cooldown(1, 60), 12.3),
    app_commands.CheckFailure(),
    app_commands.CommandNotFound("old", []),
    discord.RateLimited(3.0),
    discord.Forbidden(answer_of(403), {"code": 50013, "message": "Missing Permissions"}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", PLAIN, ids=lambda error: type(error).__name__)
def test_what_commands_forbid_is_said_in_every_language(language: str, error: Exception) -> None:
    sentence = plain_sentence(texts_for(language), error)
    assert sentence
    assert "{" not in sentence
    assert language == "en" or sentence != plain_sentence(texts_for("en"), error)


def test_permissions_have_the_names_that_people_see() -> None:
    sentence = plain_sentence(texts_for("en"), app_commands.MissingPermissions(["manage_guild", "new_one"]))
    assert sentence == "For that you need: Manage Server, new_one."


def test_our_own_errors_are_said_by_their_key() -> None:
    error = BadRequestError("in English", key="incidents-cooldown", seconds=1)
    assert (
        plain_sentence(texts_for("de"), error) == "Nicht so schnell: Versuch es in einer Sekunde noch einmal."
    )


def test_a_mistake_in_a_text_leaves_nobody_without_a_word(log_lines: Lines) -> None:
    error = BadRequestError("in English", key="incidents-cooldown")  # the seconds are missing
    assert plain_sentence(texts_for("de"), error) == "in English"
    assert [line["event"] for line in log_lines] == ["text not written"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_incidents_are_said_in_every_language(language: str) -> None:
    refused = discord.HTTPException(answer_of(400), None)
    for error in (StorageError(""), ServiceUnavailableError(""), refused, ZeroDivisionError()):
        assert "ABC23456" in incident_sentence(texts_for(language), error, "ABC23456")
