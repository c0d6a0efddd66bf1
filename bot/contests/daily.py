"""The contest around a prompt of the day."""

from datetime import datetime, timedelta

from db.contests import ContestKind, NewContest
from db.jobs import Job
from db.schedules import Schedule


def daily_contest(schedule: Schedule, job: Job, *, entries_each: int, now: datetime) -> NewContest | None:
    """What is to be opened once a slot's job is delivered; None: neither a thread nor a vote is wanted.

    It is written in the transaction of its job (`db.contests.insert_contest`), so that neither is without the
    other.
    """
    if schedule.server is None or schedule.channel is None:
        return None
    if not schedule.thread and schedule.vote_hours is None:
        return None
    return NewContest(
        kind=ContestKind.DAILY,
        front=schedule.front,
        server=schedule.server,
        channel=schedule.channel,
        schedule_id=schedule.id,
        job_id=job.id,
        theme=job.prompt,
        entries_each=entries_each,
        winner_role=schedule.winner_role,
        opens_at=now,
        closes_at=now + timedelta(hours=schedule.vote_hours or 0.0),
    )
