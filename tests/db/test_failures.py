"""The operator hears of everything that was given up, the newest first."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from db import failures, queue, schedules
from db.failures import Failure
from db.models import ChoreRunRow, SlotRow, SlotState
from db.schedules import NewSchedule
from db.session import Database
from tests.db.conftest import AddJob

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


async def test_jobs_slots_and_chores_that_failed_are_told(
    database: Database, add_job: AddJob, add_rendered: AddJob
) -> None:
    await add_rendered(now=NOON)
    job = await add_job(now=NOON)
    new = NewSchedule(name="Daily", front="web", clock="09:00", zone="UTC", sources="shipped", repeat_days=9)
    slot = {"by_hand": False, "source": "", "prompt": "", "attempts": 1}
    chore = {"chore": "retention", "lease_until": NOON, "summary": ""}
    async with database.session() as session:
        claimed = await queue.claim(session, NOON, 60, only=job.id)
        assert claimed
        await queue.fail(session, claimed, "The service is gone.", after(1))
        slot["schedule_id"] = (await schedules.add(session, new, NOON)).id
        for minute, state in ((2, SlotState.FAILED), (3, SlotState.SKIPPED)):
            await session.execute(
                insert(SlotRow).values(slot | {"at": after(minute), "state": state, "reason": "No."})
            )
        for minute, failure in ((4, "The disk is full."), (5, None)):
            times = {"at": after(minute), "started_at": after(minute), "finished_at": after(minute)}
            await session.execute(insert(ChoreRunRow).values(chore | times | {"failure": failure}))
        told = [
            Failure(after(4), "chore", "retention", "The disk is full."),
            Failure(after(2), "slot", "Daily", "No."),
            Failure(after(1), "job", job.id, "The service is gone."),
        ]
        assert await failures.latest(session, 10) == told
        assert await failures.latest(session, 2) == told[:2]
