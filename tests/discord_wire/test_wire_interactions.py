"""The stand-in's interactions against discord.py itself: commands, components, modals, and their clock."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable

import discord
import pytest
from discord import app_commands

from bench.common.waiting import until
from bench.discord.interactions import FIRST_ANSWER_S
from bench.discord.posts import LOADING
from bench.discord.server import StandIn
from bench.discord.world import Channel, Interaction, User
from tests.discord_wire.conftest import PlainClient, connected

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
Clicked = discord.Interaction[PlainClient]


class Words(discord.ui.Modal, title="Words"):
    def __init__(self) -> None:
        super().__init__()
        self.text: discord.ui.TextInput[Words] = discord.ui.TextInput(custom_id="text")
        self.add_item(discord.ui.Label(text="What to draw", component=self.text))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"wrote {self.text.value}")


class Buttons(discord.ui.View):
    @discord.ui.button(label="again", custom_id="again")
    async def again(self, interaction: Clicked, _: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.edit_message(content="pressed")

    @discord.ui.button(label="words", custom_id="words")
    async def words(self, interaction: Clicked, _: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.send_modal(Words())

    @discord.ui.select(custom_id="pick", options=[discord.SelectOption(label=str(n)) for n in (1, 2)])
    async def pick(self, interaction: Clicked, select: discord.ui.Select["Buttons"]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"picked {select.values[0]}", ephemeral=True)


class Commander(PlainClient):
    """Has one command of each kind."""

    async def setup_hook(self) -> None:
        for add in (self._draw, self._buttons, self._privacy, self._menu):
            add()
        await self.tree.sync()

    def _draw(self) -> None:
        @self.tree.command()
        async def draw(interaction: Clicked, prompt: str, seed: int = 0) -> None:
            """Draw."""
            await interaction.response.defer(thinking=True)
            file = discord.File(io.BytesIO(b"picture"), "fox.png")
            await interaction.edit_original_response(content=f"{prompt} {seed}", attachments=[file])

        @draw.autocomplete("prompt")
        async def known(_: Clicked, current: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{current} fox", value=f"{current} fox")]

    def _buttons(self) -> None:
        @self.tree.command()
        async def buttons(interaction: Clicked) -> None:
            """Show buttons."""
            await interaction.response.send_message("here", view=Buttons())

    def _privacy(self) -> None:
        group = app_commands.Group(name="privacy", description="Privacy.")

        @group.command()
        async def export(interaction: Clicked) -> None:
            """Export."""
            await interaction.response.send_message("exported", ephemeral=True)

        self.tree.add_command(group)

    def _menu(self) -> None:
        @self.tree.context_menu(name="Draw this")
        async def draw_this(interaction: Clicked, message: discord.Message) -> None:
            await interaction.response.send_message(f"drawing {message.content}")


@pytest.fixture
async def client(server: StandIn) -> AsyncIterator[PlainClient]:
    async with connected(Commander()) as client:
        yield client


@pytest.fixture
def ann(server: StandIn) -> User:
    return server.world.add_user("ann")


@pytest.fixture
def channel(server: StandIn) -> Channel:
    return server.world.add_channel(server.world.add_guild())


async def answered(interaction: Interaction) -> Interaction:
    await until(lambda: interaction.answered_at)
    return interaction


def shown(interaction: Interaction) -> Callable[[], bool]:
    """Whether the deferred answer has been filled."""
    return lambda: bool(interaction.original and not interaction.original.flags & LOADING)


@pytest.mark.usefixtures("client")
class TestCommands:
    async def test_a_slash_command_is_deferred_and_filled(
        self, server: StandIn, ann: User, channel: Channel
    ) -> None:
        interaction = server.people.slash(ann, channel, "draw", prompt="a fox", seed=7)
        await until(shown(interaction))
        (message,) = channel.messages.values()
        assert interaction.original is message
        assert (message.content, message.attachments[0].data, message.edits) == ("a fox 7", b"picture", 1)
        assert server.journal.violations() == []

    async def test_commands_work_in_direct_messages_and_groups(self, server: StandIn, ann: User) -> None:
        group = server.world.add_group_dm(ann, server.world.add_user("ben"))
        for place in (server.world.dm_with(ann), group):
            await until(shown(server.people.slash(ann, place, "draw", prompt="a fox")))

    async def test_typing_brings_choices(self, server: StandIn, ann: User, channel: Channel) -> None:
        interaction = server.people.autocomplete(ann, channel, "draw", "prompt", prompt="red")
        await answered(interaction)
        assert interaction.response
        assert interaction.response["data"]["choices"][0]["value"] == "red fox"
        assert server.journal.violations() == []

    async def test_an_answer_for_one_person_is_not_in_the_channel(
        self, server: StandIn, ann: User, channel: Channel
    ) -> None:
        interaction = await answered(server.people.slash(ann, channel, "privacy export"))
        assert interaction.answer.content == "exported"
        assert channel.messages == {}

    async def test_a_message_menu_brings_its_message(
        self, server: StandIn, ann: User, channel: Channel
    ) -> None:
        said = server.people.say(ann, channel, "an owl")
        interaction = await answered(server.people.menu(ann, said, "Draw this"))
        assert interaction.answer.content == "drawing an owl"


@pytest.mark.usefixtures("client")
class TestComponents:
    @pytest.fixture
    async def shown(self, client: PlainClient, server: StandIn, ann: User, channel: Channel) -> Interaction:
        return await answered(server.people.slash(ann, channel, "buttons"))

    async def test_a_button_edits_its_message(self, server: StandIn, ann: User, shown: Interaction) -> None:
        await answered(server.people.click(ann, shown.answer, "again"))
        assert shown.answer.content == "pressed"

    async def test_a_choice_can_be_followed_by_a_message(
        self, server: StandIn, ann: User, shown: Interaction
    ) -> None:
        choice = server.people.choose(ann, shown.answer, "pick", "2")
        await until(lambda: choice.followups)
        assert choice.followups[0].content == "picked 2"
        assert server.journal.violations() == []

    async def test_a_modal_is_sent_back(self, server: StandIn, ann: User, shown: Interaction) -> None:
        asked = await answered(server.people.click(ann, shown.answer, "words"))
        sent = await answered(server.people.submit(asked, text="an owl"))
        assert sent.answer.content == "wrote an owl"
        assert server.journal.violations() == []


class TestClock:
    """What our bot meets when it is late, seen from outside discord.py's commands."""

    @pytest.fixture
    async def caught(
        self, server: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> AsyncIterator[Callable[[Interaction], Awaitable[Clicked]]]:
        """Gives the interaction as the library hands it to whoever listens."""
        seen: dict[int, Clicked] = {}

        class Listener(Commander):
            async def on_interaction(self, interaction: Clicked) -> None:
                seen[interaction.id] = interaction

        def nobody_answers(_: Clicked) -> None:
            """The command is left to the test."""

        async with connected(Listener()) as client:
            monkeypatch.setattr(client.tree, "_from_interaction", nobody_answers)

            async def of(interaction: Interaction) -> Clicked:
                await until(lambda: interaction.id in seen)
                return seen[interaction.id]

            yield of

    async def test_after_three_seconds_it_is_too_late_for_an_answer(
        self, server: StandIn, ann: User, channel: Channel, caught: Callable[..., Awaitable[Clicked]]
    ) -> None:
        server.interactions.first_answer_s = FIRST_ANSWER_S
        interaction = await caught(server.people.slash(ann, channel, "draw", prompt="fox", age_s=3.1))
        with pytest.raises(discord.NotFound) as refusal:
            await interaction.response.defer()
        assert refusal.value.code == 10062

    async def test_nothing_is_answered_twice(
        self, server: StandIn, ann: User, channel: Channel, caught: Callable[..., Awaitable[Clicked]]
    ) -> None:
        interaction = await caught(server.people.slash(ann, channel, "draw", prompt="fox"))
        await interaction.response.defer()
        interaction.response._response_type = None  # as another process would see it
        with pytest.raises(discord.HTTPException) as refusal:
            await interaction.response.defer()
        assert refusal.value.code == 40060

    async def test_after_fifteen_minutes_the_token_is_dead(
        self, server: StandIn, ann: User, channel: Channel, caught: Callable[..., Awaitable[Clicked]]
    ) -> None:
        interaction = await caught(server.people.slash(ann, channel, "draw", prompt="fox"))
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="nearly")
        server.clock.advance(15 * 60)
        with pytest.raises(discord.HTTPException) as refusal:
            await interaction.edit_original_response(content="done")
        assert (refusal.value.status, refusal.value.code) == (401, 50027)
        assert [post.content for post in channel.messages.values()] == ["nearly"]

    async def test_five_followups_is_all_where_the_bot_is_not(
        self, server: StandIn, ann: User, caught: Callable[..., Awaitable[Clicked]]
    ) -> None:
        elsewhere = server.world.add_channel(server.world.add_guild(has_bot=False))
        interaction = await caught(server.people.slash(ann, elsewhere, "draw", prompt="fox"))
        assert interaction.is_user_integration()
        await interaction.response.send_message("first")
        for number in range(5):
            await interaction.followup.send(str(number))
        with pytest.raises(discord.HTTPException) as refusal:
            await interaction.followup.send("5")
        assert refusal.value.code == 40094

    async def test_the_first_followup_fills_what_was_deferred(
        self, server: StandIn, ann: User, channel: Channel, caught: Callable[..., Awaitable[Clicked]]
    ) -> None:
        made = server.people.slash(ann, channel, "draw", prompt="fox")
        interaction = await caught(made)
        await interaction.response.defer(thinking=True)
        await interaction.followup.send("done")
        assert (made.answer.content, made.followups) == ("done", [])
        await interaction.delete_original_response()
        assert (made.original, channel.messages) == (None, {})


async def test_what_someone_has_bought_comes_along(
    client: PlainClient, server: StandIn, ann: User, channel: Channel
) -> None:
    server.people.buy(ann, sku_id=42)
    await until(lambda: "ENTITLEMENT_CREATE" in client.seen)
    (entitlement,) = [each async for each in client.entitlements(user=discord.Object(ann.id))]
    assert entitlement.sku_id == 42
    server.people.slash(ann, channel, "draw", prompt="fox")
    event = server.gateway.session().events[-1]
    assert event["d"]["entitlements"][0]["sku_id"] == "42"
    assert server.journal.violations() == []


async def test_reactions_are_heard_of(
    client: PlainClient, server: StandIn, ann: User, channel: Channel
) -> None:
    message = await client.get_partial_messageable(channel.id).send("fox")
    post = channel.messages[message.id]
    server.people.react(ann, post, "⭐")
    server.people.unreact(ann, post, "⭐")
    await until(lambda: client.seen[-2:] == ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"])
    assert post.reactions == {"⭐": set()}
