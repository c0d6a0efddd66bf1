"""Pictures of lists as Discord shows them, beside the cards: `python -m bench.discord.list_pictures`."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bench.discord.card_pictures import PICTURES, Scene, a_job, photograph
from bot.discord.album.layout import album_page, picture_files
from bot.discord.album.queue_page import OnItsWay, QueuePage, queue_card
from bot.discord.album.shelves import Page, Shelf
from bot.discord.commands.best import winners_card
from bot.discord.commands.privacy import question
from bot.discord.commands.quota import quota_card
from bot.discord.commands.random_prompt import suggestion
from bot.picture import shrink_picture
from bot.pipeline.quota import Limit, Standing
from bot.texts.texts import Texts
from db.jobs import Job, JobState

SIDE_PX = 512
SHOWN = {
    "hamster-godzilla": "a hamster Godzilla in a sombrero attacking Tokyo",
    "cat-wearing-a-top-hat": "a cat wearing a top hat",
    "penguin-eating-a-banana": "a penguin eating a banana",
    "frogs-captioned": "two frogs on a beach",
    "kitty-in-a-crown": "a kitty in a crown",
}
"""Pictures of docs/pictures and their prompts."""


def lists(texts: Texts, person_id: str, now: datetime) -> Iterator[Scene]:
    """Every kind of list, about jobs of this person's."""
    jobs = _jobs(person_id, now)
    pictures: list[bytes | None] = [
        shrink_picture((PICTURES / f"{name}.png").read_bytes(), SIDE_PX).data for name in SHOWN
    ]
    page = Page(Shelf.HISTORY, jobs, [4, 0, 1, 12, 0], has_newer=True, has_older=True)
    yield "history", *album_page(page, pictures, texts, texts("library-history-title"))
    winners = [(job, 12 - 2 * rank) for rank, job in enumerate(jobs[:4])]
    yield (
        "best",
        winners_card(texts("library-best-week"), winners, texts),
        picture_files(jobs[:4], pictures[:4]),
    )
    waiting = replace(jobs[0], state=JobState.QUEUED)
    mine = [
        OnItsWay(replace(jobs[1], state=JobState.RENDERING), None, now + timedelta(seconds=12)),
        OnItsWay(waiting, 3, now + timedelta(seconds=40)),
    ]
    yield "queue", queue_card(QueuePage(mine, waiting=7, painting=2), texts), []
    standings = [
        Standing(Limit.WAITING, 2, 5),
        Standing(Limit.HOUR, 60, 60, now + timedelta(minutes=12)),
        Standing(Limit.CHANNEL_COOLDOWN, 0, 1),
    ]
    yield "quota", quota_card(standings, texts, []), []
    yield "random", suggestion("a capybara as the captain of a pirate ship", texts), []
    yield "privacy", question(texts), []


def _jobs(person_id: str, now: datetime) -> list[Job]:
    first, hour = a_job(person_id, now), timedelta(hours=1)
    return [
        replace(first, id=f"{name:.16}", prompt=prompt, created_at=now - age * hour, spoiler=age == 2)
        for age, (name, prompt) in enumerate(SHOWN.items(), start=1)
    ]


if __name__ == "__main__":
    asyncio.run(photograph(lists))
