"""What a waiting message shows, and when it is left alone."""

import asyncio
import io

import pytest
from PIL import Image
from simcord import ChannelHandle, Env, InteractionResult, MemberActor

from bot.discord.connection.client import NonetBot
from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, Painting, Preview, Rendered, Waiting
from bot.pipeline.request import place_of
from bot.provenance import read_provenance
from db import jobs
from db.jobs import Job

BY_TOKEN = "/webhooks/*/*/messages/*"


class Waiter:
    """Someone's job, and what its message shows."""

    def __init__(self, house, job: Job, result: InteractionResult) -> None:
        self._house, self.job, self.result = house, job, result

    async def tell(self, *events) -> None:
        for event in events:
            await self._house.front.tell(self.job.id, place_of(self.job), event)

    @property
    def shown(self) -> str:
        return str(self.result.response.components)


@pytest.fixture
async def waiter(house, alice: MemberActor, channel: ChannelHandle) -> Waiter:
    result = await alice.slash(channel, "draw", prompt="a purple badger")
    async with house.database.reading() as session:
        [job] = await jobs.get_all(session, await jobs.unfinished(session, ["discord"]))
    return Waiter(house, job, result)


@pytest.fixture
def no_rest(bot: NonetBot) -> None:
    hasty = bot.settings.discord.model_copy(update={"progress_every_s": 0.0})
    bot.settings = bot.settings.model_copy(update={"discord": hasty})


def square(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(buffer, "PNG")
    return buffer.getvalue()


def edits(env: Env) -> int:
    return sum(one.method == "PATCH" and "/messages/" in one.path for one in env.http_requests)


async def test_a_waiting_message_shows_place_and_time(waiter: Waiter) -> None:
    await waiter.tell(Waiting(12, 90.0))

    assert "12" in waiter.shown
    assert "<t:" in waiter.shown and ":R>" in waiter.shown


@pytest.mark.usefixtures("no_rest")
async def test_small_steps_of_a_long_queue_are_not_shown(env: Env, waiter: Waiter) -> None:
    await waiter.tell(Waiting(100, 900.0), Waiting(99, 895.0), Waiting(85, 890.0))
    assert edits(env) == 1
    await waiter.tell(Waiting(80, 880.0), Waiting(3, 60.0), Waiting(2, 50.0))

    assert edits(env) == 4


@pytest.mark.usefixtures("no_rest")
async def test_a_much_later_end_is_shown(env: Env, waiter: Waiter) -> None:
    await waiter.tell(Waiting(9, 60.0), Waiting(9, 65.0))
    assert edits(env) == 1
    await waiter.tell(Waiting(9, 600.0))

    assert edits(env) == 2


async def test_previews_are_shown_as_a_small_collage(waiter: Waiter) -> None:
    await waiter.tell(Preview(1, square("red")))

    [file] = waiter.result.response.attachments
    data = await file.read()
    collage = Image.open(io.BytesIO(data)).convert("RGB")
    assert max(collage.size) <= 512
    red, _, blue = collage.getpixel((80, 80))
    assert red > 200 > blue
    assert collage.getpixel((300, 300)) != collage.getpixel((80, 80))
    assert read_provenance(data).job_id == waiter.job.id


async def test_edits_of_a_painting_are_seconds_apart(env: Env, waiter: Waiter) -> None:
    events = [Preview(number, square("red")) for number in range(1, 10)]
    await waiter.tell(Painting(1, 10, 9.0), *events, Painting(2, 10, 8.0))

    assert edits(env) == 1


async def test_nothing_is_shown_after_the_result(house, env: Env, waiter: Waiter) -> None:
    await waiter.tell(Painting(1, 10, 9.0))
    await house.paint_next()
    await house.deliver_all()
    before = edits(env)
    await waiter.tell(Preview(3, square("red")), Painting(9, 10, 1.0), Waiting(1, 1.0), Rendered())

    assert edits(env) == before


async def test_the_result_waits_for_an_edit_under_way(house, env: Env, waiter: Waiter) -> None:
    await house.paint_next()
    await asyncio.gather(waiter.tell(Preview(1, square("red"))), house.deliver_all())

    assert [file.filename for file in waiter.result.response.attachments] == ["collage.png"]


@pytest.mark.usefixtures("no_rest")
@pytest.mark.parametrize(("status", "code"), [(404, 10015), (401, 50027), (404, 10008)])
async def test_a_message_that_is_gone_is_left_alone(env, waiter: Waiter, status: int, code: int) -> None:
    env.inject_error("PATCH", BY_TOKEN, status=status, code=code)
    await waiter.tell(Waiting(3, 9.0), Waiting(2, 6.0), Waiting(1, 3.0))

    assert edits(env) == 1


@pytest.mark.usefixtures("no_rest")
async def test_a_short_trouble_of_discord_is_waited_out(env: Env, waiter: Waiter) -> None:
    env.inject_error("PATCH", BY_TOKEN, status=502)
    await waiter.tell(Waiting(9, 9.0), Painting(1, 2, 3.0))

    assert "50" in waiter.shown


async def test_a_cancelled_job_says_so(waiter: Waiter) -> None:
    await waiter.tell(Waiting(3, 9.0), Failed(CANCELLED))

    assert "Cancelled" in waiter.shown


async def test_a_deleted_job_shows_nothing_of_itself(house, waiter: Waiter) -> None:
    await waiter.tell(Waiting(3, 9.0))
    async with house.database.session() as session:
        await jobs.delete(session, waiter.job.id, waiter.job.created_at)
    await waiter.tell(Failed(CANCELLED))

    assert "Cancelled" in waiter.shown
    assert waiter.job.prompt not in waiter.shown


async def test_a_failed_job_is_left_to_its_delivery(env: Env, waiter: Waiter) -> None:
    await waiter.tell(Failed("No paint left."))

    assert edits(env) == 0


async def test_another_process_goes_on_telling(house, env: Env, bot, waiter: Waiter) -> None:
    await waiter.tell(Waiting(3, 9.0))
    house.front.connect(bot)  # forgets everything, as a restart does
    await waiter.tell(Waiting(1, 3.0))

    assert edits(env) == 2


async def test_jobs_of_other_shards_are_left_to_their_processes(env, bot, waiter: Waiter) -> None:
    bot.shard_count, bot.shard_ids = 2, [1 - (env.guild.id >> 22) % 2]
    await waiter.tell(Waiting(3, 9.0))
    assert edits(env) == 0
    await waiter.tell(Painting(1, 2, 3.0))

    assert edits(env) == 1, "what is painted here, no other process knows"
