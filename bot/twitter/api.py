"""The few calls of X's API that Nonet makes, each paid for, recorded, and read."""

import io
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import structlog

from bot.errors import StorageError
from bot.twitter.bodies import Media, Page, account_of, id_of, media_of, page_of
from bot.twitter.errors import NoError, NotNowError, PassingError, UnreadableError
from bot.twitter.meter import Bill, Meter
from bot.twitter.posts import Me, XPost, read_post
from bot.twitter.prices import CallKind
from bot.twitter.signing import SignatureError
from bot.twitter.verdicts import error_of
from bot.twitter.wire import Answer, Wire
from bot.twitter_settings import TwitterSettings
from db.api_calls import Spent

PAGE = 100
"""Posts on a page, the most that X gives."""
SMALLEST_PAGE = 5
FIELDS = [
    "author_id",
    "conversation_id",
    "created_at",
    "display_text_range",
    "lang",
    "note_tweet",
    "referenced_tweets",
]
"""Of a post. No expansions: each account among them would be billed at ten times the price of a mention."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class XApi:
    """Every call may raise `NotNowError`, `PassingError` and `NoError`; see `bot.twitter.errors`."""

    def __init__(self, settings: TwitterSettings, wire: Wire, meter: Meter) -> None:
        self._rest = timedelta(seconds=settings.rest_s)
        self._wire = wire
        self.meter = meter

    async def me(self) -> Me:
        """The bot's account."""
        return account_of(await self._call(CallKind.ME, self._wire.get_me))

    async def mentions(self, me: Me, since_id: str | None, token: str | None, size: int = PAGE) -> Page:
        """Posts that mention us, written after the one of this id. What is owed must stay affordable."""
        reserve = await self.meter.reserved()
        size = await self._page_size(CallKind.MENTIONS, size, reserve)
        body = await self._call(
            CallKind.MENTIONS,
            lambda: self._wire.get_users_mentions(
                me.id, since_id=since_id, pagination_token=token, max_results=size, tweet_fields=FIELDS
            ),
            most=size,
            reserve=reserve,
        )
        return page_of(body)

    async def own_posts(self, me: Me, since: datetime, token: str | None) -> Page:
        """Our own posts from this moment on, replies included."""
        size = await self._page_size(CallKind.OWN_POSTS, PAGE, Spent())
        body = await self._call(
            CallKind.OWN_POSTS,
            lambda: self._wire.get_users_tweets(
                me.id, start_time=since, pagination_token=token, max_results=size, tweet_fields=FIELDS
            ),
            most=size,
        )
        return page_of(body)

    async def read(self, post_id: str) -> XPost | None:
        """Somebody else's post; None if we may not see it."""
        try:
            body = await self._call(
                CallKind.READ, lambda: self._wire.get_tweet(post_id, tweet_fields=FIELDS), most=1
            )
        except NoError:
            return None
        return read_post(body["data"]) if body.get("data") else None

    async def upload(self, data: bytes, media_type: str) -> Media:
        """Upload a picture in one piece."""

        def send() -> Awaitable[Answer]:
            form = aiohttp.FormData()
            form.add_field("media", io.BytesIO(data), filename="collage", content_type=media_type)
            form.add_field("media_category", "tweet_image")
            return self._wire.request("POST", "/2/media/upload", form=form)

        return media_of(await self._call(CallKind.UPLOAD, send))

    async def upload_status(self, media_id: str) -> Media:
        """How far X has got with a picture."""
        params = {"command": "STATUS", "media_id": media_id}
        return media_of(
            await self._call(
                CallKind.UPLOAD_STATUS, lambda: self._wire.request("GET", "/2/media/upload", params)
            )
        )

    async def describe(self, media_id: str, alt_text: str) -> None:
        """Give a picture its alt text."""
        body = {"id": media_id, "metadata": {"alt_text": {"text": alt_text}}}
        await self._call(
            CallKind.METADATA, lambda: self._wire.request("POST", "/2/media/metadata", json=body)
        )

    async def post(self, text: str, media_id: str | None, reply_to: str | None) -> str:
        """Post a text, perhaps with a picture, perhaps in reply; the id of the new post."""
        body: dict[str, Any] = {"text": text}
        if media_id:
            body |= {"media": {"media_ids": [media_id]}, "made_with_ai": True}
        if reply_to:
            body["reply"] = {"in_reply_to_tweet_id": reply_to}
        kind = CallKind.REPLY if reply_to else CallKind.POST
        return id_of(await self._call(kind, lambda: self._wire.request("POST", "/2/tweets", json=body)))

    async def delete(self, post_id: str) -> None:
        """Delete a post of ours."""
        await self._call(CallKind.DELETE, lambda: self._wire.delete_tweet(post_id))

    async def _page_size(self, kind: CallKind, most: int, reserve: Spent) -> int:
        """As many posts as the caps have room for: a page must be affordable in case that all are billed."""
        return max(SMALLEST_PAGE, await self.meter.affordable(kind, most, reserve))

    async def _call(
        self,
        kind: CallKind,
        send: Callable[[], Awaitable[Answer]],
        *,
        most: int = 0,
        reserve: Spent | None = None,
    ) -> Any:
        """Pay, call, and read the body. `most` posts may be read; with 0, the call itself is billed."""
        bill = await self.meter.begin(kind, most or 1, reserve or Spent())
        try:
            answer = await send()
        except PassingError as error:
            await self.meter.unanswered(bill, free=not error.unclear)
            raise
        except (SignatureError, StorageError) as error:
            await self.meter.unanswered(bill, free=True)
            later = NotNowError(str(error), datetime.now(UTC) + self._rest)
            await self.meter.pause(kind, later)
            raise later from error
        await self.meter.end(bill, answer, self._billed(answer) if most else 1)
        await self._check(bill, answer)
        return answer.body

    def _billed(self, answer: Answer) -> int:
        data = answer.body.get("data") if isinstance(answer.body, dict) else None
        posts = data if isinstance(data, list) else [data] if data else []
        return self.meter.count_new(str(post.get("id")) for post in posts if isinstance(post, dict))

    async def _check(self, bill: Bill, answer: Answer) -> None:
        error = error_of(answer, self._rest, datetime.now(UTC))
        if error is None:
            return
        if not isinstance(error, NotNowError):
            log.info("X does not do it", call=bill.kind, status=answer.status, error=str(error))
        elif answer.status == 429:
            await self.meter.hold(bill.kind, error)
        else:
            await self.meter.pause(bill.kind, error)
        raise error


async def pages(read: Callable[[str | None], Awaitable[Page]]) -> AsyncGenerator[Page, None]:
    """All pages one after the other, the newest posts first; `read` gets the page that a token names.

    Raises `UnreadableError` where a page leads back to another; otherwise as `read` does.
    """
    token, known = None, set()
    while True:
        page = await read(token)
        yield page
        token = page.next_token
        if token is None:
            return
        if token in known:
            raise UnreadableError("X has sent a page that leads back to another.")
        known.add(token)
