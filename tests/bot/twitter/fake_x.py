"""A very small X on loopback: enough to see what Nonet does, and to go wrong in chosen ways."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiohttp import web

ME, BOT = "7", "nonet"
EPOCH_MS = 1_288_834_974_657
"""Where X's clock began."""


def moment_of(post_id: str) -> datetime:
    return datetime.fromtimestamp(((int(post_id) >> 22) + EPOCH_MS) / 1000, UTC)


@dataclass
class FakeX:
    """Posts, newest last. `faults` are answers, by route, that come instead of the real ones.

    A fault of None lets X do what it was asked for, and then breaks the connection.
    """

    posts: list[dict[str, Any]] = field(default_factory=list)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    faults: dict[str, list[web.Response | None]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    new_names: bool = False

    def new_id(self, ago_s: float = 0.0) -> str:
        milliseconds = int((time.time() - ago_s) * 1000) - EPOCH_MS
        return str((milliseconds << 22) + next(self.numbers))

    def mention(self, text: str, *, author: str = "100", ago_s: float = 0.0, **fields: Any) -> str:
        """Someone writes a post; its id."""
        post_id = self.new_id(ago_s)
        post = {
            "id": post_id,
            "author_id": author,
            "text": text,
            "conversation_id": post_id,
            "created_at": moment_of(post_id).isoformat(),
            "lang": "en",
        }
        self.posts.append(post | fields)
        return post_id

    def replies_to(self, post_id: str) -> list[dict[str, Any]]:
        return [
            post
            for post in self.posts
            if {"type": "replied_to", "id": post_id} in post.get("referenced_tweets", [])
        ]

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._watch], client_max_size=6_000_000)
        app.router.add_get("/2/users/me", self._me)
        app.router.add_get(f"/2/users/{ME}/mentions", self._mentions)
        app.router.add_get(f"/2/users/{ME}/tweets", self._own)
        app.router.add_get("/2/tweets/{id}", self._read)
        app.router.add_post("/2/media/upload", self._upload)
        app.router.add_get("/2/media/upload", self._upload_status)
        app.router.add_post("/2/media/metadata", self._describe)
        app.router.add_post("/2/tweets", self._post)
        app.router.add_delete("/2/tweets/{id}", self._delete)
        app.router.add_post("/oauth/request_token", self._oauth)
        app.router.add_post("/oauth/access_token", self._oauth)
        return app

    @web.middleware
    async def _watch(self, request: web.Request, handler: Any) -> web.StreamResponse:
        route = f"{request.method} {request.path}"
        self.calls.append(route)
        self.queries.append(dict(request.query))
        self.authorizations.append(request.headers["Authorization"])
        planned = self.faults.get(route)
        if planned:
            fault = planned.pop(0)
            if fault is not None:
                return fault
            done: web.StreamResponse = await handler(request)
            assert request.transport
            request.transport.abort()
            return done
        answer: web.StreamResponse = await handler(request)
        answer.headers.update(self.headers)
        return answer

    async def _me(self, request: web.Request) -> web.Response:
        return web.json_response({"data": {"id": ME, "username": BOT, "name": "Nonet"}})

    async def _mentions(self, request: web.Request) -> web.Response:
        since = int(request.query.get("since_id", "0"))
        found = [post for post in self.posts if int(post["id"]) > since and post["author_id"] != ME]
        return self._page(request, found)

    async def _own(self, request: web.Request) -> web.Response:
        start = datetime.fromisoformat(request.query["start_time"])
        found = [p for p in self.posts if p["author_id"] == ME and moment_of(p["id"]) >= start]
        return self._page(request, found)

    async def _read(self, request: web.Request) -> web.Response:
        for post in self.posts:
            if post["id"] == request.match_info["id"]:
                return web.json_response({"data": post})
        return problem(404, "Could not find tweet")

    def _page(self, request: web.Request, found: list[dict[str, Any]]) -> web.Response:
        size = int(request.query["max_results"])
        start = int(request.query.get("pagination_token", "0"))
        newest_first = sorted(found, key=lambda post: int(post["id"]), reverse=True)
        meta: dict[str, Any] = {"result_count": len(newest_first[start : start + size])}
        if start + size < len(newest_first):
            meta["next_token"] = str(start + size)
        page = newest_first[start : start + size]
        if self.new_names:
            page = [{_NEW_NAMES.get(key, key): value for key, value in post.items()} for post in page]
        return web.json_response({"data": page, "meta": meta} if page else {"meta": meta})

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        assert form["media_category"] == "tweet_image"
        upload = form["media"]
        assert isinstance(upload, web.FileField)
        media_id = self.new_id()
        self.media[media_id] = {"data": upload.file.read(), "type": upload.content_type}
        return web.json_response({"data": {"id": media_id, "expires_after_secs": 86_400}})

    async def _upload_status(self, request: web.Request) -> web.Response:
        return web.json_response(
            {"data": {"id": request.query["media_id"], "processing_info": {"state": "succeeded"}}}
        )

    async def _describe(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.media[body["id"]]["alt_text"] = body["metadata"]["alt_text"]["text"]
        return web.json_response({"data": {"id": body["id"]}})

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.bodies.append(body)
        post_id = self.new_id()
        post = {
            "id": post_id,
            "author_id": ME,
            "text": body["text"],
            "conversation_id": post_id,
            "created_at": moment_of(post_id).isoformat(),
        }
        if "reply" in body:
            post["referenced_tweets"] = [{"type": "replied_to", "id": body["reply"]["in_reply_to_tweet_id"]}]
        self.posts.append(post)
        return web.json_response({"data": {"id": post_id, "text": body["text"]}}, status=201)

    async def _delete(self, request: web.Request) -> web.Response:
        self.posts = [post for post in self.posts if post["id"] != request.match_info["id"]]
        return web.json_response({"data": {"deleted": True}})

    async def _oauth(self, request: web.Request) -> web.Response:
        if request.path.endswith("request_token"):
            return web.Response(text="oauth_token=rt&oauth_token_secret=rs&oauth_callback_confirmed=true")
        assert 'oauth_verifier="123456"' in request.headers["Authorization"]
        return web.Response(text="oauth_token=7-at&oauth_token_secret=as")


_NEW_NAMES = {"referenced_tweets": "referenced_posts", "note_tweet": "note_post"}


def problem(status: int, detail: str, **headers: str) -> web.Response:
    """An answer as X's description has it."""
    body = {"title": "Problem", "detail": detail, "type": "about:blank", "status": status}
    return web.json_response(
        body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def html(status: int) -> web.Response:
    """What a proxy before X says."""
    return web.Response(status=status, text="<html>Over capacity</html>", content_type="text/html")
