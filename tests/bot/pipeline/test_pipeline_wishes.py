"""What people wish for besides the prompt: for once, or whenever they don't say otherwise."""

import pytest

from bot.errors import BadRequestError, RefusedError
from bot.pipeline.request import Place, Requester
from bot.styles import STYLES
from db import preferences, server_filter, servers
from db.models import QuotaScope
from db.preferences import Preferences
from tests.bot.pipeline.conftest import Pipeline

ANN = Requester("web", "ann", "Ann")


async def wish(pipeline: Pipeline, **wishes: object) -> None:
    async with pipeline.database.session() as session:
        await preferences.prefer(session, ANN.platform, ANN.id, Preferences(**wishes))


async def test_lasting_wishes_hold_unless_the_request_says_otherwise(pipeline: Pipeline) -> None:
    await wish(pipeline, style="pixel-art", negative_prompt="hats", spoiler=True)

    usual = await pipeline.accept("usual")
    assert (usual.style, usual.negative_prompt, usual.spoiler) == ("pixel-art", "hats", True)
    assert usual.style_words == STYLES["pixel-art"].words
    other = await pipeline.accept("other", style="", negative_prompt="", spoiler=False)
    assert (other.style, other.negative_prompt, other.spoiler) == ("", "", False)
    someone = await pipeline.accept("someone", requester=Requester(ANN.platform, "bob"))
    assert (someone.style, someone.negative_prompt, someone.spoiler) == ("", "", False)


async def test_a_style_that_is_not_known_where_one_is_is_passed_over(pipeline: Pipeline) -> None:
    await wish(pipeline, style="house of another server")
    assert (await pipeline.accept()).style == ""


async def test_what_is_to_be_left_out_is_judged_with_what_is_asked_for(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await server_filter.set_words(session, "web", "cats", extra=["without clothes"], allowed=[])
    with pytest.raises(RefusedError):
        await pipeline.accept(prompt="a cat", negative_prompt="clothes", place=Place("web", "page", "cats"))


async def test_what_is_to_be_left_out_is_no_longer_than_a_prompt(pipeline: Pipeline) -> None:
    with pytest.raises(BadRequestError, match="at most"):
        await pipeline.accept(negative_prompt="x" * 5_000)


@pytest.mark.parametrize(("channel", "roles", "covered"), [("lounge", (), True), ("yard", ("3",), True)])
async def test_some_channels_and_roles_cover_all_pictures(
    pipeline: Pipeline, channel: str, roles: tuple[str, ...], covered: bool
) -> None:
    async with pipeline.database.session() as session:
        await servers.set_covers(session, "web", "cats", QuotaScope.CHANNEL, ["lounge"])
        await servers.set_covers(session, "web", "cats", QuotaScope.ROLE, ["3"])
    place = Place("web", "page", "cats", channel)
    job = await pipeline.accept(
        place=place, requester=Requester("web", "ann", "Ann", roles=roles), spoiler=False
    )
    assert job.spoiler is covered
    elsewhere = Place("web", "page", "cats", "yard")
    assert not (await pipeline.accept("elsewhere", place=elsewhere, spoiler=False)).spoiler
