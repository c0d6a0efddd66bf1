"""Which messages in the stand-in show the outcome of which job."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bench.common.answers import Json
from bench.discord.world import Message
from bot.discord.card.ids import Action, custom_id


def outcomes(messages: Iterable[Message], job_ids: Iterable[str]) -> Counter[str]:
    """How many of the messages are the last word on each job: its pictures, or the reason for none.

    Such a message offers to draw again, and nothing to cancel.
    """
    ids = [set(custom_ids(message.components)) for message in messages]
    return Counter(
        {
            job_id: sum(
                custom_id(Action.AGAIN, job_id) in each and custom_id(Action.CANCEL, job_id) not in each
                for each in ids
            )
            for job_id in job_ids
        }
    )


def custom_ids(components: list[Json]) -> Iterator[str]:
    """Of all buttons and selects, however deep they lie."""
    for part in components:
        if "custom_id" in part:
            yield part["custom_id"]
        yield from custom_ids(part.get("components", []))
        yield from custom_ids([part["accessory"]] if part.get("accessory") else [])
