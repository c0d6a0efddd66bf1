"""The operator gives tiers and bans from the shell."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.errors import SettingsError
from bot.people_cli import people_commands
from db import people
from db.people import Person
from db.session import Database


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text("[tiers.gold]\nper_hour = 500\n")


def nonet_people(*arguments: str) -> str:
    result = CliRunner().invoke(people_commands, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def person(person_id: str = "123") -> Person:
    async def read() -> Person:
        database = Database("sqlite:///data/nonet.db")
        async with database.reading() as session:
            found = await people.get(session, "discord", person_id)
        await database.close()
        return found

    return asyncio.run(read())


def test_a_tier_is_given_and_taken_away() -> None:
    assert nonet_people("tier", "discord", "123", "gold") == "discord 123 has the tier gold.\n"
    assert person().tier == "gold"
    assert nonet_people("tier", "discord", "123") == "discord 123 has no tier.\n"
    assert person().tier is None


def test_someone_is_kept_out_with_a_reason_and_let_in_again() -> None:
    nonet_people("ban", "discord", "123", "--days", "7", "--reason", "Come back next week.")
    kept_out = person()
    assert kept_out.ban_reason == "Come back next week."
    assert kept_out.banned_until
    assert abs(kept_out.banned_until - datetime.now(UTC) - timedelta(days=7)) < timedelta(minutes=5)
    nonet_people("unban", "discord", "123")
    assert person().banned_until is None


def test_a_tier_that_is_not_in_the_settings_is_a_mistake() -> None:
    with pytest.raises(SettingsError, match="no tier 'golden' in the settings; there are: gold"):
        nonet_people("tier", "discord", "123", "golden")


def test_a_platform_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(SettingsError, match="no platform 'Discord'"):
        nonet_people("unban", "Discord", "123")
