"""What can be read: the bot's account, its mentions and posts page by page, single posts."""

import base64
from collections.abc import Iterable
from datetime import UTC, datetime

from bench.common.answers import Answer, Json
from bench.common.call import Call
from bench.common.routes import Routes
from bench.twitter.answers import forbidden, invalid, not_found
from bench.twitter.bill import Bill, Price
from bench.twitter.payloads import Names, post_json
from bench.twitter.world import Account, Post, World

PAGE_SIZES = range(5, 101)
DEFAULT_PAGE_SIZE = 10
MENTIONS_KEPT, POSTS_KEPT = 800, 3_200
"""The most recent ones; older ones can't be read."""


class Timelines:
    """Reading what is in the world; each thing read is charged for."""

    def __init__(self, world: World, bill: Bill, names: Names) -> None:
        self._world = world
        self._bill = bill
        self._names = names

    def routes(self) -> Routes:
        """Those of this part."""
        return {
            "GET /2/users/me": self._me,
            "GET /2/users/{id}/mentions": self._mentions,
            "GET /2/users/{id}/tweets": self._posts,
            "GET /2/tweets/{id}": self._post,
        }

    def _me(self, call: Call) -> Answer:
        bot = self._world.bot
        self._bill.read(Price.ACCOUNT, [bot.id], self._today())
        return Answer(200, {"data": {"id": str(bot.id), "name": bot.handle.title(), "username": bot.handle}})

    def _mentions(self, call: Call) -> Answer:
        account = self._account(call)
        found = [post for post in self._world.visible() if post.reaches(account)]
        return self._page(call, found[:MENTIONS_KEPT], Price.MENTION)

    def _posts(self, call: Call) -> Answer:
        account = self._account(call)
        found = [post for post in self._world.visible() if post.author is account]
        return self._page(call, found[:POSTS_KEPT], Price.OWN_POST)

    def _post(self, call: Call) -> Answer:
        post = self._world.posts.get(call.number("id"))
        if post is None:
            raise not_found(f"Could not find tweet with id: [{call.parameters['id']}].")
        self._bill.read(Price.OTHER_POST, [post.id], self._today())
        return Answer(200, {"data": self._json(call, post)})

    def _page(self, call: Call, posts: Iterable[Post], price: Price) -> Answer:
        """The newest of the posts that a call asks for, and a token for those before them."""
        size = int(call.query.get("max_results", DEFAULT_PAGE_SIZE))
        if size not in PAGE_SIZES:
            raise invalid(f"max_results: {size} is not between 5 and 100")
        before, since = _before(call.query.get("pagination_token")), int(call.query.get("since_id", "0"))
        begins_at = _moment(call.query.get("start_time"))
        wanted = [
            post
            for post in posts
            if since < post.id < before and self._world.clock.moment(post.id) >= begins_at
        ]
        page = wanted[:size]
        self._bill.read(price, [post.id for post in page], self._today())
        meta: Json = {"result_count": len(page)}
        if page:
            meta |= {"newest_id": str(page[0].id), "oldest_id": str(page[-1].id)}
        if len(wanted) > size:
            meta["next_token"] = _token_before(page[-1])
        data = {"data": [self._json(call, post) for post in page]} if page else {}
        return Answer(200, {"meta": meta, **data})

    def _json(self, call: Call, post: Post) -> Json:
        fields = call.query.get("tweet.fields") or call.query.get("post.fields") or ""
        return post_json(self._world, post, fields.split(",") if fields else [], self._names)

    def _account(self, call: Call) -> Account:
        if call.number("id") != self._world.bot.id:
            raise forbidden("Only the account's own timelines are here.")
        return self._world.bot

    def _today(self) -> str:
        return f"{datetime.fromtimestamp(self._world.clock.now(), UTC):%Y-%m-%d}"


def _moment(text: str | None) -> float:
    return datetime.fromisoformat(text).timestamp() if text else 0.0


def _token_before(post: Post) -> str:
    return base64.b32hexencode(str(post.id).encode()).decode().rstrip("=").lower()


def _before(token: str | None) -> float:
    if token is None:
        return float("inf")
    try:
        return int(base64.b32hexdecode(token.upper() + "=" * (-len(token) % 8)))
    except ValueError as error:
        raise invalid(f"pagination_token: {token!r} is none of ours") from error
