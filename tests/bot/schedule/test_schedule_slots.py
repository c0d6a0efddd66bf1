"""Each slot becomes one job, or has a reason why it did not."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.errors import StorageError
from bot.pipeline.accept import Acceptor
from bot.schedule.poster import NO_PROMPT, Poster
from bot.schedule.slots import MISSED, NEXT_IS_DUE, PAUSED, UNEXPECTED
from db import contests, schedules, slots
from db.contests import ContestKind
from db.errors import LeaseLostError
from db.jobs import Priority
from db.schedules import Schedule
from db.session import Database
from db.slots import SlotState
from tests.bot.pipeline.conftest import eventually
from tests.bot.schedule.conftest import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    AddSchedule,
    Boards,
    Clock,
    House,
    Prompts,
    no_place,
)

GRACE = 3 * HOUR


async def has_slots(house: House, schedule: Schedule) -> bool:
    return bool(await house.of(schedule))


async def test_a_slot_becomes_one_job_of_low_priority(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    await house.look()
    assert await house.of(schedule) == []
    for _ in range(3):
        await house.look_at(NOON)
    (slot,) = await house.of(schedule)
    (job,) = await house.jobs()
    assert (slot.state, slot.at, slot.job_id) == (SlotState.ACCEPTED, NOON, job.id)
    assert (slot.prompt, slot.source, slot.attempts) == ("a fox on 2026-11-23", "shipped", 1)
    assert (job.front, job.platform, job.priority) == ("web", "schedule", Priority.LOW)


async def test_every_day_has_its_slot(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule(zone="Europe/Berlin", clock="02:30")
    house.clock.now = datetime.fromisoformat("2027-03-25T12:00+00:00")
    async with house.database.session() as session:
        await schedules.change(session, schedule.id, house.clock.now, anchored_at=house.clock.now)
    for _ in range(6 * 24):
        await house.look_at(house.clock.now + HOUR)
    assert [f"{slot.at:%d %H:%M}" for slot in await house.of(schedule)] == [
        "26 01:30",
        "27 01:30",
        "28 01:00",
        "29 00:30",
        "30 00:30",
        "31 00:30",
    ]


async def test_the_last_of_missed_slots_is_made_up_for(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    await house.look_at(NOON)
    await house.look_at(NOON + 3 * DAY + 2 * HOUR)
    assert await house.states(schedule) == [
        "23 12:00 accepted",
        "24 12:00 skipped",
        "25 12:00 skipped",
        "26 12:00 accepted",
    ]
    assert [slot.reason for slot in await house.of(schedule)] == ["", MISSED, MISSED, ""]


async def test_what_is_missed_for_longer_than_the_grace_is_skipped(
    house: House, add_schedule: AddSchedule
) -> None:
    schedule = await add_schedule()
    await house.look_at(NOON + GRACE + MINUTE)
    await house.look_at(NOON + 2 * GRACE)
    assert await house.states(schedule) == ["23 12:00 skipped"]
    assert await house.jobs() == []


async def test_of_years_that_were_missed_few_slots_are_written_down(
    house: House, add_schedule: AddSchedule
) -> None:
    schedule = await add_schedule()
    await house.look_at(NOON + 1_000 * DAY + HOUR)
    states = [slot.state for slot in await house.of(schedule)]
    assert states == [SlotState.SKIPPED] * 10 + [SlotState.ACCEPTED]


async def test_a_clock_that_jumps_back_repeats_nothing(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    await house.look_at(NOON + DAY)
    for jump in (-2 * DAY, -HOUR, timedelta(0), HOUR):
        await house.look_at(NOON + DAY + jump)
    assert await house.states(schedule) == ["23 12:00 skipped", "24 12:00 accepted"]


async def test_what_rests_owes_nothing_afterwards(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    async with house.database.session() as session:
        await schedules.pause(session, schedule.id, house.clock.now)
    await house.look_at(NOON + HOUR)
    async with house.database.session() as session:
        await schedules.resume(session, schedule.id, house.clock.now)
    await house.look()
    assert await house.of(schedule) == []
    await house.look_at(NOON + DAY)
    assert await house.states(schedule) == ["24 12:00 accepted"]


async def test_a_new_time_owes_nothing_that_was_before(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule(clock="18:00")
    house.clock.now = NOON + HOUR
    async with house.database.session() as session:
        await schedules.change(session, schedule.id, house.clock.now, clock="12:30")
    await house.look()
    await house.look_at(NOON + DAY + 31 * MINUTE)
    assert await house.states(schedule) == ["24 12:30 accepted"]


async def test_a_change_of_other_things_keeps_what_is_owed(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    house.clock.now = NOON + MINUTE
    async with house.database.session() as session:
        await schedules.change(session, schedule.id, house.clock.now, name="Meme", clock="12:00")
    await house.look()
    assert await house.states(schedule) == ["23 12:00 accepted"]


async def test_a_slot_that_was_skipped_beforehand_is_left_out(
    house: House, add_schedule: AddSchedule
) -> None:
    schedule = await add_schedule()
    async with house.database.session() as session:
        assert await slots.skip(session, schedule.id, NOON, "By ann.", house.clock.now)
    await house.look_at(NOON)
    await house.look_at(NOON + DAY)
    assert await house.states(schedule) == ["23 12:00 skipped", "24 12:00 accepted"]


async def test_a_run_by_hand_counts_beside_the_slots(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    async with house.database.session() as session:
        await slots.ask_for(session, schedule.id, house.clock.now)
        await schedules.pause(session, schedule.id, house.clock.now)
    await house.look()
    async with house.database.session() as session:
        await schedules.change(session, schedule.id, house.clock.now, paused_at=None)
    await house.look_at(NOON)
    assert await house.states(schedule) == ["23 11:59 accepted", "23 12:00 accepted"]
    assert [slot.by_hand for slot in await house.of(schedule)] == [True, False]


async def test_a_place_that_is_closed_is_tried_again_until_it_opens(
    house: House, add_schedule: AddSchedule, stage: Boards
) -> None:
    schedule = await add_schedule()
    stage.closed = no_place()
    await house.look_at(NOON)
    await house.look_at(NOON + timedelta(seconds=29))
    (slot,) = await house.of(schedule)
    assert (slot.state, slot.attempts, slot.reason) == (SlotState.BEGUN, 1, "Nonet may not post there.")
    stage.closed = None
    await house.look_at(NOON + timedelta(seconds=30))
    (slot,) = await house.of(schedule)
    assert (slot.state, slot.attempts, slot.reason) == (SlotState.ACCEPTED, 2, "")
    assert stage.alerts == []


async def test_what_fails_for_all_of_the_grace_is_given_up_and_told_once(
    house: House, add_schedule: AddSchedule, stage: Boards
) -> None:
    schedule = await add_schedule()
    stage.closed = no_place()
    await house.look_at(NOON)
    for minutes in range(0, 600, 5):
        await house.look_at(NOON + minutes * MINUTE)
    (slot,) = await house.of(schedule)
    assert (slot.state, slot.reason) == (SlotState.FAILED, "Nonet may not post there.")
    assert slot.attempts < 20
    assert slot.finished_at is not None
    assert slot.finished_at <= NOON + GRACE
    assert stage.alerts == [(schedule.id, "Nonet may not post there.")]


async def test_without_a_prompt_a_slot_fails_in_the_end(
    house: House, add_schedule: AddSchedule, prompts: Prompts
) -> None:
    schedule = await add_schedule()
    prompts.texts = []
    for minutes in range(0, 200, 5):
        await house.look_at(NOON + minutes * MINUTE)
    (slot,) = await house.of(schedule)
    assert (slot.state, slot.reason) == (SlotState.FAILED, NO_PROMPT)


async def test_a_prompt_that_the_filter_refuses_is_passed_over(
    house: House, add_schedule: AddSchedule, prompts: Prompts, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts.texts = ["a naked woman having sex", "x" * 5_000, "", "a lemur in a toga"]
    await add_schedule()
    await house.look_at(NOON)
    (job,) = await house.jobs()
    assert job.prompt == "a lemur in a toga"
    logged = capsys.readouterr().out
    assert "passed over" in logged
    assert "naked" not in logged, "what was refused may be such that it must not be kept"


async def test_a_list_that_the_filter_refuses_wholly_says_why(
    house: House, add_schedule: AddSchedule, prompts: Prompts
) -> None:
    prompts.texts = ["a naked woman having sex"]
    schedule = await add_schedule()
    await house.look_at(NOON)
    (slot,) = await house.of(schedule)
    assert slot.state is SlotState.BEGUN
    assert slot.reason.startswith(f"{NO_PROMPT} The last was refused: ")


async def test_a_disk_that_is_full_for_a_while_is_waited_for(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = await add_schedule()

    async def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Acceptor, "accept", full)
        await house.look_at(NOON)
    await house.look_at(NOON + MINUTE)
    assert await house.states(schedule) == ["23 12:00 accepted"]


async def test_a_mistake_of_ours_is_tried_again_like_any_trouble(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = await add_schedule()
    with monkeypatch.context() as patch:
        patch.setattr(Poster, "post", lambda *_: asyncio.sleep(0, 1 / 0))
        await house.look_at(NOON)
    (slot,) = await house.of(schedule)
    assert slot.reason == UNEXPECTED
    await house.look_at(NOON + MINUTE)
    assert await house.states(schedule) == ["23 12:00 accepted"]


@pytest.mark.parametrize(
    ("then", "reason"),
    [("paused", PAUSED), ("a new time", NEXT_IS_DUE)],
)
async def test_a_slot_that_is_no_longer_wanted_is_skipped(
    house: House, add_schedule: AddSchedule, stage: Boards, then: str, reason: str
) -> None:
    schedule = await add_schedule()
    stage.closed = no_place()
    await house.look_at(NOON)
    stage.closed = None
    house.clock.now = NOON + MINUTE
    async with house.database.session() as session:
        if then == "paused":
            await schedules.pause(session, schedule.id, house.clock.now)
        if then == "a new time":
            await schedules.change(session, schedule.id, house.clock.now, clock="12:02")
    await house.look_at(NOON + 2 * MINUTE)
    first, *_ = await house.of(schedule)
    assert (first.state, first.reason) == (SlotState.SKIPPED, reason)


async def test_what_failed_before_everyone_stopped_has_failed(
    house: House, add_schedule: AddSchedule, stage: Boards
) -> None:
    schedule = await add_schedule()
    stage.closed = no_place()
    await house.look_at(NOON)
    stage.closed = None
    await house.look_at(NOON + GRACE + MINUTE)
    (slot,) = await house.of(schedule)
    assert (slot.state, slot.reason) == (SlotState.FAILED, "Nonet may not post there.")
    assert len(stage.alerts) == 1


async def test_a_list_that_is_refused_for_days_makes_no_schedule_suspect(
    house: House, add_schedule: AddSchedule, prompts: Prompts
) -> None:
    schedule = await add_schedule()
    prompts.texts = ["a naked woman having sex"] * 30
    await house.look_at(NOON)
    await house.look_at(NOON + HOUR)
    prompts.texts = ["a lemur in a toga"]
    await house.look_at(NOON + 2 * HOUR)
    assert await house.states(schedule) == ["23 12:00 accepted"]


async def test_another_process_takes_over_when_a_lease_has_run_out(
    house: House, add_schedule: AddSchedule
) -> None:
    schedule = await add_schedule()
    lease_s = house.settings.schedule.lease_s
    async with house.database.session() as session:
        dead = await slots.begin(session, schedule.id, NOON, NOON, lease_s)
    assert dead is not None
    await house.look_at(NOON + timedelta(seconds=lease_s - 1))
    assert await house.jobs() == []
    await house.look_at(NOON + timedelta(seconds=lease_s))
    (slot,) = await house.of(schedule)
    assert (slot.state, slot.attempts) == (SlotState.ACCEPTED, 2)


async def test_what_was_left_for_longer_than_the_grace_is_skipped(
    house: House, add_schedule: AddSchedule
) -> None:
    schedule = await add_schedule()
    async with house.database.session() as session:
        await slots.begin(session, schedule.id, NOON, NOON, 60)
        await slots.ask_for(session, schedule.id, NOON + MINUTE)
    await house.look_at(NOON + 2 * GRACE)
    assert [slot.state for slot in await house.of(schedule)] == [SlotState.SKIPPED] * 2
    assert await house.jobs() == []


async def test_a_front_that_others_serve_is_left_to_them(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule(front="elsewhere")
    async with house.database.session() as session:
        await slots.ask_for(session, schedule.id, house.clock.now)
    await house.look_at(NOON + DAY)
    assert [slot.attempts for slot in await house.of(schedule)] == [0]


async def test_who_comes_late_writes_no_job(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    async with house.database.session() as session:
        late = await slots.begin(session, schedule.id, NOON, NOON, 60)
        await slots.take_over(session, schedule.id, NOON + HOUR, 60)
    assert late is not None
    with pytest.raises(LeaseLostError):
        await house.slots.poster.post(schedule, late)
    assert await house.jobs() == []


async def test_two_looks_at_the_same_moment_make_one_job(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    house.clock.now = NOON
    await asyncio.gather(*(house.slots.look(schedule.id) for _ in range(8)))
    assert len(await house.jobs()) == 1


async def test_a_slot_on_a_server_begins_its_contest(
    house: House, add_schedule: AddSchedule, stage: Boards, clock: Clock
) -> None:
    stage.name = "discord"
    place = {"front": "discord", "server": "1", "channel": "2"}
    schedule = await add_schedule(**place, vote_hours=20.0, thread=True, winner_role="3")
    plain = await add_schedule(**place)
    await house.look_at(NOON)
    (slot,), (other,) = await house.of(schedule), await house.of(plain)
    async with house.database.reading() as session:
        contest = await contests.about_job(session, slot.job_id or "")
        assert await contests.about_job(session, other.job_id or "") is None
    assert contest is not None
    assert (contest.kind, contest.schedule_id) == (ContestKind.DAILY, schedule.id)
    assert (contest.server, contest.channel, contest.winner_role) == ("1", "2", "3")
    assert contest.closes_at - contest.opens_at == 20 * HOUR


async def test_a_schedule_that_was_removed_does_nothing(house: House, add_schedule: AddSchedule) -> None:
    schedule = await add_schedule()
    async with house.database.session() as session:
        await schedules.remove(session, schedule.id)
    house.clock.now = NOON
    await house.slots.look(schedule.id)
    assert await house.jobs() == []


async def test_one_that_stops_leaves_its_slot_to_others_at_once(
    house: House, add_schedule: AddSchedule, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = await add_schedule()
    house.clock.now = NOON
    with monkeypatch.context() as patch:
        patch.setattr(Poster, "post", lambda *_: asyncio.sleep(60))
        task = asyncio.create_task(house.look())
        await eventually(lambda: has_slots(house, schedule))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await house.look()
    assert await house.states(schedule) == ["23 12:00 accepted"]
