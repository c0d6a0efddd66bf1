"""What the bodies of X's answers hold: accounts, pages of posts, uploaded pictures.

All that read them raise `UnreadableError` for what is not as X's description says.
"""

from dataclasses import dataclass
from typing import Any

import structlog

from bot.twitter.errors import UnreadableError
from bot.twitter.posts import ID, Me, XPost, read_post

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Page:
    """Posts, newest first."""

    posts: list[XPost]
    next_token: str | None
    """Names the page with older ones."""


@dataclass(frozen=True, slots=True)
class Media:
    """An uploaded picture."""

    id: str
    state: str
    """`succeeded`, or how far X has got with it."""
    check_after_s: float
    lasts_s: float
    """How long X keeps it without a post."""


def id_of(body: Any) -> str:
    """The id of what was read or made."""
    found = _data(body).get("id")
    if not isinstance(found, str) or not ID.fullmatch(found):
        raise UnreadableError(f"X has sent an id that is none: {str(found)[:50]!r}.")
    return found


def account_of(body: Any) -> Me:
    """An account."""
    username = _data(body).get("username")
    if not isinstance(username, str) or not username:
        raise UnreadableError("X has sent an account without a name.")
    return Me(id_of(body), username)


def page_of(body: Any) -> Page:
    """A page of posts.

    A post that can't be read must not keep all others from being answered, unless none can be.
    """
    found = body.get("data") or []
    posts = []
    for data in found if isinstance(found, list) else []:
        try:
            posts.append(read_post(data))
        except UnreadableError as error:
            log.error("post lost", error=str(error))  # noqa: TRY400 - the trace says no more
    if found and not posts:
        raise UnreadableError("X has sent a page on which no post can be read.")
    token = (body.get("meta") or {}).get("next_token")
    return Page(posts, str(token) if token else None)


def media_of(body: Any) -> Media:
    """An uploaded picture."""
    data = _data(body)
    try:
        processing = data.get("processing_info") or {}
        return Media(
            id_of(body),
            str(processing.get("state") or "succeeded"),
            float(processing.get("check_after_secs") or 1),
            float(data.get("expires_after_secs") or 0),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise UnreadableError(f"X has sent a picture's state that can't be read: {error}.") from error


def _data(body: Any) -> dict[str, Any]:
    data = body.get("data")
    if not isinstance(data, dict):
        raise UnreadableError("X has sent an answer without data.")
    return data
