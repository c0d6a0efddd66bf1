"""What `nonet draw` does when it can't draw."""

import pwd
import socket
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from bot.app import open_database
from bot.command_line import COMMAND_LINE
from bot.draw import Wish, draw
from bot.errors import StorageError
from bot.pipeline.request import Options
from bot.settings import Settings
from db import jobs
from generation.errors import ServiceUnavailableError


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """With a service elsewhere that is away."""
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    return Settings.model_validate({"data_dir": tmp_path / "data", "generation": {"url": url}})


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    return Wish(prompt="a cat", out=tmp_path / "cat.png", options=Options())


async def test_nobody_paints_later_what_the_shell_was_told_can_not_be_painted(
    settings: Settings, wish: Wish
) -> None:
    with pytest.raises(ServiceUnavailableError):
        await draw(settings, wish, Mock())

    async with open_database(settings) as database, database.reading() as session:
        assert await jobs.unfinished(session, [COMMAND_LINE]) == []


async def test_a_folder_of_samples_that_can_not_be_made_is_told_before_anything_is_painted(
    settings: Settings, wish: Wish, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match="file can't be made"):
        await draw(settings, replace(wish, samples_dir=tmp_path / "file"), Mock())


async def test_a_user_without_a_name_may_draw(
    settings: Settings, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", Mock(side_effect=KeyError))  # as for a number of no one

    with pytest.raises(ServiceUnavailableError):
        await draw(settings, wish, Mock())
