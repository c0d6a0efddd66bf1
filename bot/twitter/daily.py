"""The prompts of the day that shall be on X too, each in a post of our own."""

from datetime import datetime, timedelta

import structlog

from bot.errors import BadRequestError
from bot.image_store import ImageStore
from bot.twitter.errors import NoError, PictureRefusedError
from bot.twitter.own_posts import post_job
from bot.twitter.sender import Sender
from bot.twitter.wording import Occasion
from db import daily
from db.session import Database

POSTED_WITHIN = timedelta(days=1)
"""What could not be posted by then is of yesterday."""
_AT_ONCE = 5

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def post_daily(database: Database, image_store: ImageStore, sender: Sender, now: datetime) -> None:
    """Post the pictures of the last day's slots, each once, if their schedules want that.

    Raises:
        XError: X can't be reached or the budget is spent; call it again at the next look.
    """
    async with database.reading() as session:
        owed = await daily.to_post(session, now - POSTED_WITHIN, _AT_ONCE)
    for shown in owed:
        try:
            post_id = await post_job(database, image_store, sender, shown.job.id, occasion=Occasion.DAILY)
        except (BadRequestError, NoError, PictureRefusedError) as error:  # deleted meanwhile, or X says no
            log.info("prompt of the day not posted", job=shown.job.id, error=str(error))
        else:
            log.info("prompt of the day posted", job=shown.job.id, post=post_id)
