"""What the operator does with schedules on the admin page."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, update

from db import schedules, slots
from db.models import ChoreRunRow, ScheduleRow, SlotRow, SlotState
from tests.bot.web.admin.conftest import read, send
from tests.bot.web.test_web_pages import Page

PATH = "/admin/schedules"
DAILY = {
    "name": "Daily <b>fun</b>",
    "front": "web",
    "server": "",
    "channel": "",
    "clock": "9:30",
    "zone": "europe/berlin",
    "source1": "own",
    "source2": "shipped",
    "source3": "shipped",
    "source4": "",
    "repeat_days": "90",
    "style": "",
    "vote_hours": "",
    **{f"day{day}": "on" for day in range(1, 6)},
}


async def only_schedule(site):
    async with site.database.reading() as session:
        (schedule,) = await schedules.all_of_house(session)
    return schedule


@pytest.fixture
async def one(site, operator) -> str:
    """The path of a schedule."""
    path, _ = await send(operator, PATH, **DAILY)
    return path


async def test_a_schedule_is_made_and_shown_with_its_next_ten_runs(site, operator, one):
    schedule = await only_schedule(site)
    assert (schedule.clock, schedule.zone, schedule.weekdays) == ("09:30", "Europe/Berlin", "12345")
    assert (schedule.sources, schedule.server, schedule.vote_hours) == ("own,shipped", None, None)
    text = await read(operator, one)
    assert "Daily &lt;b&gt;fun&lt;/b&gt;" in text
    assert "<b>fun" not in text
    section = text[text.index("The next ten runs") : text.index("The last runs")]
    assert section.count("<time") == 10
    assert section.count(", 09:30") == 10
    assert "Sat" not in section
    assert one.rpartition("/")[2] in await read(operator, PATH)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"clock": "25:00"}, "25:00"),
        ({"zone": "Mars/Olympus"}, "time zone"),
        ({"name": ""}, "name"),
        ({"repeat_days": "many"}, "number"),
        ({"repeat_days": "inf"}, "number"),
        ({"front": "discord", "server": "1", "channel": "2", "vote_hours": "nan"}, "number"),
        ({"repeat_days": "-5"}, "repeat_days"),
        ({"front": "discord", "server": "home"}, "Discord needs"),
        ({"front": "fax"}, "where"),
        ({"source1": "hearsay"}, "Sources"),
        ({"style": "no such style"}, "style"),
        ({"day1": None, "day2": None, "day3": None, "day4": None, "day5": None}, "weekdays"),
        ({"source1": "", "source2": "", "source3": ""}, "Sources"),
    ],
)
async def test_what_can_not_be_taken_stays_in_the_form(site, operator, wrong, complaint):
    fields = {name: value for name, value in (DAILY | wrong).items() if value is not None}
    _, text = await send(operator, PATH, 400, **fields)
    error = text[text.index('role="alert"') :][:300]
    assert complaint in error
    assert "europe/berlin" in text or "Mars/Olympus" in text
    async with site.database.reading() as session:
        assert await schedules.all_of_house(session) == []


async def test_a_discord_schedule_has_server_channel_thread_and_vote(site, operator):
    discord = {"front": "discord", "server": "123", "channel": "456", "thread": "on", "vote_hours": "22,5"}
    await send(operator, PATH, **(DAILY | discord))
    schedule = await only_schedule(site)
    assert (schedule.server, schedule.channel, schedule.thread, schedule.vote_hours) == (
        "123",
        "456",
        True,
        22.5,
    )


async def test_a_schedule_is_changed(site, operator, one):
    _, text = await send(operator, one, **(DAILY | {"clock": "18:00", "on_twitter": "on"}))
    assert "Changed." in text
    schedule = await only_schedule(site)
    assert (schedule.clock, schedule.on_twitter) == ("18:00", True)
    _, text = await send(operator, one, 400, **(DAILY | {"clock": "late"}))
    assert 'value="late"' in text


async def test_it_rests_and_goes_on(site, operator, one):
    _, text = await send(operator, f"{one}/pause")
    assert "Paused since" in text
    assert "paused" in await read(operator, PATH)
    await send(operator, f"{one}/resume")
    assert (await only_schedule(site)).paused_at is None


async def test_the_next_run_is_left_out(operator, one):
    before = await read(operator, one)
    _, after = await send(operator, f"{one}/skip")
    first = Page(before).all("time")[0]["datetime"]
    section = after[after.index("The next ten runs") : after.index("The last runs")]
    assert first not in section
    assert "Skipped by the operator." in after


async def test_it_runs_at_once(site, operator, one):
    await send(operator, f"{one}/run")
    async with site.database.reading() as session:
        (slot,) = await slots.of_schedule(session, (await only_schedule(site)).id, 10)
    assert slot.by_hand


async def test_it_is_removed_by_whoever_is_sure(site, operator, one):
    await send(operator, f"{one}/remove", 400)
    path, _ = await send(operator, f"{one}/remove", sure="on")
    assert path == PATH
    await read(operator, one, 404)
    await send(operator, f"{one}/pause", 404)


async def test_one_of_the_settings_is_changed_there(site, operator, one):
    async with site.database.session() as session:
        await session.execute(update(ScheduleRow).values(config_name="daily"))
    assert "schedule.prompts.daily" in await read(operator, one)
    _, text = await send(operator, one, 400, **DAILY)
    assert "schedule.prompts.daily" in text


async def test_the_overview_tells_how_nonet_is(site, operator, one, visitor):
    await site.ask(visitor, "a waiting fox")
    await site.fail("The service is on fire.")
    await site.ask(visitor, "a waiting owl")
    now = datetime.now(UTC)
    schedule = await only_schedule(site)
    failed = {
        "state": SlotState.FAILED,
        "reason": "There is no prompt to take.",
        "at": now - timedelta(days=1),
    }
    slot = {"schedule_id": schedule.id, "by_hand": False, "source": "", "prompt": "", "attempts": 3}
    chore = {"chore": "retention", "at": now, "started_at": now, "finished_at": now, "summary": ""}
    async with site.database.session() as session:
        await session.execute(insert(SlotRow).values(slot | failed))
        await session.execute(
            insert(ChoreRunRow).values(chore | {"failure": "The disk is full.", "lease_until": now})
        )
    text = await read(operator, "/admin")
    for told in (
        "The service is on fire.",
        "There is no prompt to take.",
        "The disk is full.",
        f'href="{one}"',
    ):
        assert told in text
    assert "<dt>Waiting</dt><dd>1</dd>" in text
    assert "fox" not in text, "what people ask for is their own business"
