"""Discord as a front: where the pipeline tells of jobs and hands over what they have become."""

from dataclasses import replace
from pathlib import Path

from bot.contests.taking_part import enter_by_itself
from bot.discord.asking import places
from bot.discord.connection.client import NonetBot
from bot.discord.delivery.address import Address
from bot.discord.delivery.courier import Courier
from bot.discord.delivery.parcel import Facts, Parcel, facts_for
from bot.discord.delivery.progress import Progress
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import language_of
from bot.errors import DeliveryError
from bot.pipeline.progress import Painting, Preview, ProgressEvent
from bot.pipeline.request import Place
from bot.texts.texts import texts_for
from db import jobs, posts, servers
from db.jobs import Job
from db.posts import PostKind


class DiscordFront:
    """Speaks through the client that it is connected to, which must have logged in."""

    name = DISCORD
    tells_progress = True

    def __init__(self) -> None:
        self._parts: tuple[NonetBot, Progress, Courier] | None = None

    def connect(self, bot: NonetBot) -> None:
        """Speak through this client from now on."""
        self._parts = bot, Progress(bot), Courier(bot)

    @property
    def bot(self) -> NonetBot | None:
        """The client that it speaks through, unless that has been closed."""
        return self._parts[0] if self._parts and self.is_connected else None

    @property
    def is_connected(self) -> bool:
        """Whether there is a client that has not been closed."""
        return self._parts is not None and not self._parts[0].is_closed()

    async def check_place(self, place: Place) -> None:
        """Raise `PlaceError` if a result could not be posted there now, as far as this process can know."""
        bot, _, _ = self._connected()
        address = Address.from_text(place.address)
        if address.reachable and not address.ephemeral:
            places.check_channel(bot, place.server, address.channel_id)

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        """Show how the job gets on in its waiting message, if no other process does.

        What is painted is known to the process that paints. Everything else is known to all, and shown by
        the one that has the server's shard.
        """
        if self._parts is None or not self.is_connected:
            return
        bot, progress, _ = self._parts
        if isinstance(event, Painting | Preview) or _has_shard_of(bot, place.server):
            await progress.tell(job_id, event)

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        """Show the pictures where they were asked for, or as near as possible."""
        return await self._deliver(job_id, place, collage, "")

    async def deliver_failure(self, job_id: str, place: Place, reason: str) -> str:
        """Say there why there are none."""
        return await self._deliver(job_id, place, None, reason)

    async def _deliver(self, job_id: str, place: Place, collage: Path | None, reason: str) -> str:
        bot, progress, courier = self._connected()
        async with bot.desk.database.reading() as session:
            job = await jobs.get(session, job_id)
            if job is None:
                raise DeliveryError("The job was deleted before it could be delivered.", final=True)
            done = [post for post in await posts.of_job(session, job_id) if post.kind is PostKind.RESULT]
            if done:
                return done[0].message_id
            choices = await servers.choices(session, DISCORD, job.server)
        address = Address.from_text(place.address)
        if collage is None and not address.message_id:
            raise DeliveryError(f"Nobody waits to be told that there are no pictures: {reason}", final=True)
        parcel = Parcel(
            job=job,
            address=address,
            texts=texts_for(address.language or language_of(bot, job.server, choices)),
            collage=collage,
            reason=reason,
            facts=await self._facts(bot, job, address) if collage else Facts(),
        )
        await progress.close(job_id)
        return await courier.deliver(parcel)

    async def _facts(self, bot: NonetBot, job: Job, address: Address) -> Facts:
        """What the card shows besides the job, which enters the contest that is held there, if one is."""
        missing = await enter_by_itself(bot.desk.database, job, thread=str(address.channel_id))
        async with bot.desk.database.reading() as session:
            facts = await facts_for(session, job)
        return replace(facts, missing_words=tuple(missing))

    def _connected(self) -> tuple[NonetBot, Progress, Courier]:
        if self._parts is None or not self.is_connected:
            raise DeliveryError("Nonet is not connected to Discord just now.", final=False)
        return self._parts


def _has_shard_of(bot: NonetBot, server: str | None) -> bool:
    """Whether this process has the shard of a server; direct messages come on the first one."""
    number = (int(server) >> 22) % (bot.shard_count or 1) if server else 0
    return not bot.shard_ids or number in bot.shard_ids
