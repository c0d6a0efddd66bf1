"""What moderators have dealt with is forgotten when it has had its time, and not before."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.moderating.appeal import appeal
from bot.moderating.decide import dismiss
from bot.moderating.moderator import Office
from bot.moderating.persons import ban, note
from bot.pipeline.forgetting import forget_moderation
from db.jobs import Job
from db.models import (
    AppealRow,
    Base,
    CaseRow,
    ModeratorActionRow,
    PersonNoteRow,
    RefusalRow,
    ReportRow,
    ServerBanRow,
    SuspicionRow,
)
from db.session import Database
from tests.bot.moderating.conftest import MONA, only_case, refuse, report

TABLES = (
    CaseRow,
    ReportRow,
    AppealRow,
    RefusalRow,
    ModeratorActionRow,
    PersonNoteRow,
    SuspicionRow,
    ServerBanRow,
)


async def left(database: Database) -> list[type[Base]]:
    async with database.reading() as session:
        return [table for table in TABLES if await session.scalar(select(func.count()).select_from(table))]


async def something_of_each(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    await dismiss(office, MONA, (await only_case(database)).id)
    refusal_id = await refuse(database)
    await appeal(database, office.settings, "discord", "ann", refusal_id=refusal_id, text="Why?")
    await note(database, MONA, "discord", "ann", "Hm.")
    await ban(database, MONA, "discord", "bob", days=1, reason="")


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        (0.9, set()),
        (11, {ServerBanRow, SuspicionRow}),
        (179, {ServerBanRow, SuspicionRow}),
        (181, {ServerBanRow, SuspicionRow, ReportRow}),
        (366, {ServerBanRow, SuspicionRow, ReportRow, ModeratorActionRow, PersonNoteRow}),
    ],
)
async def test_each_kind_has_its_time_and_what_is_undecided_stays(
    office: Office, database: Database, job: Job, days: float, gone: set[type[Base]]
) -> None:
    await something_of_each(office, database, job)
    later = datetime.now(UTC) + timedelta(days=days)
    await forget_moderation(database, office.settings.moderation, later)
    assert set(TABLES) - set(await left(database)) == gone


async def test_after_a_decision_all_of_it_goes(office: Office, database: Database, job: Job) -> None:
    await something_of_each(office, database, job)
    await dismiss(office, MONA, (await only_case(database)).id)
    later = datetime.now(UTC) + timedelta(days=366)
    assert await forget_moderation(database, office.settings.moderation, later) > 0
    assert await left(database) == []
    assert await forget_moderation(database, office.settings.moderation, later) == 0
