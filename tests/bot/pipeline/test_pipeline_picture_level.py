"""How strictly pictures are judged follows from the place: relaxed is for adults only."""

import pytest

from bot.pipeline.background import Background
from bot.pipeline.reading import read
from bot.pipeline.request import Place
from bot.settings import Settings
from db.server_filter import FilterChoices
from db.servers import ServerChoices
from tests.bot.pipeline.conftest import ask


@pytest.mark.parametrize(
    ("policy", "sexual", "age_restricted", "level"),
    [
        (None, None, False, "strict"),
        (None, None, True, "strict"),
        ("standard", None, False, "standard"),
        ("relaxed", None, False, "standard"),
        ("relaxed", None, True, "relaxed"),
        ("relaxed", "strict", True, "strict"),
        ("standard", "relaxed", False, "standard"),
        ("standard", "relaxed", True, "relaxed"),
    ],
)
def test_the_level_is_the_servers_within_what_the_place_allows(
    policy: str | None, sexual: str | None, age_restricted: bool, level: str
) -> None:
    settings = Settings.model_validate({"moderation": {"policy": "strict"}})
    place = Place("discord", "address", server="1", channel="2", age_restricted=age_restricted)
    chosen = FilterChoices(levels={"sexual": sexual, "hate": "relaxed"} if sexual else {})
    around = Background(server=ServerChoices(policy=policy), filter=chosen)
    assert read(ask(place=place), around, settings).picture_level == level
