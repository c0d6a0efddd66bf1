"""Who and what exists in the stand-in: accounts, posts, pictures. Nothing here knows of HTTP."""

import random
import re
from dataclasses import dataclass, field

from bench.common.clock import Clock

X_EPOCH_MS = 1_288_834_974_657
"""From when on X's ids count milliseconds."""
MEDIA_LASTS_S = 86_400
BOT_ID = 7
"""With which access tokens begin on X, and that of `bench.twitter.signature.KEYS`."""
_HANDLE = re.compile(r"(?<![\w@])@(\w{1,15})")


@dataclass(eq=False, slots=True)
class Account:
    """A person, or the bot."""

    id: int
    handle: str


@dataclass(eq=False, slots=True)
class Media:
    """An uploaded picture."""

    id: int
    data: bytes
    content_type: str
    alt_text: str | None = None
    looks_left: int = 0
    """How often its status is asked for until it can be posted."""
    has_failed: bool = False


@dataclass(eq=False, slots=True)
class Post:
    """A post."""

    id: int
    author: Account
    text: str
    """What its author wrote, without the handles that X puts before a reply."""
    conversation_id: int
    shown_at: float
    """From when on timelines have it."""
    language: str = "en"
    replied_to: "Post | None" = None
    quoted: "Post | None" = None
    reposted: "Post | None" = None
    inherited: list[str] = field(default_factory=list)
    """The handles that X puts before it."""
    media: list[Media] = field(default_factory=list)
    made_with_ai: bool = False

    @property
    def prefix(self) -> str:
        """What X puts before the author's words."""
        return "".join(f"@{handle} " for handle in self.inherited)

    @property
    def full_text(self) -> str:
        """All that the API tells of its text; pictures are links at its end."""
        links = "".join(f" https://t.co/{media.id % 36**6:010x}" for media in self.media)
        return self.prefix + self.text + links

    def mentions(self, account: Account) -> bool:
        """Whether the author's own words name an account."""
        return _names(self.text, account)

    def reaches(self, account: Account) -> bool:
        """Whether it is among an account's mentions, if only because X put the handle there."""
        return _names(self.full_text, account)


def _names(text: str, account: Account) -> bool:
    return any(handle.lower() == account.handle.lower() for handle in _HANDLE.findall(text))


class World:
    """Everything that exists."""

    def __init__(self) -> None:
        self.clock = Clock(X_EPOCH_MS)
        self.bot = Account(BOT_ID, "nonet")
        self.accounts = {self.bot.id: self.bot}
        self.posts: dict[int, Post] = {}
        self.media: dict[int, Media] = {}
        self.show_after_s = (0.0, 0.0)
        """How long new posts take to show up in timelines, at least and at most; not in order, as on X."""
        self._chance = random.Random(4)  # noqa: S311 - which post is late is no secret

    def add_account(self, handle: str) -> Account:
        """A new person."""
        account = Account(self.clock.snowflake(), handle)
        self.accounts[account.id] = account
        return account

    def add_post(
        self,
        author: Account,
        text: str,
        *,
        replied_to: Post | None = None,
        quoted: Post | None = None,
        reposted: Post | None = None,
        age_s: float = 0.0,
        language: str = "en",
    ) -> Post:
        """A new post. One that replies has the handles of all who take part before its text."""
        post_id = self.clock.snowflake(age_s)
        answered = [replied_to.author.handle, *_HANDLE.findall(replied_to.full_text)] if replied_to else []
        post = Post(
            id=post_id,
            author=author,
            text=text,
            conversation_id=replied_to.conversation_id if replied_to else post_id,
            shown_at=self.clock.now() + self._chance.uniform(*self.show_after_s),
            language=language,
            replied_to=replied_to,
            quoted=quoted,
            reposted=reposted,
            inherited=[handle for handle in dict.fromkeys(answered) if handle != author.handle],
        )
        self.posts[post_id] = post
        return post

    def visible(self) -> list[Post]:
        """What timelines have, newest first."""
        now = self.clock.now()
        return sorted(
            (post for post in self.posts.values() if post.shown_at <= now),
            key=lambda post: post.id,
            reverse=True,
        )

    def posts_of_bot(self) -> list[Post]:
        """In the order in which they were posted."""
        return [post for post in self.posts.values() if post.author is self.bot]

    def replies_to(self, post: Post) -> list[Post]:
        """The bot's answers to a post."""
        return [reply for reply in self.posts_of_bot() if reply.replied_to is post]
