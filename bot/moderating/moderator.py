"""Who moderates, and with what."""

from dataclasses import dataclass

from bot.image_store import ImageStore
from bot.pipeline.progress import ProgressBoard
from bot.settings import Settings
from db.scope import Scope
from db.session import Database


@dataclass(frozen=True, slots=True)
class Moderator:
    """Someone who moderates a server, or who operates Nonet."""

    platform: str
    id: str
    name: str = ""
    """For messages only."""
    server: str | None = None
    """The server, beyond which nothing is seen; None: an operator, who sees all."""
    front: str = ""
    """The front that knows the server; empty: the moderator's own platform."""

    @property
    def key(self) -> str:
        """How the database names a moderator."""
        return f"{self.platform}:{self.id}"

    @property
    def scope(self) -> Scope | None:
        """What may be seen; None: all."""
        return None if self.server is None else Scope(self.front or self.platform, self.server)

    def is_person(self, platform: str, person_id: str) -> bool:
        """Whether this is the moderator."""
        return (self.platform, self.id) == (platform, person_id)


@dataclass(frozen=True, slots=True)
class Office:
    """The parts of the house that moderators' decisions touch."""

    settings: Settings
    database: Database
    image_store: ImageStore
    board: ProgressBoard
