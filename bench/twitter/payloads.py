"""Posts as the API writes them, with X's old names or its new ones."""

import html
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from bench.common.answers import Json
from bench.twitter.world import Post, World

Names = Literal["tweet", "post"]
"""X renamed its fields in 2026; see tests/contracts/README.md."""
SHORT_CHARS = 280
_NEW_NAMES = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
}


def post_json(world: World, post: Post, fields: Iterable[str], names: Names) -> Json:
    """A post with the fields that were asked for, under either name, and those that always come."""
    text = html.escape(post.full_text, quote=False)
    known: Json = {
        "id": str(post.id),
        "text": text if len(text) <= SHORT_CHARS else text[: SHORT_CHARS - 1] + "…",
        "edit_history_tweet_ids": [str(post.id)],
        "author_id": str(post.author.id),
        "conversation_id": str(post.conversation_id),
        "created_at": _timestamp(world.clock.moment(post.id)),
        "display_text_range": [len(post.prefix), len(post.prefix) + len(post.text)],
        "lang": post.language,
    }
    references = (("replied_to", post.replied_to), ("quoted", post.quoted), ("retweeted", post.reposted))
    known["referenced_tweets"] = [{"type": kind, "id": str(other.id)} for kind, other in references if other]
    if len(text) > SHORT_CHARS:
        known["note_tweet"] = {"text": text}
    old_names = {new: old for old, new in _NEW_NAMES.items()}
    wanted = {"id", "text", "edit_history_tweet_ids"} | {old_names.get(name, name) for name in fields}
    told = {name: value for name, value in known.items() if name in wanted and value != []}
    return {_NEW_NAMES.get(name, name): value for name, value in told.items()} if names == "post" else told


def _timestamp(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
