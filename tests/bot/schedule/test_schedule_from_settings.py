"""The schedules of config.toml are in the database, as they are written there, and no others of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.schedule.from_settings import follow_settings, schedules_of
from bot.settings import Settings, load_settings
from db import schedules
from db.schedules import Schedule
from db.session import Database
from tests.bot.schedule.conftest import HOUR, NOON, AddSchedule


def settings_with(toml: str) -> Settings:
    Path("config.toml").write_text(toml)
    return load_settings()


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NONET_CONFIG", raising=False)


def test_the_web_page_has_a_prompt_of_the_day_by_default() -> None:
    (daily,) = schedules_of(settings_with(""))
    assert (daily.config_name, daily.front, daily.server) == ("daily", "web", None)
    assert (daily.clock, daily.zone, daily.weekdays) == ("12:00", "UTC", "1234567")
    assert (daily.thread, daily.vote_hours, daily.on_twitter) == (False, None, False)


@pytest.mark.parametrize("off", ["[schedule]\nweb_prompt = false", "[web]\nenabled = false"])
def test_one_setting_turns_it_off(off: str) -> None:
    assert schedules_of(settings_with(off)) == []


def test_one_of_the_settings_for_the_page_takes_its_place() -> None:
    (meme,) = schedules_of(
        settings_with('[schedule.prompts.meme]\ntime = "8:15"\nzone = "tokyo"\nweekdays = ["sun", "mon"]')
    )
    assert (meme.config_name, meme.clock, meme.zone, meme.weekdays) == ("meme", "08:15", "Asia/Tokyo", "17")


def test_one_for_discord_stands_beside_it() -> None:
    toml = '[schedule.prompts.meme]\nfront = "discord"\nserver = 12\nchannel = 34\nvote_hours = 8'
    meme, daily = schedules_of(settings_with(toml))
    assert (meme.server, meme.channel, meme.vote_hours, meme.thread) == ("12", "34", 8.0, True)
    assert daily.config_name == "daily"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('zone = "Mars"', "schedule.prompts.meme: There is no time zone 'Mars'"),
        ('time = "25:00"', "schedule.prompts.meme: The time '25:00'"),
        ('front = "discord"', "front discord needs server and channel"),
        ('weekdays = ["someday"]', "schedule.prompts.meme.weekdays"),
        ("weekdays = []", "schedule.prompts.meme.weekdays"),
        ('sources = ["shipped", "shipped"]', "each once"),
    ],
)
def test_a_mistake_is_named(setting: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        schedules_of(settings_with(f"[schedule.prompts.meme]\n{setting}"))


async def follow(database: Database, toml: str) -> list[Schedule]:
    async with database.session() as session:
        await follow_settings(session, schedules_of(settings_with(toml)), NOON + HOUR)
        return await schedules.all_of_house(session)


async def test_what_is_added_changed_or_removed_there_is_so_in_the_database(
    database: Database, add_schedule: AddSchedule
) -> None:
    by_hand = await add_schedule()
    kept, daily = await follow(database, "")
    assert kept == by_hand
    kept, changed = await follow(database, '[schedule.prompts.daily]\ntime = "10:00"')
    assert (changed.id, changed.clock) == (daily.id, "10:00")
    kept, meme = await follow(database, "[schedule.prompts.meme]")
    assert meme.config_name == "meme"
    assert meme.id != daily.id
    assert await follow(database, "[schedule]\nweb_prompt = false") == [by_hand]


async def test_following_again_changes_nothing_and_a_pause_outlasts_it(database: Database) -> None:
    (daily,) = await follow(database, "")
    assert await follow(database, "") == [daily]
    async with database.session() as session:
        await schedules.pause(session, daily.id, NOON)
    (rests,) = await follow(database, "[schedule.prompts.daily]\nrepeat_days = 9")
    assert rests == replace(daily, repeat_days=9, paused_at=NOON)
