"""What a server has chosen holds for what is asked for on it."""

import pytest

from bot.errors import BadRequestError, PlaceError, RefusedError
from bot.pipeline.request import Place, Requester
from bot.styles import STYLES
from bot.texts.texts import texts_for
from db import server_quotas, servers, styles
from db.server_quotas import QuotaScope, ServerQuota
from db.styles import Style
from generation.protocol import PROMPT_LIMIT_CHARS
from tests.bot.pipeline.conftest import Pipeline

LOUNGE = Place("web", "page", "cats", "lounge")
GARDEN = Place("web", "page", "cats", "garden")
NOWHERE = Place("web", "page", "cats")
BOB = Requester("web", "bob")


@pytest.mark.parametrize(
    ("lists", "allowed"),
    [
        ({}, [LOUNGE, GARDEN, NOWHERE]),
        ({"denied": ["garden"]}, [LOUNGE, NOWHERE]),
        ({"allowed": ["garden"]}, [GARDEN]),
        ({"allowed": ["garden", "lounge"], "denied": ["lounge"]}, [GARDEN]),
    ],
)
async def test_pictures_are_asked_for_where_the_server_allows_it(
    pipeline: Pipeline, lists: dict[str, list[str]], allowed: list[Place]
) -> None:
    async with pipeline.database.session() as session:
        await servers.set_channels(session, "web", "cats", **lists)
    for place in (LOUNGE, GARDEN, NOWHERE):
        if place in allowed:
            await pipeline.accept(str(place), place=place)
        else:
            with pytest.raises(PlaceError) as caught:
                await pipeline.accept(str(place), place=place)
            assert texts_for("en")(caught.value.key, **caught.value.values)


async def test_what_the_server_has_a_channel_for_is_posted_there(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await servers.set_channels(session, "web", "cats", allowed=["garden"])
    assert (await pipeline.accept(place=LOUNGE, place_is_chosen=True)).channel == "lounge"


async def test_other_servers_and_places_outside_of_any_are_free(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await servers.set_channels(session, "web", "cats", allowed=["garden"])
    await pipeline.accept("dogs", place=Place("web", "page", "dogs", "lounge"))
    await pipeline.accept("alone", place=Place("web", "page"))


@pytest.mark.parametrize(
    ("chosen", "asked", "covered"),
    [(None, None, False), (True, None, True), (True, False, False), (None, True, True)],
)
async def test_pictures_are_covered_as_the_person_or_else_the_server_wishes(
    pipeline: Pipeline, chosen: bool | None, asked: bool | None, covered: bool
) -> None:
    async with pipeline.database.session() as session:
        await servers.choose(session, "web", "cats", spoiler=chosen)
    assert (await pipeline.accept(place=LOUNGE, spoiler=asked)).spoiler is covered


async def test_a_style_that_ships_adds_its_words_for_the_model(pipeline: Pipeline) -> None:
    job = await pipeline.accept(prompt="a fox", style="pixel-art")
    assert (job.prompt, job.style) == ("a fox", "pixel-art")
    await pipeline.render_next()
    assert pipeline.service.requests[0].prompt == f"a fox, {STYLES['pixel-art'].words}"


async def test_servers_add_styles_and_replace_those_that_ship(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await styles.put_style(session, "web", "cats", Style("house", "as our house cat sees it"))
        await styles.put_style(session, "web", "cats", Style("photo", "a blurred photo"))
    assert (
        await pipeline.accept("own", place=LOUNGE, style="house")
    ).style_words == "as our house cat sees it"
    assert (await pipeline.accept("replaced", place=LOUNGE, style="photo")).style_words == "a blurred photo"
    with pytest.raises(BadRequestError, match="no such style; there are photo, drawing") as caught:
        await pipeline.accept("elsewhere", style="house")
    assert texts_for("de")(caught.value.key, **caught.value.values)


async def test_what_prompt_and_style_say_together_is_judged(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await styles.put_style(session, "web", "cats", Style("bare", "nude, porn"))
    with pytest.raises(RefusedError):
        await pipeline.accept(prompt="a woman", place=LOUNGE, style="bare")


async def test_prompt_and_style_together_are_never_too_long_for_the_service(pipeline: Pipeline) -> None:
    limits = pipeline.settings.limits.model_copy(update={"prompt_chars": PROMPT_LIMIT_CHARS})
    pipeline.acceptor._settings = pipeline.settings.model_copy(update={"limits": limits})
    prompt = "fox " * (PROMPT_LIMIT_CHARS // 4 - 1)
    await pipeline.accept("plain", prompt=prompt)
    with pytest.raises(BadRequestError, match=r"at most 3,9\d\d"):
        await pipeline.accept("styled", prompt=prompt, style="photo")


async def test_a_variation_is_painted_as_its_parent_was(pipeline: Pipeline) -> None:
    parent = await pipeline.accept("parent", prompt="a fox", style="photo", model="dalle-mini")
    await pipeline.render_next()
    job = await pipeline.accept("child", prompt="something else", parent=parent.id, vary=3, style="clay")
    assert (job.prompt, job.style, job.style_words) == (parent.prompt, parent.style, parent.style_words)
    assert (job.model, job.parent_id, job.parent_sample, job.kept_share) == ("dalle-mini", parent.id, 3, 0.5)


async def test_a_job_that_repeats_another_may_say_something_else(pipeline: Pipeline) -> None:
    parent = await pipeline.accept("parent", prompt="a fox")
    job = await pipeline.accept("child", prompt="a hare", parent=parent.id)
    assert (job.prompt, job.parent_id, job.kept_share) == ("a hare", parent.id, None)


@pytest.mark.parametrize("options", [{"parent": "none"}, {"vary": 1}, {"parent": "none", "vary": 1}])
async def test_a_parent_must_be_there(pipeline: Pipeline, options: dict[str, object]) -> None:
    with pytest.raises(BadRequestError, match="not there any more") as caught:
        await pipeline.accept(**options)
    assert texts_for("ja")(caught.value.key)


@pytest.mark.parametrize("sample", [0, 10, -1])
async def test_of_nine_samples_there_is_no_tenth(pipeline: Pipeline, sample: int) -> None:
    parent = await pipeline.accept("parent")
    await pipeline.render_next()
    with pytest.raises(BadRequestError):
        await pipeline.accept("child", parent=parent.id, vary=sample)


async def test_nobody_goes_on_from_someone_elses_private_job(pipeline: Pipeline) -> None:
    parent = await pipeline.accept("parent", private=True)
    await pipeline.render_next()
    with pytest.raises(BadRequestError):
        await pipeline.accept("bob's", requester=BOB, parent=parent.id, vary=1)
    await pipeline.accept("own", parent=parent.id, vary=1, private=True)


async def test_the_choices_of_a_server_are_kept_and_forgotten_as_a_whole(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await servers.choose(session, "web", "cats", policy="strict", language="de", retention_days=7.0)
        await servers.set_channels(session, "web", "cats", denied=["garden"])
        await styles.put_style(session, "web", "cats", Style("house", "our house"))
        await server_quotas.set_quota(session, "web", "cats", ServerQuota(QuotaScope.SERVER, per_hour=3))
        chosen = await servers.choices(session, "web", "cats")
        assert (chosen.policy, chosen.language, chosen.retention_days) == ("strict", "de", 7.0)
        assert chosen.denied_channels == {"garden"}
        await servers.forget_server(session, "web", "cats")
    async with pipeline.database.reading() as session:
        assert await servers.choices(session, "web", "cats") == servers.ServerChoices()
        assert await styles.of_server(session, "web", "cats") == []
        assert await server_quotas.of_server(session, "web", "cats") == []
