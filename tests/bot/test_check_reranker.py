"""`nonet check` says whether the reranker that is wanted is there."""

import pytest

from bot.check import LOOKS, Level
from bot.settings import Settings
from generation.errors import UnknownModelError


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Settings.model_validate({"generation": {"reranker": "clip-large"}})


async def test_one_that_is_not_there_is_told_with_where_it_should_be(settings):
    with pytest.raises(UnknownModelError, match=r"no reranker 'clip-large' in .*models/rerankers"):
        await LOOKS["generation"](settings)


async def test_one_that_is_there_is_fine(settings):
    directory = settings.models_dir / "rerankers" / "clip-large"
    directory.mkdir(parents=True)
    (directory / "config.json").write_text("{}")
    assert (await LOOKS["generation"](settings))[0] is Level.OK
