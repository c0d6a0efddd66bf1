"""Looks for new mentions, decides each once, and makes jobs of those that deserve an answer."""

from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, QuotaError, RefusedError, StorageError
from bot.pipeline.accept import Acceptor
from bot.pipeline.request import Place, Request, Requester
from bot.twitter import metrics, reading
from bot.twitter.account import Account
from bot.twitter.address import TWITTER, Address
from bot.twitter.api import SMALLEST_PAGE, XApi, pages
from bot.twitter.errors import XError
from bot.twitter.front import reply_key
from bot.twitter.mentions import Decision, Known, Rules, decide
from bot.twitter.posts import Me, XPost
from bot.twitter.prompts import own_text, prompt_of
from bot.twitter.wording import refusal_text
from bot.twitter_settings import TwitterSettings
from db import mentions, outgoing, people
from db.errors import DatabaseError
from db.mentions import Mention, MentionDecision
from db.session import Database

_HOUR = timedelta(hours=1)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class QueueFullError(Exception):
    """No job can be accepted now; mentions wait on X until there is room."""


class Poller:
    """Reads mentions oldest first, so that a crash never leaves one behind."""

    def __init__(
        self,
        settings: TwitterSettings,
        *,
        api: XApi,
        account: Account,
        acceptor: Acceptor,
        database: Database,
    ) -> None:
        self._settings = settings
        self._rules = Rules(
            per_conversation_per_hour=settings.per_conversation_per_hour, draw_this=settings.draw_this
        )
        self._api = api
        self._account = account
        self._acceptor = acceptor
        self._database = database

    async def poll(self) -> None:
        """Read and decide what is new; the first time, only remember where to begin.

        Raises:
            XError: as every call of X.
            QueueFullError: mentions wait on X, for nothing more can be accepted.
            StorageError, DatabaseError: the database can't be used.
        """
        me = await self._account.me()
        async with self._database.reading() as session:
            since = await reading.since_id(session, me)
        if since is None:
            await self._begin(me)
            return
        for post in await self._new_mentions(me, since):
            async with self._database.reading() as session:
                is_decided = await mentions.is_decided(session, post.id)
            if not is_decided:
                await self._handle_safely(me, post)

    async def _begin(self, me: Me) -> None:
        page = await self._api.mentions(me, None, None, SMALLEST_PAGE)
        newest = max((int(post.id) for post in page.posts), default=0)
        async with self._database.session() as session:
            await reading.start(session, me, str(newest))
        log.info("mentions are read from now on", account=me.username)

    async def _new_mentions(self, me: Me, since: str) -> list[XPost]:
        """All mentions after that one, oldest first."""
        after = since if since != "0" else None
        found: dict[str, XPost] = {}
        async for page in pages(lambda token: self._api.mentions(me, after, token)):
            found |= {post.id: post for post in page.posts}
        return sorted(found.values(), key=lambda post: int(post.id))

    async def _handle_safely(self, me: Me, post: XPost) -> None:
        try:
            await self._handle(me, post)
        except (XError, QueueFullError, StorageError, DatabaseError):
            raise
        except Exception:  # a mistake of ours with one mention must not keep later ones from being answered
            log.exception("mention lost", mention=post.id)
            await self._close(me, post, Decision(MentionDecision.IGNORED, "mistake"))

    async def _handle(self, me: Me, post: XPost) -> None:
        async with self._database.reading() as session:
            known = await self._known(session, post)
        decision = decide(post, me, known, self._rules)
        prompt = decision.prompt
        if decision.subject:
            prompt = await self._prompt_from(me, decision.subject)
            if not prompt:
                decision = Decision(MentionDecision.IGNORED, "nothing-there")
        if decision.decision is MentionDecision.ACCEPTED:
            await self._accept(me, post, prompt)
        else:
            await self._close(me, post, decision)

    async def _known(self, session: AsyncSession, post: XPost) -> Known:
        person = await people.get(session, TWITTER, post.author_id)
        return Known(
            edited=await mentions.is_decided(session, *post.earlier_ids),
            opted_out=person.opted_out_at is not None,
            banned=person.banned_until is not None and person.banned_until > datetime.now(UTC),
            answers_within_hour=await _count_within_hour(session, MentionDecision.ACCEPTED, post),
        )

    async def _prompt_from(self, me: Me, post_id: str) -> str:
        """What the post says that someone wants to see; nothing if its author wants to be left alone.

        Nothing either if it is ours: what we say is about pictures that are there already.
        """
        post = await self._api.read(post_id)
        if post is None or post.author_id == me.id:
            return ""
        async with self._database.reading() as session:
            author = await people.get(session, TWITTER, post.author_id)
        if author.opted_out_at:
            return ""
        return prompt_of(own_text(post.text, post.shown_from, is_reply=post.replied_to is not None))

    async def _accept(self, me: Me, post: XPost, prompt: str) -> None:
        """Make a job of it, as soon as its answer can be paid."""
        await self._api.meter.check_room_for_answer()
        address = Address(mention_id=post.id, conversation_id=post.conversation_id, language=post.language)
        request = Request(
            source_id=post.id,
            prompt=prompt,
            requester=Requester(TWITTER, post.author_id),
            place=Place(front=TWITTER, address=address.to_text()),
        )
        accepted = Decision(MentionDecision.ACCEPTED)
        try:
            await self._acceptor.accept(request, lambda session: self._decided(session, me, post, accepted))
        except RefusedError as error:
            await self._close(me, post, Decision(MentionDecision.REFUSED, error.category))
        except BadRequestError:
            await self._close(me, post, Decision(MentionDecision.REFUSED, "bad-request"))
        except QuotaError as error:
            if error.key == "error-quota-queue":
                raise QueueFullError(str(error)) from error
            await self._close(me, post, Decision(MentionDecision.IGNORED, "quota"))
        else:
            metrics.mention_decided(MentionDecision.ACCEPTED)

    async def _close(self, me: Me, post: XPost, decision: Decision) -> None:
        """It becomes no job. Someone whose request was refused may get a line that says so."""
        async with self._database.session() as session:
            await self._decided(session, me, post, decision)
            if decision.decision is MentionDecision.STOPPED:
                await people.opt_out(session, TWITTER, post.author_id, datetime.now(UTC))
            if decision.decision is MentionDecision.REFUSED and await self._is_told(session, post):
                text = refusal_text(post.language, post.id)
                await outgoing.begin(session, reply_key(post.id), datetime.now(UTC), text)
        metrics.mention_decided(decision.decision)
        log.info("mention closed", decision=decision.decision, reason=decision.reason)

    async def _is_told(self, session: AsyncSession, post: XPost) -> bool:
        """Whether someone reads that this mention was refused: no more often than answers are given."""
        if self._settings.refusal == "silent":
            return False
        refused = await _count_within_hour(session, MentionDecision.REFUSED, post)
        return refused <= self._rules.per_conversation_per_hour

    async def _decided(self, session: AsyncSession, me: Me, post: XPost, decision: Decision) -> None:
        mention = Mention(
            id=post.id,
            person_id=post.author_id,
            conversation_id=post.conversation_id,
            posted_at=post.posted_at,
            decision=decision.decision,
            reason=decision.reason,
            decided_at=datetime.now(UTC),
        )
        await mentions.remember(session, mention)
        await reading.passed(session, me, post.id)


async def _count_within_hour(session: AsyncSession, decision: MentionDecision, post: XPost) -> int:
    """Of mentions by the same person in the same conversation in the hour before."""
    since = post.posted_at - _HOUR
    return await mentions.count(session, decision, post.author_id, post.conversation_id, since)
