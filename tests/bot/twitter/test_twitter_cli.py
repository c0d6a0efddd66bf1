"""`nonet twitter` and `nonet people`, against X on loopback. The commands run in a thread of their own."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer import Typer
from typer.testing import CliRunner

from bot.check import Level, findings
from bot.errors import StorageError
from bot.people_cli import people_commands
from bot.settings import Settings
from bot.twitter.keys import UserKeys, key_file
from bot.twitter_cli import TwitterError, twitter_commands
from tests.bot.twitter.conftest import House
from tests.bot.twitter.fake_x import FakeX, problem

KEYS = ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET")


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("NONET_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("NONET_TWITTER__BASE_URL", settings.twitter.base_url)
    monkeypatch.setenv("NONET_TWITTER__RECONCILE_AFTER_S", "0")
    monkeypatch.setenv("NONET_TWITTER__ENABLED", "true")
    for key in KEYS:
        monkeypatch.setenv(f"NONET_TWITTER__{key}", "key")


async def invoke(commands: Typer, *arguments: str, typed: str = "") -> Result:
    return await asyncio.to_thread(CliRunner().invoke, commands, arguments, input=typed)


async def run(commands: Typer, *arguments: str, typed: str = "") -> str:
    result = await invoke(commands, *arguments, typed=typed)
    if result.exception:
        raise result.exception
    return result.output


async def answered(house: House, x: FakeX) -> str:
    """The job of a mention that has been answered."""
    await house.poller.poll()
    mention = x.mention("@nonet a fox")
    await house.answer()
    job = await house.job_of(mention)
    assert job is not None
    return job.id


async def test_check_says_whose_the_keys_are_and_what_is_missing(x: FakeX) -> None:
    said = await run(twitter_commands, "check")
    assert "The account is @nonet (7)." in said
    assert "twitter.reply_approved is false" in said


async def test_check_tries_again_what_was_paused(house: House, x: FakeX) -> None:
    x.faults["GET /2/users/me"] = [problem(402, "CreditsDepleted")]
    with pytest.raises(TwitterError, match="CreditsDepleted"):
        await run(twitter_commands, "check")

    said = await run(twitter_commands, "check")

    assert "was paused" in said and "@nonet" in said


async def test_costs_are_shown_and_told(house: House, x: FakeX) -> None:
    assert "Nothing has been asked" in await run(twitter_commands, "costs", "--days", "1")
    await answered(house, x)

    shown = await run(twitter_commands, "costs")
    told = json.loads(await run(twitter_commands, "costs", "--json"))

    assert re.search(r"^reply +1 +0 +1 +0\.010$", shown, re.MULTILINE)
    assert re.search(r"^all +6 +0 +5 +0\.026$", shown, re.MULTILINE)
    assert "1,000 of them cost 26.00 USD" in shown
    assert "1 accepted" in shown
    assert told["total_usd"] == pytest.approx(0.026)
    assert told["mentions"] == {"accepted": 1}


async def test_a_best_is_posted_once_and_taken_down(house: House, x: FakeX) -> None:
    job_id = await answered(house, x)

    first = await run(twitter_commands, "post", job_id, "--language", "de")
    assert await run(twitter_commands, "post", job_id) == first
    assert x.posts[-1]["text"].startswith("Das hier hat vielen gefallen: „a fox“")
    assert "reply" not in x.bodies[-1] and x.bodies[-1]["made_with_ai"] is True

    assert await run(twitter_commands, "remove", job_id) == "Posts deleted: 2.\n"
    assert [post["author_id"] for post in x.posts] == ["100"]


async def test_the_prompt_of_the_day_is_called_so(house: House, x: FakeX) -> None:
    job_id = await answered(house, x)
    await run(twitter_commands, "post", job_id, "--daily")
    assert x.posts[-1]["text"].startswith("Prompt of the day: “a fox”")


async def test_languages_that_nonet_does_not_speak_are_refused(x: FakeX) -> None:
    result = await invoke(twitter_commands, "post", "a-job", "--language", "tlh")
    assert result.exit_code == 2 and not x.calls


async def test_a_best_that_got_there_in_silence_is_found(house: House, x: FakeX) -> None:
    job_id = await answered(house, x)
    x.faults["POST /2/tweets"] = [None]
    with pytest.raises(TwitterError, match="silent"):
        await run(twitter_commands, "post", job_id)

    await run(twitter_commands, "post", job_id)

    assert len(x.bodies) == 2, "the reply, and one post"


async def test_whoever_is_forgotten_is_taken_down_from_x(house: House, x: FakeX, tmp_path: Path) -> None:
    await answered(house, x)
    await run(people_commands, "export", "twitter", "100", "--out", str(tmp_path / "ann.zip"))
    archive = (tmp_path / "ann.zip").stat()
    assert archive.st_size > 1_000 and archive.st_mode & 0o777 == 0o600
    with pytest.raises(StorageError, match="nowhere"):
        await run(people_commands, "export", "twitter", "100", "--out", str(tmp_path / "nowhere" / "ann.zip"))

    assert "taken down: 1" in await run(people_commands, "forget", "twitter", "100")
    await house.runner.look()

    assert [post["author_id"] for post in x.posts] == ["100"]


async def test_whoever_opts_out_by_the_operator_is_left_alone(house: House, x: FakeX) -> None:
    await house.poller.poll()
    await run(people_commands, "opt-out", "twitter", "100")
    mention = x.mention("@nonet a fox")
    await house.answer()
    assert not x.replies_to(mention)

    await run(people_commands, "opt-in", "twitter", "100")
    again = x.mention("@nonet a fox")
    await house.answer()
    assert len(x.replies_to(again)) == 1


async def test_a_pin_is_asked_for_and_the_keys_are_kept(
    settings: Settings, x: FakeX, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NONET_TWITTER__ACCESS_TOKEN")
    said = await run(twitter_commands, "login", typed="123456\n")
    assert "/oauth/authorize?oauth_token=rt" in said and "@nonet (7)" in said
    assert key_file(settings).read() == UserKeys("7-at", "as")


async def test_keys_of_the_settings_go_before_a_login(x: FakeX) -> None:
    said = await run(twitter_commands, "login", typed="123456\n")
    assert "twitter.access_token is set" in said
    assert "GET /2/users/me" not in x.calls


@pytest.mark.parametrize(
    ("setting", "value", "level"),
    [
        ("ENABLED", "false", Level.OFF),
        ("ACCESS_TOKEN", "", Level.WRONG),
        ("REPLY_APPROVED", "false", Level.NOTE),
        ("REPLY_APPROVED", "true", Level.OK),
    ],
)
async def test_nonet_check_says_what_stands_in_the_way(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, level: Level
) -> None:
    monkeypatch.setenv(f"NONET_TWITTER__{setting}", value)
    seen = [finding.level async for finding in findings() if finding.subject == "twitter"]
    assert seen == [level]
