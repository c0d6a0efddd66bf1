"""Posts as X's API gives them, under the names of 2025 (`tweet`) and those of 2026 (`post`)."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.twitter.errors import UnreadableError

ID = re.compile(r"[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's account."""

    id: str
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class XPost:
    """A post on X."""

    id: str
    earlier_ids: tuple[str, ...] = ()
    """The ids that it had before its author edited it, if X tells."""
    author_id: str
    text: str
    """All that it says, also beyond 280 characters, with `&` and not `&amp;`."""
    shown_from: int | None = None
    """Where the text begins that its author wrote, after the handles that X put before it."""
    conversation_id: str
    posted_at: datetime
    language: str = ""
    replied_to: str | None = None
    """The post that it replies to."""
    quoted: str | None = None
    """The post that it quotes."""
    is_repost: bool = False

    @property
    def subject(self) -> str | None:
        """The post that its author speaks about: the quoted one, or else the one that it replies to."""
        return self.quoted or self.replied_to


def read_post(data: Any) -> XPost:
    """A post out of an answer. Raises `UnreadableError`."""
    try:
        references = data.get("referenced_posts") or data.get("referenced_tweets") or []
        referenced = {str(one["type"]): _id(one["id"]) for one in references}
        shown = data.get("display_text_range")
        versions = data.get("edit_history_post_ids") or data.get("edit_history_tweet_ids") or []
        return XPost(
            id=_id(data["id"]),
            earlier_ids=tuple(_id(version) for version in versions if version != data["id"]),
            author_id=_id(data["author_id"]),
            text=_text(data),
            shown_from=int(shown[0]) if shown else None,
            conversation_id=_id(data.get("conversation_id") or data["id"]),
            posted_at=_moment(data["created_at"]),
            language=str(data.get("lang") or ""),
            replied_to=referenced.get("replied_to"),
            quoted=referenced.get("quoted"),
            is_repost="retweeted" in referenced,
        )
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UnreadableError(f"X has sent a post that can't be read: {error!r}.") from error


def _id(value: Any) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise ValueError(f"{value!r} is no id")
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(data: Any) -> str:
    long = data.get("note_post") or data.get("note_tweet") or {}
    text = long.get("text") or data["text"]
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text")
    return html.unescape(text)
