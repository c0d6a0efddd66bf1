"""The prompt of the day is on X once, and only if it is for everyone to see."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.image_store import ImageStore
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.withdraw import withdraw
from bot.twitter.daily import post_daily
from bot.twitter.errors import NotNowError, XError
from bot.twitter.runner import open_x
from bot.twitter.sender import Sender
from db import jobs, reports, schedules
from db.jobs import NewJob
from db.models import CaseDecision, CaseRow, JobRow, SlotRow, SlotState
from db.schedules import NewSchedule
from tests.bot.twitter.conftest import House, open_house
from tests.bot.twitter.fake_x import ME, FakeX, html, problem

POST = "POST /2/tweets"


@pytest.fixture
def choices() -> dict[str, Any]:
    return {"rest_s": 0.05}


async def paint_slot(house: House, *, on_twitter: bool = True, hours_ago: float = 1) -> str:
    """The job of a slot of a Discord server's schedule, with pictures."""
    now = datetime.now(UTC)
    at = now - timedelta(hours=hours_ago)
    new = NewSchedule(
        name="Daily",
        front="discord",
        server="1",
        clock="09:00",
        zone="UTC",
        sources="shipped",
        repeat_days=30,
        on_twitter=on_twitter,
    )
    fields: dict[str, Any] = {"front": "discord", "source_id": f"slot:{at}", "address": "", "server": "1"}
    fields |= {"platform": "schedule", "requester_id": "1", "requester_name": "Nonet"}
    async with house.database.session() as session:
        schedule = await schedules.add(session, new, now)
        job = await jobs.insert_job(
            session, NewJob(**fields, prompt="a snail race", model="nonet-small", seed=7), now
        )
        await session.execute(
            insert(SlotRow).values(
                schedule_id=schedule.id,
                at=at,
                state=SlotState.ACCEPTED,
                by_hand=False,
                reason="",
                source="shipped",
                prompt="a snail race",
                job_id=job.id,
                attempts=1,
            )
        )
    await house.paint_all()
    return job.id


def own_posts(x: FakeX) -> list[dict[str, Any]]:
    return [post for post in x.posts if post["author_id"] == ME]


async def test_it_is_posted_once_with_an_alt_text(house: House, x: FakeX) -> None:
    await paint_slot(house)
    await house.runner.look()
    await house.runner.look()
    (post,) = own_posts(x)
    assert "a snail race" in post["text"]
    (media,) = x.media.values()
    assert "a snail race" in media["alt_text"]


async def test_schedules_that_do_not_want_that_are_not_posted(house: House, x: FakeX) -> None:
    await paint_slot(house, on_twitter=False)
    await house.runner.look()
    assert not own_posts(x)


async def test_what_could_not_be_posted_for_a_day_is_left(house: House, x: FakeX) -> None:
    await paint_slot(house, hours_ago=25)
    await house.runner.look()
    assert not own_posts(x)


@pytest.mark.parametrize("hidden", [{"private": True}, {"spoiler": True}, {"collage_key": None}])
async def test_what_is_not_for_everyone_is_not_posted(
    house: House, x: FakeX, hidden: dict[str, object]
) -> None:
    job_id = await paint_slot(house)
    async with house.database.session() as session:
        await session.execute(update(JobRow).where(JobRow.id == job_id).values(**hidden))
    await house.runner.look()
    assert not own_posts(x)


async def test_a_deleted_one_is_not_posted(house: House, x: FakeX) -> None:
    job_id = await paint_slot(house)
    await withdraw(house.database, ImageStore(house.settings.images_dir), ProgressBoard(), job_id)
    await house.runner.look()
    assert not own_posts(x)


async def test_a_reported_one_waits_for_the_moderators(house: House, x: FakeX) -> None:
    job_id = await paint_slot(house)
    now = datetime.now(UTC)
    async with house.database.session() as session:
        await reports.report(session, job_id, reason="other", text="", contact="", now=now)
    await house.runner.look()
    assert not own_posts(x)
    async with house.database.session() as session:
        await session.execute(update(CaseRow).values(decided_at=now, decision=CaseDecision.DISMISSED))
    await house.runner.look()
    assert len(own_posts(x)) == 1


async def test_trouble_is_waited_out(house: House, x: FakeX) -> None:
    await paint_slot(house)
    x.faults[POST] = [html(503), problem(402, "CreditsDepleted")]
    for _ in range(4):
        with suppress(XError):
            await house.runner.look()
        await asyncio.sleep(0.06)
    assert len(own_posts(x)) == 1


async def test_what_x_refuses_for_good_is_not_tried_again(house: House, x: FakeX) -> None:
    await paint_slot(house)
    x.faults[POST] = [problem(403, "You are not allowed to create this post.")] * 5
    await house.runner.look()
    await house.runner.look()
    assert not own_posts(x)
    assert x.calls.count(POST) == 1


async def test_a_spent_budget_posts_nothing(house: House, x: FakeX) -> None:
    await house.runner.look()
    await paint_slot(house)
    spent = house.settings.twitter.model_copy(update={"daily_usd": 0.001})
    async with open_x(house.settings.model_copy(update={"twitter": spent}), house.database) as parts:
        with pytest.raises(NotNowError):
            await post_daily(
                house.database, ImageStore(house.settings.images_dir), parts.sender, datetime.now(UTC)
            )
    assert not own_posts(x)


async def test_a_crash_after_the_post_leads_to_no_second_one(
    house: House, x: FakeX, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.runner.look()
    await paint_slot(house)
    with monkeypatch.context() as patch:
        patch.setattr(Sender, "_remember", crash)
        with pytest.raises(Crash):
            await house.runner.look()
    assert len(own_posts(x)) == 1

    next_process = await open_house(house.settings)
    await next_process.runner.look()
    await next_process.runner.look()
    await next_process.stack.aclose()
    assert len(own_posts(x)) == 1


class Crash(BaseException):
    """The process ends here."""


async def crash(*_: object) -> None:
    raise Crash
