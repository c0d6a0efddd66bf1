"""Puts posts on X, each once, whatever crashes in between.

X has no word against posting twice. So before a post is sent, the database says that it may be there from now
on. Whoever finds it so, after a crash or an answer that never came, first looks through our own posts.
"""

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.provenance import Provenance
from bot.twitter.address import TWITTER
from bot.twitter.api import XApi, pages
from bot.twitter.errors import NoError, NotNowError, PassingError, PictureRefusedError
from bot.twitter.media import put_on_x
from bot.twitter.posts import Me, XPost
from db import jobs, outgoing, posts, removals
from db.jobs import Job
from db.outgoing import Outgoing
from db.posts import Post, PostKind
from db.session import Database

CLOCK_MARGIN = timedelta(minutes=5)
"""By which X's clock may be behind ours, when we look for posts since a moment."""
MEDIA_MARGIN = timedelta(minutes=5)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The pictures of a post, and the job that they are of."""

    job: Job
    picture: Path
    alt_text: str
    kind: PostKind
    conversation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A post that shall be on X once."""

    key: str
    """What it is about; see `db.models.OutgoingRow`."""
    text: str
    reply_to: str | None = None
    enclosure: Enclosure | None = None

    def is_shown_by(self, post: XPost) -> bool:
        """Whether a post of ours is this one. X adds the picture's link to the text."""
        if self.reply_to:
            return post.replied_to == self.reply_to
        return post.text.startswith(self.text)


class Sender:
    """Sends letters. Of several callers who send the same one at once, one does, and the others fail."""

    def __init__(
        self,
        api: XApi,
        database: Database,
        me: Callable[[], Awaitable[Me]],
        reconcile_after_s: float,
    ) -> None:
        self._api = api
        self._database = database
        self._me = me
        self._reconcile_after = timedelta(seconds=reconcile_after_s)

    async def send(self, letter: Letter) -> str:
        """Put a letter on X, unless it is there already; the post's id.

        Raises:
            NotNowError, PassingError: it is not there, or we can't know yet; try again.
            NoError, PictureRefusedError: X won't have it, now or later.
        """
        async with self._database.session() as session:
            known = await outgoing.begin(session, letter.key, datetime.now(UTC))
        if known.message_id:
            return known.message_id
        if known.failure:
            raise NoError(known.failure, 0)
        found = await self._find(letter, known.tried_at) if known.tried_at else None
        return found or await self._post(letter, known)

    async def _find(self, letter: Letter, tried_at: datetime) -> str | None:
        """The post, if an earlier try has put it on X."""
        told_from = tried_at + self._reconcile_after
        if datetime.now(UTC) < told_from:
            raise NotNowError("A post of ours may not have shown up yet", told_from)
        me, since = await self._me(), tried_at - CLOCK_MARGIN
        async with aclosing(pages(lambda token: self._api.own_posts(me, since, token))) as own_posts:
            async for page in own_posts:
                for post in filter(letter.is_shown_by, page.posts):
                    await self._remember(letter, post.id)
                    log.info("post found on X", about=letter.key)
                    return post.id
        return None

    async def _post(self, letter: Letter, known: Outgoing) -> str:
        try:
            media_id = await self._media(letter, known)
        except (NoError, PictureRefusedError) as error:
            await self._give_up(letter, str(error))
            raise
        async with self._database.session() as session:
            is_ours = await outgoing.trying(session, known, datetime.now(UTC))
        if not is_ours:
            raise PassingError("Somebody else is posting it just now.", unclear=True)
        try:
            post_id = await self._api.post(letter.text, media_id, letter.reply_to)
        except NotNowError:
            await self._not_there(letter)
            raise
        except PassingError as error:
            if not error.unclear:
                await self._not_there(letter)
            raise
        except NoError as error:
            raise await self._refused(letter, known, error) from error
        await self._remember(letter, post_id)
        return post_id

    async def _refused(self, letter: Letter, known: Outgoing, error: NoError) -> NoError | PassingError:
        """What X's no means: it is there already, the picture is too old, or never."""
        if error.duplicate and not known.tried_at:
            return PassingError(f"It may be on X already: {error}", unclear=True)
        if error.status == 400 and known.media_id:
            await self._not_there(letter, keep_media=False)
            return PassingError(f"X may have forgotten the picture: {error}", unclear=False)
        await self._give_up(letter, str(error))
        return error

    async def _media(self, letter: Letter, known: Outgoing) -> str | None:
        """The uploaded picture, perhaps that of an earlier try."""
        if letter.enclosure is None:
            return None
        if known.media_id and known.media_until and known.media_until - MEDIA_MARGIN > datetime.now(UTC):
            return known.media_id
        job = letter.enclosure.job
        provenance = Provenance(job.prompt, job.model, job.seed, job.id)
        media_id, until = await put_on_x(
            self._api, letter.enclosure.picture, provenance, letter.enclosure.alt_text
        )
        async with self._database.session() as session:
            await outgoing.uploaded(session, letter.key, media_id, until)
        return media_id

    async def _remember(self, letter: Letter, post_id: str) -> None:
        """It is on X. If its job was deleted meanwhile, it has to go again."""
        async with self._database.session() as session:
            await outgoing.posted(session, letter.key, post_id)
            if letter.enclosure is None:
                return
            post = _post_of(letter.enclosure, post_id)
            if await jobs.get(session, post.job_id):
                await posts.remember(session, post)
            else:
                await removals.owe(session, [post], post.created_at)

    async def _not_there(self, letter: Letter, *, keep_media: bool = True) -> None:
        async with self._database.session() as session:
            await outgoing.not_there(session, letter.key, keep_media=keep_media)

    async def _give_up(self, letter: Letter, why: str) -> None:
        async with self._database.session() as session:
            await outgoing.given_up(session, letter.key, why)
        log.warning("post given up", about=letter.key, error=why)


def _post_of(enclosure: Enclosure, post_id: str) -> Post:
    job = enclosure.job
    return Post(
        front=TWITTER,
        message_id=post_id,
        channel_id=enclosure.conversation_id or post_id,
        job_id=job.id,
        kind=enclosure.kind,
        person_id=job.requester_id if job.platform == TWITTER else "",
        created_at=datetime.now(UTC),
    )
