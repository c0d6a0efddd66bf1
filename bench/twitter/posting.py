"""Posts are posted and deleted, within X's rules for programs.

From docs.x.com/x-api/posts/manage-tweets/integrate and the changelog of 23 February 2026.
"""

import re

from bench.common.answers import Answer
from bench.common.call import Call
from bench.common.routes import Routes
from bench.twitter.answers import ApiError, forbidden, invalid
from bench.twitter.bill import Bill, Price
from bench.twitter.world import MEDIA_LASTS_S, Account, Media, Post, World
from bot.twitter.weighted import LIMIT, weighted_length

DUPLICATE_WITHIN_S = 86_400.0
_CASHTAG = re.compile(r"(?<!\w)\$[A-Za-z]{1,6}\b")
_LINK = re.compile(r"https?://|\b[\w-]+\.(?:com|org|net|io|ai|dev|app|me|co|example)\b", re.IGNORECASE)
"""What X makes a link of, nearly."""


class Posting:
    """The posts of the bot."""

    def __init__(self, world: World, bill: Bill) -> None:
        self._world = world
        self._bill = bill
        self.refuses_duplicates = True
        """X does, but does not say how long it remembers a text."""

    def routes(self) -> Routes:
        """Those of this part."""
        return {"POST /2/tweets": self._create, "DELETE /2/tweets/{id}": self._delete}

    def _create(self, call: Call) -> Answer:
        text = call.form.get("text", "")
        media = [self._ready_media(media_id) for media_id in call.form.get("media", {}).get("media_ids", [])]
        if not (text or media):
            raise invalid("text or media are needed")
        if weighted_length(text) > LIMIT:
            raise invalid("text: too long")
        if len(_CASHTAG.findall(text)) > 1:
            raise forbidden("You may use one cashtag.")
        parent = self._summoner(call)
        if self.refuses_duplicates and any(map(self._is_recent, self._posts_that_say(text))):
            raise forbidden("You are not allowed to create a Tweet with duplicate content.")
        post = self._world.add_post(self._world.bot, text, replied_to=parent)
        post.media, post.made_with_ai = media, call.form.get("made_with_ai", False)
        self._bill.charge(Price.LINK if _LINK.search(text) else Price.REPLY if parent else Price.POST)
        return Answer(201, {"data": {"id": str(post.id), "text": post.full_text}})

    def _delete(self, call: Call) -> Answer:
        post = self._world.posts.get(call.number("id"))
        if post is None or post.author is not self._world.bot:
            raise forbidden("You are not authorized to delete this Tweet.")
        del self._world.posts[post.id]
        return Answer(200, {"data": {"deleted": True}})

    def _summoner(self, call: Call) -> Post | None:
        """The post to reply to, whose author must have asked for it."""
        reply = call.form.get("reply")
        if reply is None:
            return None
        parent = self._world.posts.get(int(reply["in_reply_to_tweet_id"]))
        if parent is None:
            raise forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")
        if not has_summoned(parent, self._world.bot):
            raise forbidden(
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise "
                "engaged by the author of the post you are replying to."
            )
        return parent

    def _ready_media(self, media_id: str) -> Media:
        media = self._world.media.get(int(media_id))
        if media is None or media.looks_left or media.has_failed or self._is_old(media):
            raise ApiError(400, "Invalid Request", "Your media IDs are invalid.")
        return media

    def _posts_that_say(self, text: str) -> list[Post]:
        return [post for post in self._world.posts_of_bot() if post.text == text]

    def _is_old(self, media: Media) -> bool:
        return self._world.clock.age_s(media.id) > MEDIA_LASTS_S

    def _is_recent(self, post: Post) -> bool:
        return self._world.clock.age_s(post.id) < DUPLICATE_WITHIN_S


def has_summoned(post: Post, account: Account) -> bool:
    """Whether a post asks for an account's reply: by its handle, or by quoting a post of that account."""
    return post.mentions(account) or (post.quoted is not None and post.quoted.author is account)
