"""Each person is answered in their own language; what all see is in the server's."""

from collections.abc import Callable

import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.connection.client import Interaction, NonetBot
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import public_texts, texts_of
from db import servers
from db.session import Database

Speak = Callable[..., None]


@pytest.fixture
def heard(bot: NonetBot) -> list[tuple[str, str]]:
    """The languages of private and public answers to /which."""
    heard: list[tuple[str, str]] = []

    @bot.tree.command(name="which", description="Notes the languages.")
    async def command(interaction: Interaction) -> None:
        async with bot.desk.database.reading() as session:
            choices = await servers.choices(session, DISCORD, str(interaction.guild_id))
        public = public_texts(interaction, choices)
        heard.append((texts_of(interaction).language, public.language))
        await interaction.response.send_message("ok")

    return heard


@pytest.mark.parametrize(
    ("person", "guild_locale", "chosen", "private", "public"),
    [
        ("de", "fr", None, "de", "fr"),
        ("de", "fr", "ja", "de", "ja"),
        ("de", None, None, "de", "en"),  # simcord's servers are American
        ("es-419", "es-ES", None, "es", "es"),
        ("pt-BR", "zh-CN", None, "pt-BR", "en"),
    ],
)
async def test_on_a_server(
    heard: list[tuple[str, str]],
    env: Env,
    speak: Speak,
    alice: MemberActor,
    guild: GuildHandle,
    channel: ChannelHandle,
    database: Database,
    person: str,
    guild_locale: str | None,
    chosen: str | None,
    private: str,
    public: str,
) -> None:
    speak(person, guild_locale)
    async with database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), language=chosen)
    await alice.slash(channel, "which")
    assert heard == [(private, public)]


async def test_in_a_direct_message_there_is_one_language_only(
    heard: list[tuple[str, str]], env: Env, speak: Speak
) -> None:
    speak("fr")
    await env.create_user("alice").slash("which")
    assert heard == [("fr", "fr")]
