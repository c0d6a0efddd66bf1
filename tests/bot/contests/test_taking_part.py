"""Which jobs enter a contest by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.contests.taking_part import enter_by_itself
from db import ballots
from db.contests import Contest
from db.daily import FOR_ADULTS
from db.session import Database
from tests.db.conftest import AddJob
from tests.db.contest_rows import open_contest

CLOSES = datetime.now(UTC) + timedelta(hours=1)


async def entered(database: Database, contest: Contest) -> list[str]:
    async with database.reading() as session:
        return [job.id for _, job in await ballots.entries(session, contest.id)]


@pytest.mark.parametrize(
    ("day", "remix", "enters"),
    [
        ("standard", "standard", True),
        ("standard", FOR_ADULTS, False),
        (FOR_ADULTS, FOR_ADULTS, True),
    ],
)
async def test_what_is_for_adults_enters_no_contest_for_everyone(
    database: Database, add_job: AddJob, day: str, remix: str, enters: bool
) -> None:
    about = await add_job(front="discord", server="1", picture_level=day)
    contest = await open_contest(database, about, closes_at=CLOSES)
    given = {"platform": "discord", "front": "discord", "server": "1", "channel": "elsewhere"}
    job = await add_job(**given, parent_id=about.id, picture_level=remix)
    await enter_by_itself(database, job, thread="elsewhere")
    assert await entered(database, contest) == ([job.id] if enters else [])
