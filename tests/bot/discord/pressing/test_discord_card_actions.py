"""What people do with a result: every button, menu and form of its card, as Discord sends them."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from simcord import MemberActor
from simcord.results import InteractionResult
from sqlalchemy import update

from bot.discord.card import layout, panels
from bot.discord.connection.client import NonetBot
from bot.discord.desk import DISCORD
from bot.pipeline.progress import Waiting
from bot.pipeline.request import place_of
from bot.provenance import read_provenance
from bot.texts.texts import texts_for
from db import images, jobs, posts, refusals, reports, samples, servers
from db.jobs import Job, JobState
from db.models import PostKind, Pressers, SampleRow
from tests.bot.discord.answers import parts, says, told
from tests.bot.discord.conftest import PROMPT


async def press(person: MemberActor, message: Any, action: str, job: Job, number: int | None = None):
    """Press a button of a message, which may be an answer for this person alone."""
    suffix = f":{number}" if number else ""
    return await person.click(message, custom_id=f"{action}:{job.id}{suffix}")


def buttons(message: Any) -> set[str]:
    return {part["custom_id"].split(":")[0] for part in parts(message) if "custom_id" in part}


async def is_gone(house, job: Job) -> bool:
    async with house.database.reading() as session:
        return await jobs.get(session, job.id) is None


async def open_form(person: MemberActor, message: Any, action: str, job: Job) -> InteractionResult:
    """A form that is reached by "More…"."""
    more = await press(person, message, "more", job)
    return await press(person, more.followups[0], action, job)


async def test_a_picked_sample_is_posted_enlarged_with_its_provenance(house, done, bob, channel) -> None:
    card = channel.last_message
    await bob.select(card, ["7"], custom_id=f"pick:{done.id}")

    message = channel.last_message
    assert message.id != card.id
    assert message.attachments[0].filename == "nonet-a-hamster-godzilla-in-a-sombrero-attacking-tokyo-7.png"
    picture = await message.attachments[0].read()
    assert min(Image.open(io.BytesIO(picture)).size) >= 768
    async with house.database.reading() as session:
        sample = await samples.get(session, done.id, 7)
        post = await posts.by_message(session, DISCORD, str(message.id))
    assert read_provenance(picture).seed == sample.seed
    assert (post.job_id, post.kind, post.sample, post.person_id) == (done.id, PostKind.SAMPLE, 7, str(bob.id))


async def test_again_paints_the_same_with_another_seed(house, done, bob, channel) -> None:
    await press(bob, channel.last_message, "again", done)
    again = await house.paint_next()

    assert (again.prompt, again.parent_id, again.requester_id) == (PROMPT, done.id, str(bob.id))
    assert again.seed != done.seed


async def test_what_follows_links_to_what_it_followed(house, done, alice, channel) -> None:
    card = channel.last_message
    await press(alice, card, "again", done)
    await house.paint_next()
    await house.deliver_all()

    assert f"({card.jump_url})" in says(channel.last_message)


async def test_varying_asks_which_and_keeps_its_upper_part(house, alice, bob, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT)
    job = await house.paint_next()
    await give_tokens(house, job)
    await house.deliver_all()
    asked = await press(bob, channel.last_message, "vary", job)
    await press(bob, asked.response, "vary", job, 4)
    varied = await house.paint_next()

    assert asked.response.ephemeral
    assert (varied.parent_id, varied.parent_sample, varied.prompt) == (job.id, 4, PROMPT)
    assert varied.kept_share


async def give_tokens(house, job: Job) -> None:
    """As if the model had image tokens."""
    async with house.database.session() as session:
        await session.execute(
            update(SampleRow).where(SampleRow.job_id == job.id).values(tokens=samples.pack([1] * 256))
        )


async def test_a_model_without_tokens_has_no_variations(done, bob, channel) -> None:
    assert "vary" not in buttons(channel.last_message)


async def test_the_prompt_can_be_edited_in_a_form(house, done, bob, channel) -> None:
    form = await press(bob, channel.last_message, "edit", done)
    await bob.submit_modal(form, {"prompt": "a hamster at the beach", "style": ["clay"]})
    edited = await house.paint_next()

    assert (edited.prompt, edited.style, edited.parent_id) == ("a hamster at the beach", "clay", done.id)


async def test_the_form_holds_what_was_asked_for_as_it_was(house, alice, channel) -> None:
    job = await house.draw(alice, channel, style="clay", without="hats")
    form = await press(alice, channel.last_message, "edit", job)

    prompt, style, without = (label["component"] for label in form.modal["components"])
    assert prompt["value"] == PROMPT
    assert [option["value"] for option in style["options"] if option.get("default")] == ["clay"]
    assert without["value"] == "hats"


async def test_a_form_can_be_sent_after_a_restart(house, env, done, bob, channel) -> None:
    form = await press(bob, channel.last_message, "edit", done)
    env.bot._connection._view_store._modals.clear()
    await bob.submit_modal(form, {"prompt": "a hamster at the beach", "style": []})

    assert (await house.paint_next()).prompt == "a hamster at the beach"


async def test_meme_text_is_written_on_a_sample(house, done, bob, channel) -> None:
    more = await press(bob, channel.last_message, "more", done)
    form = await press(bob, more.followups[0], "caption", done)
    await bob.submit_modal(form, {"number": ["5"], "top": "one does not simply", "bottom": ""})

    message = channel.last_message
    async with house.database.reading() as session:
        post = await posts.by_message(session, DISCORD, str(message.id))
    assert (post.kind, post.sample) == (PostKind.SAMPLE, 5)
    assert "one does not simply" in message.attachments[0].description


async def test_meme_text_is_filtered_like_a_prompt(house, done, bob, channel) -> None:
    card = channel.last_message
    form = await open_form(bob, card, "caption", done)
    result = await bob.submit_modal(form, {"number": ["5"], "top": "gas the jews", "bottom": ""})

    assert channel.last_message.id == card.id
    assert told(result)
    async with house.database.reading() as session:
        [refusal] = await refusals.newest(session, 10)
    assert refusal.requester_id == str(bob.id)


async def test_an_empty_caption_is_none(done, bob, channel) -> None:
    form = await open_form(bob, channel.last_message, "caption", done)
    result = await bob.submit_modal(form, {"number": ["5"], "top": "", "bottom": " "})

    assert told(result) == "A caption needs some words."


async def test_all_nine_can_be_downloaded(done, bob, channel) -> None:
    more = await press(bob, channel.last_message, "more", done)
    result = await press(bob, more.followups[0], "download", done)

    [archive] = result.followups[-1].attachments
    assert archive.filename == "nonet-a-hamster-godzilla-in-a-sombrero-attacking-tokyo.zip"
    with zipfile.ZipFile(io.BytesIO(await archive.read())) as files:
        assert len(files.namelist()) == 9
        assert files.testzip() is None


async def test_links_to_share_by_are_shown_to_the_person(done, bob, channel) -> None:
    more = await press(bob, channel.last_message, "more", done)
    await press(bob, more.followups[0], "share", done)

    links = [part["url"] for part in parts(more.followups[0]) if "url" in part]
    assert [link.split("?")[0] for link in links] == [
        "https://x.com/intent/post",
        "https://www.reddit.com/submit",
    ]


async def test_a_report_reaches_the_moderators(house, done, bob, channel) -> None:
    form = await open_form(bob, channel.last_message, "report", done)
    result = await bob.submit_modal(form, {"reason": ["prejudice"], "text": "Hamsters are kind."})

    async with house.database.reading() as session:
        [report] = await reports.open_reports(session, 10)
    assert (report.job_id, report.reason, report.text) == (done.id, "prejudice", "Hamsters are kind.")
    assert (report.platform, report.person_id) == (DISCORD, str(bob.id))
    assert told(result) == "Thank you. The moderators will look at it."


@pytest.mark.parametrize("limits", [{"reports_per_hour": 2}])
async def test_reports_of_one_person_are_bounded(done, bob, channel) -> None:
    more = await press(bob, channel.last_message, "more", done)
    for _ in range(3):
        form = await press(bob, more.followups[0], "report", done)
        result = await bob.submit_modal(form, {"reason": ["other"], "text": ""})

    assert told(result).startswith("You have sent 2 reports within an hour.")


async def test_deleting_takes_two_presses_and_leaves_nothing(house, done, alice, bob, channel) -> None:
    card = channel.last_message
    await bob.select(card, ["7"], custom_id=f"pick:{done.id}")
    more = await press(alice, card, "more", done)
    await press(alice, more.followups[0], "delete", done)
    assert not await is_gone(house, done)
    await press(alice, more.followups[0], "erase", done)

    assert says(more.followups[0]) == "The pictures are deleted."
    assert not [message for message in channel.history() if not message.flags.ephemeral]
    assert await is_gone(house, done)


async def test_others_can_not_delete(house, done, alice, bob, channel) -> None:
    more = await press(bob, channel.last_message, "more", done)
    assert not buttons(more.followups[0]) & {"delete", "publish"}


async def test_a_moderator_may_delete(house, done, moderator, channel) -> None:
    more = await press(moderator, channel.last_message, "more", done)
    await press(moderator, more.followups[0], "delete", done)
    await press(moderator, more.followups[0], "erase", done)

    assert await is_gone(house, done)


async def test_what_is_deleted_says_so(house, done, alice, bob, channel) -> None:
    card = channel.last_message
    async with house.database.session() as session:
        await jobs.delete(session, done.id, datetime.now(UTC))
    result = await press(bob, card, "again", done)

    assert told(result) == "These pictures have been deleted."


async def test_what_has_expired_says_so(house, done, bob, channel) -> None:
    async with house.database.session() as session:
        await images.forget(session, await images.keys(session))
    result = await bob.select(channel.last_message, ["7"], custom_id=f"pick:{done.id}")

    assert told(result).startswith("These pictures are too old: they have been removed.")


async def test_buttons_may_be_for_the_requester_only(house, done, alice, bob, guild, channel) -> None:
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), pressers=Pressers.REQUESTER)
    card = channel.last_message
    refused = await press(bob, card, "again", done)
    await press(alice, card, "again", done)

    assert told(refused).startswith("On this server, only the requester and moderators")
    assert (await house.paint_next()).requester_id == str(alice.id)


async def test_a_private_result_stays_between_the_two(house, alice, channel) -> None:
    result = await alice.slash(channel, "draw", prompt=PROMPT, private=True)
    job = await house.paint_next()
    await house.deliver_all()
    picked = await alice.select(result.response, ["3"], custom_id=f"pick:{job.id}")

    assert picked.followups[0].ephemeral
    more = await press(alice, result.response, "more", job)
    assert not buttons(more.followups[0]) & {"share", "publish"}


async def test_a_waiting_job_can_be_cancelled_by_its_requester(house, alice, bob, channel) -> None:
    result = await alice.slash(channel, "draw", prompt=PROMPT)
    async with house.database.reading() as session:
        [job] = await jobs.recent_of(session, DISCORD, str(alice.id), 1)
    await house.front.tell(job.id, place_of(job), Waiting(1, 5.0))
    refused = await press(bob, result.response, "cancel", job)
    assert told(refused) == "Only the requester and moderators may do that."
    await press(alice, result.response, "cancel", job)

    assert (await house.job(job.id)).state is JobState.CANCELLED


async def test_buttons_of_old_messages_work_after_a_restart(house, env, bot, done, bob, channel) -> None:
    card = channel.last_message
    await env.restart_bot(NonetBot(house.settings, bot.desk))
    await press(bob, card, "again", done)

    assert (await house.paint_next()).parent_id == done.id


async def test_copies_of_a_spoiler_are_covered(house, alice, channel) -> None:
    job = await house.draw(alice, channel, spoiler=True)
    card = channel.last_message
    await alice.select(card, ["7"], custom_id=f"pick:{job.id}")
    picked = channel.last_message
    form = await press(alice, picked, "caption", job, 7)
    await alice.submit_modal(form, {"top": "hello", "bottom": ""})

    for copy in (picked, channel.last_message):
        assert copy.attachments[0].filename == "SPOILER_nonet-7.png"
        [gallery] = [part for part in parts(copy) if part["type"] == 12]
        assert gallery["items"][0]["spoiler"]


async def test_an_operator_may_do_all(house, done, bot, bob, channel) -> None:
    bot.settings = house.settings.model_copy(
        update={"discord": house.settings.discord.model_copy(update={"operators": (str(bob.id),)})}
    )
    more = await press(bob, channel.last_message, "more", done)
    await press(bob, more.followups[0], "delete", done)
    await press(bob, more.followups[0], "erase", done)

    assert await is_gone(house, done)


async def test_what_is_done_can_not_be_cancelled(env, done, alice, channel) -> None:
    waiting = layout.waiting_card(
        done, texts=texts_for("en"), place=1, finish_at=None, done=None, picture=None
    )
    await env.bot.get_channel(channel.id).send(view=waiting)
    late = await press(alice, channel.last_message, "cancel", done)

    assert told(late) == "It is too late to cancel this one."


async def test_cards_and_forms_leave_nothing_in_memory(env, done, bob, channel) -> None:
    card = channel.last_message
    await bob.select(card, ["7"], custom_id=f"pick:{done.id}")
    await press(bob, card, "more", done)
    await press(bob, card, "edit", done)

    store = env.bot._connection._view_store
    assert (dict(store._views), dict(store._modals)) == ({}, {})


async def test_a_vanished_file_says_so(house, done, bob, channel) -> None:
    async with house.database.reading() as session:
        sample = await samples.get(session, done.id, 7)
    house.image_store.path(sample.image_key).unlink()
    result = await bob.select(channel.last_message, ["7"], custom_id=f"pick:{done.id}")

    assert told(result).startswith("These pictures are too old: they have been removed.")


@pytest.mark.parametrize("limits", [{"posts_per_job": 2}])
async def test_nobody_fills_a_channel_with_one_job(done, bob, channel) -> None:
    card = channel.last_message
    for number in "123":
        result = await bob.select(card, [number], custom_id=f"pick:{done.id}")

    assert told(result) == "You have posted 2 pictures of this one. That should do."
    assert len([message for message in channel.history() if not message.flags.ephemeral]) <= 4


@pytest.mark.parametrize("action", ["favourite", "more", "again", "report"])
async def test_a_private_job_is_nobody_elses_business(house, env, alice, bob, channel, action: str) -> None:
    job = await house.draw(alice, channel, private=True)
    card = layout.result_card(job, texts=texts_for("en"), picture="https://cdn.example/a.png")
    more = panels.more_panel(job, texts_for("en"), number=None, pictures=True, showcase=True, owner=True)
    for view in (card, more):
        await env.bot.get_channel(channel.id).send(view=view)
    message = next(one for one in reversed(channel.history()) if action in buttons(one))
    result = await press(bob, message, action, job)

    assert told(result) == "These pictures are for someone else alone."
