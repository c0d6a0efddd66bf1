"""An office of moderators with a job on a server, and who moderates what."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.image_store import ImageStore
from bot.moderating.moderator import Moderator, Office
from bot.pipeline.progress import ProgressBoard
from bot.settings import Settings
from db import cases, refusals, reports
from db.cases import Case, CaseKind, Which
from db.jobs import Job
from db.refusals import Refusal
from db.session import Database

AddJob = Callable[..., Awaitable[Job]]

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=365)
MONA = Moderator("discord", "1", "Mona", server="cats")
NOAH = Moderator("discord", "2", "Noah", server="cats")
DORA = Moderator("discord", "3", "Dora", server="dogs")
OPERATOR = Moderator("operator", "cli")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    return Settings.model_validate({"data_dir": tmp_path})


@pytest.fixture
async def office(settings: Settings, database: Database) -> Office:
    store = ImageStore(settings.images_dir)
    await store.open()
    return Office(settings, database, store, ProgressBoard())


@pytest.fixture
async def job(add_job: AddJob) -> Job:
    """Ann's, on the server of cats."""
    return await add_job(platform="discord", front="discord", server="cats", prompt="a red fox")


async def report(database: Database, job: Job, by: str = "bob", reason: str = "harmful") -> None:
    async with database.session() as session:
        await reports.report(
            session,
            job.id,
            reason=reason,
            text="Look at it!",
            contact="",
            now=NOW,
            platform="discord",
            person_id=by,
        )


async def refuse(database: Database, **fields: Any) -> int:
    """A refusal of Ann's; its id."""
    given = {
        "front": "discord",
        "source_id": "7",
        "platform": "discord",
        "requester_id": "ann",
        "server": "cats",
        "decision": "refuse",
        "prompt": "a gargoyle",
        "category": "violence",
        "reason": "No.",
        "filter_version": "1",
        "created_at": NOW,
    }
    async with database.session() as session:
        return await refusals.record(session, Refusal(**(given | fields)))


async def waiting(database: Database, moderator: Moderator, which: Which = Which.OPEN) -> list[Case]:
    async with database.reading() as session:
        return await cases.waiting(
            session, which, moderator.scope, moderator=moderator.key, now=datetime.now(UTC), limit=9
        )


async def only_case(database: Database, moderator: Moderator = OPERATOR) -> Case:
    (case,) = await waiting(database, moderator)
    return case


async def review(database: Database, job: Job, category: str = "violence") -> None:
    """The filter's doubt about a job."""
    refusal_id = await refuse(database, decision="review", job_id=job.id, category=category)
    async with database.session() as session:
        await cases.open_for_job(session, job, CaseKind.REVIEW, category, now=NOW, refusal_id=refusal_id)
