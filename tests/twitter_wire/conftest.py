"""For each test a stand-in of X, a painter, and settings that lead to both."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.common.painter import Painter, painter
from bench.twitter.server import StandIn, stand_in
from bot.settings import Settings
from tests.twitter_wire.nonet import settings_for


@pytest.fixture
async def server() -> AsyncIterator[StandIn]:
    async with stand_in() as server:
        yield server


@pytest.fixture
async def service() -> AsyncIterator[Painter]:
    async with painter(seconds=0.0) as service:
        yield service


@pytest.fixture
def settings(
    tmp_path: Path,
    empty_database: Path,
    server: StandIn,
    service: Painter,
    monkeypatch: pytest.MonkeyPatch,
) -> Settings:
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    shutil.copy(empty_database, tmp_path)
    return settings_for(tmp_path, server, service)
