"""What people do with schedules, and what they are told if it can't be."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import BadRequestError
from bot.schedule.service import PER_SERVER, Schedules, checked
from db.schedules import NewSchedule
from db.session import Database
from db.slots import SlotState

NEW = NewSchedule(
    name="  Meme of\tthe day ",
    front="discord",
    server="1",
    channel="2",
    clock="9:30",
    zone="europe/berlin",
    weekdays="531",
    sources="own, shipped",
    repeat_days=9,
    vote_hours=0.0,
)


@pytest.fixture
def service(database: Database) -> Schedules:
    return Schedules(database)


async def test_a_schedule_is_kept_as_it_is_written_properly(service: Schedules) -> None:
    made = await service.set_up(NEW)
    assert (made.name, made.clock, made.zone) == ("Meme of the day", "09:30", "Europe/Berlin")
    assert (made.weekdays, made.sources, made.vote_hours) == ("135", "own,shipped", None)
    assert await service.of_server("discord", "1") == [made]
    assert await service.of_server("web", None) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " "},
        {"name": "x" * 61},
        {"clock": "noon"},
        {"zone": "Mars"},
        {"weekdays": ""},
        {"sources": "heaven"},
        {"sources": ""},
        {"vote_hours": -1.0},
        {"vote_hours": 169.0},
        {"vote_hours": float("nan")},
        {"repeat_days": 0},
    ],
)
async def test_what_can_not_be_taken_is_refused(service: Schedules, fields: dict[str, Any]) -> None:
    made = await service.set_up(NEW)
    with pytest.raises(BadRequestError):
        await service.change(made.id, **fields)
    assert await service.get(made.id) == made


async def test_a_server_has_a_bounded_number(service: Schedules) -> None:
    """However many people press at once."""
    asked = (service.set_up(NEW) for _ in range(PER_SERVER + 2))
    made = await asyncio.gather(*asked, return_exceptions=True)
    refused = [one for one in made if isinstance(one, BadRequestError)]
    assert ["remove one first" in str(one) for one in refused] == [True, True]
    assert len(await service.of_server("discord", "1")) == PER_SERVER


async def test_a_preview_leaves_out_what_is_skipped(service: Schedules) -> None:
    made = await service.set_up(NEW)
    first, second, third, fourth = await service.preview(made, 4)
    assert await service.skip_next(made.id, "ann") == first
    assert await service.skip_next(made.id, "ann") == second
    assert await service.preview(made, 2) == [third, fourth]
    assert [slot.reason for slot in await service.history(made.id, 9)] == ["Skipped by ann."] * 2


async def test_resting_and_going_on(service: Schedules) -> None:
    made = await service.set_up(NEW)
    await service.pause(made.id)
    first = (await service.get(made.id)).paused_at
    await service.pause(made.id)
    assert (await service.get(made.id)).paused_at == first is not None
    await service.resume(made.id)
    resumed = await service.get(made.id)
    assert resumed.paused_at is None
    assert resumed.anchored_at > made.anchored_at


async def test_one_can_be_asked_for_out_of_turn(service: Schedules) -> None:
    made = await service.set_up(NEW)
    await service.run_now(made.id)
    (slot,) = await service.history(made.id, 9)
    assert (slot.by_hand, slot.state) == (True, SlotState.BEGUN)
    assert datetime.now(UTC) - slot.at < timedelta(minutes=1)


async def test_those_of_the_settings_are_changed_there(service: Schedules) -> None:
    made = await service.set_up(NewSchedule(**{**_fields(NEW), "config_name": "meme"}))
    for attempt in (service.change(made.id, clock="10:00"), service.remove(made.id)):
        with pytest.raises(BadRequestError, match=r"schedule\.prompts\.meme"):
            await attempt
    await service.pause(made.id)


async def test_what_is_gone_or_elsewhere_is_not_there(service: Schedules) -> None:
    made = await service.set_up(NEW)
    with pytest.raises(BadRequestError, match="no such schedule"):
        await service.get(made.id, "another server")
    await service.remove(made.id)
    for attempt in (service.pause(made.id), service.skip_next(made.id, "ann"), service.run_now(made.id)):
        with pytest.raises(BadRequestError, match="no such schedule"):
            await attempt


def test_checking_twice_changes_nothing() -> None:
    assert checked(checked(NEW)) == checked(NEW)


def _fields(new: NewSchedule) -> dict[str, Any]:
    return {name: getattr(new, name) for name in NewSchedule.__dataclass_fields__}
