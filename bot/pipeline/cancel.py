"""A requester changes their mind."""

from datetime import UTC, datetime

import structlog

from bot.pipeline.progress import Failed, ProgressBoard
from bot.pipeline.request import Requester
from db import jobs
from db.session import Database

CANCELLED = "This job was cancelled."

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def cancel(database: Database, board: ProgressBoard, job_id: str, requester: Requester) -> bool:
    """End a job that waits or is painted; whether there was one that this requester has asked for.

    A renderer in this process stops at once, one in another process at its next heartbeat.

    Raises:
        DatabaseError: the database can't be written.
    """
    async with database.session() as session:
        cancelled = await jobs.cancel(session, job_id, requester.platform, requester.id, datetime.now(UTC))
    if cancelled:
        log.info("job cancelled", job=job_id)
        board.publish(job_id, Failed(CANCELLED))
    return cancelled
