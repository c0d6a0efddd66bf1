"""What is delivered of a job: a card with its pictures, or with the reason why there are none."""

from dataclasses import dataclass
from pathlib import Path

import discord
from discord import ui
from sqlalchemy.ext.asyncio import AsyncSession

from bot.discord.card import layout
from bot.discord.card.ids import Action, custom_id
from bot.discord.card.pictures import collage_file
from bot.discord.delivery.address import Address
from bot.discord.desk import DISCORD
from bot.texts.failures import failure_text
from bot.texts.texts import Texts
from db import ballots, jobs, posts, samples, votes
from db.jobs import Job
from db.posts import PostKind


@dataclass(frozen=True, slots=True)
class Packed:
    """A message that can be sent once, for sending uses its files up."""

    view: ui.LayoutView
    files: list[discord.File]
    size_bytes: int
    """Of the files."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a result card shows besides its job."""

    votes: int = 0
    can_vary: bool = False
    """Whether the tokens of the samples are kept."""
    parent_url: str | None = None
    """Where the job that it follows is shown."""
    contest_id: str | None = None
    """The open contest that the job has been entered in."""
    missing_words: tuple[str, ...] = ()
    """What a contest asks for that its prompt lacks, so that it has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A job's outcome, and where it goes."""

    job: Job
    address: Address
    texts: Texts
    collage: Path | None
    """The pictures; None: there are none, and `reason` says why."""
    reason: str = ""
    facts: Facts = Facts()

    async def pack(self, limit_bytes: int, note: str = "") -> Packed:
        """The message with at most `limit_bytes` of files. `note` is said below the card.

        Raises:
            DeliveryError: the collage has gone, or can't be made small enough.
        """
        if self.collage:
            packed = await pack_result(
                self.job, self.collage, limit_bytes, texts=self.texts, facts=self.facts
            )
        else:
            packed = self._pack_reason()
        if note:
            packed.view.add_item(ui.TextDisplay(f"-# {note}"))
        return packed

    def _pack_reason(self) -> Packed:
        reason = failure_text(self.texts, self.reason)
        return Packed(layout.failure_card(self.job, texts=self.texts, reason=reason), [], 0)

    def is_shown_by(self, message: discord.Message) -> bool:
        """Whether a message of ours is this outcome already: its buttons say so, once none cancels."""
        ids = set(custom_ids(message.components))
        return (
            custom_id(Action.AGAIN, self.job.id) in ids and custom_id(Action.CANCEL, self.job.id) not in ids
        )


async def pack_result(job: Job, collage: Path, limit_bytes: int, *, texts: Texts, facts: Facts) -> Packed:
    """The result card with a collage of at most `limit_bytes`; `facts` come from `facts_for`.

    Raises:
        DeliveryError: the collage has gone, or can't be made small enough.
    """
    file, size_bytes = await collage_file(job, collage, limit_bytes, texts)
    card = layout.result_card(
        job,
        texts=texts,
        picture=file.uri,
        votes=facts.votes,
        can_vary=facts.can_vary,
        parent_url=facts.parent_url,
        contest_id=facts.contest_id,
        missing_words=facts.missing_words,
    )
    return Packed(card, [file], size_bytes)


async def facts_for(session: AsyncSession, job: Job) -> Facts:
    """Look up what a job's card shows besides the job."""
    return Facts(
        votes=await votes.count(session, job.id),
        can_vary=any(sample.tokens for sample in await samples.of_job(session, job.id)),
        parent_url=await _parent_url(session, job),
        contest_id=await ballots.entered(session, job.id),
    )


async def _parent_url(session: AsyncSession, job: Job) -> str | None:
    parent = await jobs.get(session, job.parent_id) if job.parent_id else None
    if parent is None or parent.private:
        return None
    for post in await posts.of_job(session, parent.id):
        if post.front == DISCORD and post.kind is PostKind.RESULT:
            server = parent.server or "@me"
            return f"https://discord.com/channels/{server}/{post.channel_id}/{post.message_id}"
    return None


def custom_ids(components: object) -> list[str]:
    """Those of all buttons and selects, however deep they lie in a message's layout."""
    found: list[str] = []
    for component in components if isinstance(components, list) else []:
        own = getattr(component, "custom_id", None)
        found += [own] if own else []
        found += custom_ids(getattr(component, "children", None))
    return found
