"""Where on Discord a job's result goes: all that is needed after a restart, as the text in `jobs.address`."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from discord.utils import utcnow

TOKEN_MARGIN_S = 30.0
"""Before its end, an interaction's token counts as dead: an upload takes a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The message that waits for a job's result, and the ways to it; or a channel where nobody has asked."""

    channel_id: int
    message_id: int = 0
    """The message of ours that shows how the job gets on, and becomes its result; 0: none waits."""
    user_id: int = 0
    """The requester, for direct messages; 0: nobody in person."""
    application_id: int = 0
    token: str = field(default="", repr=False)
    """Of the interaction, which may edit its answer; empty if the job was asked for in a message."""
    expires_at: float = 0.0
    """When the token ends, in seconds since 1970."""
    reply_to: int | None = None
    """The message that asked for the job."""
    ephemeral: bool = False
    """Only the requester sees the waiting message."""
    reachable: bool = True
    """Whether the bot can post in the channel; it can't where only a person has installed it."""
    language: str
    """Of what is said there; empty: that of the server when it is said."""
    limit_bytes: int
    """Largest file that the channel takes."""

    def to_text(self) -> str:
        """For the database."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Address":
        """What `to_text` wrote."""
        return cls(**json.loads(text))

    def token_lives(self, now: datetime | None = None) -> bool:
        """Whether the interaction's answer can still be edited."""
        now = now or utcnow()
        return bool(self.token) and now.timestamp() < self.expires_at - TOKEN_MARGIN_S
