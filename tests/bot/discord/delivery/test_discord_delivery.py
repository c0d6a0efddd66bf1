"""By which way a result reaches its requester, whatever has become of the place where it was asked for."""

import dataclasses
from pathlib import Path

import pytest
from PIL import Image
from simcord import ChannelHandle, Env, MemberActor

from bot.discord.delivery import courier, posting
from bot.discord.delivery.address import Address
from bot.discord.front import DiscordFront
from bot.errors import DeliveryError
from bot.pipeline.request import place_of
from db import deliveries, jobs, posts
from generation.errors import InvalidRequestError

PROMPT = "a red fox in the snow"
BY_TOKEN = "/webhooks/*/*/messages/*"
TWENTY_MINUTES_S = 20 * 60.0


async def ask_and_paint(house, alice: MemberActor, channel: ChannelHandle, **options):
    """A rendered job, and the answer to its interaction."""
    result = await alice.slash(channel, "draw", prompt=PROMPT, **options)
    return await house.paint_next(), result


def pictures(channel: ChannelHandle) -> list[int]:
    """Ids of the messages of a channel that show a picture."""
    return [message.id for message in channel.history() if message.attachments]


async def attempts(house, job) -> list[str]:
    async with house.database.reading() as session:
        return [attempt.state for attempt in await deliveries.of_job(session, job.id)]


async def deliver_again(house, job) -> str:
    """As the next process does if this one died before it could say that the job is delivered."""
    collage = house.image_store.path(job.collage_key)
    return await house.front.deliver(job.id, place_of(job), collage)


async def test_after_the_token_the_result_is_a_reply_in_the_channel(house, env: Env, alice, channel) -> None:
    _, result = await ask_and_paint(house, alice, channel)
    await env.advance_time(TWENTY_MINUTES_S)
    await house.deliver_all()

    message = channel.last_message
    assert len(message.attachments) == 1
    assert message.reference.message_id == result.response.id
    assert message.jump_url in str(result.response.components), "the waiting message says where the result is"
    assert not any(one.method == "PATCH" and "/webhooks/" in one.path for one in env.http_requests)


async def test_a_dead_token_is_noticed_by_the_answer_too(house, env: Env, alice, channel) -> None:
    await ask_and_paint(house, alice, channel)
    env.inject_error("PATCH", BY_TOKEN, status=401, code=50027, message="Invalid Webhook Token")
    await house.deliver_all()

    assert len(pictures(channel)) == 1
    assert channel.last_message.reference is not None


async def test_a_waiting_message_that_someone_removed_is_replaced(house, env: Env, alice, channel) -> None:
    _, result = await ask_and_paint(house, alice, channel)
    env.backend.delete_message(channel.id, result.response.id)
    await house.deliver_all()

    assert len(pictures(channel)) == 1


async def test_a_channel_that_is_gone_sends_the_result_to_the_person(house, env: Env, alice, channel) -> None:
    await ask_and_paint(house, alice, channel)
    await env.advance_time(TWENTY_MINUTES_S)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=404, code=10003)
    await house.deliver_all()

    message = alice.user.dm_channel.last_message
    assert len(message.attachments) == 1
    assert f"<#{channel.id}>" in str(message.components[-1].content)


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, 50001), (403, 50013), (400, 50083), (403, 160005)],
    ids=["kicked", "not permitted", "archived", "locked"],
)
async def test_where_posting_is_not_allowed_the_person_gets_it(
    house, env: Env, alice, channel, status: int, code: int
) -> None:
    await ask_and_paint(house, alice, channel)
    await env.advance_time(TWENTY_MINUTES_S)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, code=code)
    await house.deliver_all()

    assert pictures(channel) == []
    assert len(pictures(alice.user.dm_channel)) == 1


async def test_who_takes_no_messages_finds_it_in_the_history(house, env: Env, alice, channel) -> None:
    job, _ = await ask_and_paint(house, alice, channel)
    await env.advance_time(TWENTY_MINUTES_S)
    env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
    await house.deliver_all()

    assert await attempts(house, job) == ["failed"], "and it is not tried again"
    assert (await house.job(job.id)).collage_key


async def test_where_only_the_person_has_brought_us_along_it_comes_in_person(
    house, env: Env, alice, channel
) -> None:
    job, _ = await ask_and_paint(house, alice, channel)
    await env.advance_time(TWENTY_MINUTES_S)
    address = dataclasses.replace(Address.from_text(job.address), reachable=False)
    place = dataclasses.replace(place_of(job), address=address.to_text())
    await house.front.deliver(job.id, place, house.image_store.path(job.collage_key))

    assert pictures(channel) == []
    assert len(pictures(alice.user.dm_channel)) == 1


async def test_a_token_that_discord_does_not_know_now_is_no_reason_to_give_up(
    house, env: Env, alice, channel
) -> None:
    job, _ = await ask_and_paint(house, alice, channel)
    env.inject_error("PATCH", BY_TOKEN, status=401, code=0, message="401: Unauthorized")
    collage = house.image_store.path(job.collage_key)
    with pytest.raises(DeliveryError) as caught:
        await house.front.deliver(job.id, place_of(job), collage)

    assert not caught.value.final


async def test_before_the_login_deliveries_wait(house, alice, channel) -> None:
    job, _ = await ask_and_paint(house, alice, channel)
    with pytest.raises(DeliveryError) as caught:
        await DiscordFront().deliver(job.id, place_of(job), house.image_store.path(job.collage_key))

    assert not caught.value.final


async def test_what_is_private_never_comes_into_the_channel(house, env: Env, alice, channel) -> None:
    await ask_and_paint(house, alice, channel, private=True)
    await env.advance_time(TWENTY_MINUTES_S)
    await house.deliver_all()

    assert pictures(channel) == []
    assert len(pictures(alice.user.dm_channel)) == 1


