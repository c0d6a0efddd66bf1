"""/prefer and what /draw offers besides the prompt: what to leave out, and a picture to go on from."""

import io

import pytest
from PIL import Image
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.asking.wishes import wishes_text
from bot.texts.texts import LANGUAGES, texts_for
from db import preferences
from db.preferences import Preferences
from tests.bot.discord.conftest import PROMPT


def picture_file(kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (90, 60), "orange").save(file, kind)
    return file.getvalue()


async def wishes_of(house, person: MemberActor) -> Preferences:
    async with house.database.reading() as session:
        return await preferences.of_person(session, "discord", str(person.id))


async def test_what_someone_prefers_holds_for_what_they_ask_next(house, alice, channel) -> None:
    form = await alice.slash(channel, "prefer")
    await alice.submit_modal(form, {"style": ["photo"], "without": "hats", "spoiler": ["on"]})
    assert await wishes_of(house, alice) == Preferences(style="photo", negative_prompt="hats", spoiler=True)

    await alice.slash(channel, "draw", prompt=PROMPT)
    job = await house.paint_next()
    assert (job.style, job.negative_prompt, job.spoiler) == ("photo", "hats", True)


async def test_the_answer_says_what_holds_now_and_only_to_the_person(house, alice, channel) -> None:
    form = await alice.slash(channel, "prefer")
    said = await alice.submit_modal(form, {"style": ["photo"], "without": "*hats*", "spoiler": ["usual"]})
    assert said.response.ephemeral
    text = str(said.response.components)
    assert "photo" in text
    assert "*hats*" not in text.replace(r"\*", "")


async def test_an_empty_form_forgets_all_wishes(house, alice, channel) -> None:
    async with house.database.session() as session:
        await preferences.prefer(session, "discord", str(alice.id), Preferences(style="photo"))
    form = await alice.slash(channel, "prefer")
    said = await alice.submit_modal(form, {"style": [], "without": "", "spoiler": ["usual"]})
    assert await wishes_of(house, alice) == Preferences()
    assert "no lasting wishes" in str(said.response.components)


async def test_the_form_of_draw_begins_with_the_wishes_and_can_leave_them(house, alice, channel) -> None:
    async with house.database.session() as session:
        await preferences.prefer(session, "discord", str(alice.id), Preferences(negative_prompt="hats"))
    form = await alice.slash(channel, "draw")
    await alice.submit_modal(form, {"prompt": PROMPT, "without": ""})
    assert (await house.paint_next()).negative_prompt == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_wishes_are_named_in_every_language(language: str) -> None:
    for spoiler in (None, True, False):
        text = wishes_text(
            Preferences(style="photo", negative_prompt="hats", spoiler=spoiler), texts_for(language)
        )
        assert text.count("\n- ") == 3


async def test_draw_goes_on_from_a_picture(house, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT, picture=("cat.png", picture_file()))
    job = await house.paint_next()
    assert job.picture_key is not None
    kept = house.image_store.path(job.picture_key).read_bytes()
    assert Image.open(io.BytesIO(kept)).size == (512, 512)
    assert house.painter.requests[-1].picture == kept


async def test_again_goes_on_from_the_same_picture(house, env: Env, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT, picture=("cat.png", picture_file("JPEG")))
    first = await house.paint_next()
    await house.deliver_all()
    await alice.click(channel.last_message, custom_id=f"again:{first.id}")
    again = await house.paint_next()
    assert again.id != first.id
    assert again.picture_key == first.picture_key


async def test_a_picture_that_is_none_is_said_to_be_unreadable(
    house, env: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT, picture=("cat.png", b"no picture"))
    [error] = env.errors
    assert error.original.key == "error-picture-unread"


async def test_a_picture_alone_is_not_enough(
    env: Env, guild: GuildHandle, alice: MemberActor, channel: ChannelHandle
) -> None:
    await alice.slash(channel, "draw", picture=("cat.png", picture_file()))
    [error] = env.errors
    assert error.original.key == "asking-picture-alone"
