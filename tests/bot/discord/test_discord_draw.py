"""From /draw to the nine pictures, and everything that can come between."""

import pytest
from simcord import ChannelHandle, Env, MemberActor

from db import posts

PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"


async def test_draw_ends_in_a_collage_where_it_was_asked_for(
    house, alice: MemberActor, channel: ChannelHandle
) -> None:
    result = await alice.slash(channel, "draw", prompt=PROMPT)
    job = await house.paint_next()
    await house.deliver_all()

    assert job.prompt == PROMPT
    message = channel.last_message
    assert message.id == result.response.id
    assert [file.filename for file in message.attachments] == ["collage.png"]
    async with house.database.reading() as session:
        post = await posts.by_message(session, "discord", str(message.id))
    assert post.job_id == job.id
