"""Prompts in messages that mention Nonet, and more words in replies to what it has posted."""

import re

import discord
from discord import ui
from discord.ext import commands
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.discord.asking import places
from bot.discord.asking.ask import options_after, place_of, requester_of
from bot.discord.asking.wording import plain_text
from bot.discord.cog import NonetCog
from bot.discord.delivery import posting
from bot.discord.delivery.address import Address
from bot.discord.desk import DISCORD
from bot.discord.speaking.appeal_button import appeal_button
from bot.discord.speaking.sentences import incident_sentence, plain_sentence
from bot.errors import BadRequestError, PlaceError, RefusedError
from bot.pipeline.request import SCHEDULE, Options, Place, Request
from bot.texts.texts import Texts, texts_for
from db import jobs, people, posts, servers
from db.errors import DatabaseError
from db.jobs import Job
from db.servers import Pressers, ServerChoices

_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)


class Mentions(NonetCog):
    """Discord hands over the content of messages that mention us, and we ask for no others."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Draw what a person writes to us; the reply becomes the result."""
        words = self._words_for_us(message)
        if words is None:
            return
        texts = texts_for(_locale_of(message.guild))
        try:
            places.check_channel(self._bot, _id_of(message.guild), message.channel.id)
            if not await self._is_wanted(message):
                return
        except PlaceError as error:
            await self._tell_in_person(message, plain_sentence(texts, error) or str(error))
            return
        answer = await message.reply(
            view=posting.note(texts("asking-reading")),
            nonce=str(message.id),
            allowed_mentions=posting.NOBODY,
        )
        try:
            async with self._bot.accepting:
                choices = await self._choices(_id_of(message.guild))
                texts = texts_for(choices.language or _locale_of(message.guild))
                if words:
                    await self._ask(message, words, answer, texts, choices)
                    return
        except Exception as error:  # noqa: BLE001 - the last place where the person can be answered
            sentence = plain_sentence(texts, error) or incident_sentence(
                texts, error, self._bot.incidents.record(error, asked="mention")
            )
            view = posting.note(sentence)
            if isinstance(error, RefusedError) and error.refusal_id is not None:
                view.add_item(ui.ActionRow(appeal_button(error.refusal_id, texts)))
        else:
            view = posting.note(texts("asking-help"))
        await answer.edit(view=view, allowed_mentions=posting.NOBODY)

    def _words_for_us(self, message: discord.Message) -> str | None:
        """What a person says to us; None if it is not us whom the message names in so many words.

        A reply notifies the author of what it replies to, which does not make it a prompt.
        """
        me = self._bot.user
        if me is None or message.author.bot or message.type not in _WRITTEN:
            return None
        call = re.compile(rf"<@!?{me.id}>")
        if not call.search(message.content):
            return None
        names = {person.id: person.display_name for person in message.mentions}
        return plain_text(call.sub(" ", message.content), names)

    async def _ask(
        self,
        message: discord.Message,
        words: str,
        answer: discord.Message,
        texts: Texts,
        choices: ServerChoices,
    ) -> None:
        address = Address(
            channel_id=message.channel.id,
            message_id=answer.id,
            user_id=message.author.id,
            reply_to=message.id,
            language=texts.language,
            limit_bytes=message.guild.filesize_limit if message.guild else DEFAULT_FILE_SIZE_LIMIT_BYTES,
        )
        earlier = await self._amended(message, choices)
        request = Request(
            source_id=str(message.id),
            prompt=f"{earlier.prompt}, {words}" if earlier else words,
            requester=requester_of(message.author, tier=""),
            place=_place_of(message, address),
            options=options_after(earlier) if earlier else Options(),
        )
        await self._bot.desk.acceptor.accept(request)

    async def _amended(self, message: discord.Message, choices: ServerChoices) -> Job | None:
        """The job that the message asks to change, if it replies to one.

        Raises:
            BadRequestError: it is another person's, and private or kept to that person by the server.
        """
        if message.reference is None:
            return None
        async with self._bot.desk.database.reading() as session:
            post = await posts.by_message(session, DISCORD, str(message.reference.message_id))
            job = await jobs.get(session, post.job_id) if post else None
        if job is None:
            return None
        if not job.is_of(DISCORD, str(message.author.id)):
            if job.private:
                raise BadRequestError("That picture is private.", key="asking-amend-private")
            mine_alone = choices.pressers is Pressers.REQUESTER and job.platform != SCHEDULE
            if mine_alone and not _moderates(message):
                raise BadRequestError("Only the requester may change it.", key="asking-amend-not-yours")
        return job

    async def _choices(self, server: str | None) -> ServerChoices:
        async with self._bot.desk.database.reading() as session:
            return await servers.choices(session, DISCORD, server)

    async def _is_wanted(self, message: discord.Message) -> bool:
        """Whether the author wants anything from us at all.

        Raises:
            PlaceError: the server wants no pictures in this channel, so not even an answer.
        """
        place = _place_of(message)
        try:
            async with self._bot.desk.database.reading() as session:
                author = await people.get(session, DISCORD, str(message.author.id))
            choices = await self._choices(place.server)
        except DatabaseError:  # asking says so, with a number
            return True
        if author.opted_out_at:
            return False
        if not choices.allows_channel(place.channel):
            raise PlaceError("Pictures can't be asked for in this channel.", key="error-channel-denied")
        return True

    async def _tell_in_person(self, message: discord.Message, sentence: str) -> None:
        """Say why nothing comes, where the channel is closed to us; many people take no such messages."""
        try:
            await message.author.send(view=posting.note(f"{message.jump_url} {sentence}"))
        except discord.Forbidden:
            return


def _moderates(message: discord.Message) -> bool:
    author = message.author
    return isinstance(author, discord.Member) and author.guild_permissions.manage_messages


def _place_of(message: discord.Message, address: Address | None = None) -> Place:
    return place_of(message.channel, message.channel.id, _id_of(message.guild), address)


def _locale_of(guild: discord.Guild | None) -> str | None:
    return guild.preferred_locale.value if guild else None


def _id_of(guild: discord.Guild | None) -> str | None:
    return str(guild.id) if guild else None