async def test_what_is_private_stays_in_history_if_the_person_takes_no_messages(
    house, env: Env, alice, channel
) -> None:
    job, _ = await ask_and_paint(house, alice, channel, private=True)
    await env.advance_time(TWENTY_MINUTES_S)
    env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
    await house.deliver_all()

    assert pictures(channel) == []
    assert await attempts(house, job) == ["failed"]


async def test_when_discord_is_in_trouble_it_is_tried_again(house, env: Env, alice, channel) -> None:
    job, result = await ask_and_paint(house, alice, channel)
    env.inject_error("PATCH", BY_TOKEN, status=502)
    place, collage = place_of(job), house.image_store.path(job.collage_key)
    with pytest.raises(DeliveryError) as caught:
        await house.front.deliver(job.id, place, collage)
    assert not caught.value.final
    await house.deliver_all()

    assert pictures(channel) == [result.response.id]


async def test_too_large_a_file_is_sent_smaller(house, env: Env, alice, channel) -> None:
    job, result = await ask_and_paint(house, alice, channel)
    make_large(house.image_store.path(job.collage_key))
    size = house.image_store.path(job.collage_key).stat().st_size
    env.inject_error("PATCH", BY_TOKEN, status=413, code=40005)
    await house.deliver_all()

    sent = result.response.attachments[0]
    assert 0 < sent.size <= size // 2


async def test_the_limit_of_the_place_is_kept(house, env: Env, alice, channel) -> None:
    job, result = await ask_and_paint(house, alice, channel)
    path = house.image_store.path(job.collage_key)
    make_large(path)
    limit = path.stat().st_size // 3
    address = dataclasses.replace(Address.from_text(job.address), limit_bytes=limit)
    place = dataclasses.replace(place_of(job), address=address.to_text())
    await house.front.deliver(job.id, place, path)

    assert 0 < result.response.attachments[0].size <= limit


async def test_a_second_call_posts_nothing_new(house, alice, channel) -> None:
    job, result = await ask_and_paint(house, alice, channel)
    first = await deliver_again(house, job)
    await house.deliver_all()

    assert first == str(result.response.id)
    assert pictures(channel) == [result.response.id]


@pytest.mark.parametrize("private", [False, True], ids=["channel", "direct message"])
async def test_a_crash_between_post_and_record_posts_once(
    house, env: Env, alice, channel, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    job, _ = await ask_and_paint(house, alice, channel, private=private)
    await env.advance_time(TWENTY_MINUTES_S)
    with monkeypatch.context() as patch, pytest.raises(SystemError):
        patch.setattr(posts, "remember", crash)
        await deliver_again(house, job)
    monkeypatch.setattr(courier, "NONCE_LASTS_S", 0.0)  # simcord knows no nonces, as Discord after a while
    await house.deliver_all()

    where = alice.user.dm_channel if private else channel
    assert len(pictures(where)) == 1
    async with house.database.reading() as session:
        assert [int(post.message_id) for post in await posts.of_job(session, job.id)] == pictures(where)


async def test_a_crash_after_the_edit_and_a_long_night_post_once(
    house, env: Env, alice, channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, result = await ask_and_paint(house, alice, channel)
    with monkeypatch.context() as patch, pytest.raises(SystemError):
        patch.setattr(posts, "remember", crash)
        await deliver_again(house, job)
    await env.advance_time(TWENTY_MINUTES_S)
    monkeypatch.setattr(courier, "NONCE_LASTS_S", 0.0)
    await house.deliver_all()

    assert pictures(channel) == [result.response.id]


async def test_every_post_has_a_nonce_of_its_job(house, env: Env, alice, channel) -> None:
    job, _ = await ask_and_paint(house, alice, channel)
    await env.advance_time(TWENTY_MINUTES_S)
    await house.deliver_all()

    [post] = [
        one
        for one in env.http_requests
        if (one.method, one.path) == ("POST", f"/channels/{channel.id}/messages")
    ]
    body = post.json or post.form
    assert (body["nonce"], body["enforce_nonce"]) == (job.id, True)
    assert body["allowed_mentions"]["parse"] == []


async def test_a_failure_is_told_in_its_place(house, alice, channel) -> None:
    result = await alice.slash(channel, "draw", prompt=PROMPT)
    house.painter.error = InvalidRequestError("The model can't paint this.")
    await house.paint_next()
    await house.deliver_all()

    assert "The model can" in str(result.response.components)
    assert pictures(channel) == []


async def test_a_deleted_job_is_not_delivered(house, alice, channel) -> None:
    job, _ = await ask_and_paint(house, alice, channel)
    place, collage = place_of(job), house.image_store.path(job.collage_key)
    async with house.database.session() as session:
        await jobs.delete(session, job.id, job.created_at)
    with pytest.raises(DeliveryError):
        await house.front.deliver(job.id, place, collage)

    assert pictures(channel) == []


async def test_a_job_that_is_deleted_while_it_is_delivered_does_not_stay(
    house, alice, channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, result = await ask_and_paint(house, alice, channel)
    edit = posting.edit_by_token

    async def edit_too_late(*arguments):
        message = await edit(*arguments)
        async with house.database.session() as session:
            await jobs.delete(session, job.id, job.created_at)
        return message

    monkeypatch.setattr(posting, "edit_by_token", edit_too_late)
    await house.deliver_all()

    assert result.response is None
    assert pictures(channel) == []


def make_large(path: Path) -> None:
    """Noise, which hardly compresses, in place of the squares."""
    Image.effect_noise((400, 400), 90).convert("RGB").save(path)


def crash(*_: object) -> None:
    raise SystemError("the process dies here")
