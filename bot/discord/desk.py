"""What commands and buttons work with."""

from dataclasses import dataclass

from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.queue_view import QueueView
from bot.settings import Settings
from db.session import Database

DISCORD = "discord"
"""The name of the front, and of the platform that its requesters are on."""


@dataclass(frozen=True)
class Desk:
    """The parts of the house that Discord's handlers may use."""

    settings: Settings
    acceptor: Acceptor
    board: ProgressBoard
    database: Database
    image_store: ImageStore
    queue_view: QueueView
