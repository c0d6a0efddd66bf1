"""Where on X a job's result goes: all that is needed after a restart, as the text in `jobs.address`."""

import json
from dataclasses import asdict, dataclass

TWITTER = "twitter"
"""The name of the front, and of the platform that its requesters are on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The mention that is answered."""

    mention_id: str
    conversation_id: str
    language: str
    """As X has detected it, of what is said in the reply."""

    def to_text(self) -> str:
        """For the database."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Address":
        """What `to_text` wrote."""
        return cls(**json.loads(text))
