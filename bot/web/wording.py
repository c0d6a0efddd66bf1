"""Sentences and numbers as people read them on the page."""

import re
from datetime import datetime

EXAMPLES = (
    "a hamster Godzilla in a sombrero attacking Tokyo",
    "an avocado astronaut on the moon",
    "security camera footage of a penguin stealing a pizza",
    "a wizard fighting a shark",
    "nine frogs at a disco",
    "a giant cat at the beach",
    "a robot riding a unicorn",
    "a dinosaur in court",
    "half octopus, half croissant",
)

PAINTING = "Nine pictures are being painted."
QUEUED = "In the queue."
ANNOUNCEMENTS = {
    "done": "Nine pictures are ready.",
    "failed": "This one didn't work out.",
    "cancelled": "Stopped.",
}
"""What a screen reader says when a page that was watched has come to its end."""


def waiting(place: int) -> str:
    """Where a job stands in the queue; `place` counts from 1."""
    return "Next in the queue." if place == 1 else f"Number {place} in the queue."


def expected(seconds: float) -> str:
    """An expected time, no more exact than it deserves. static/countdown.js says it in the same words."""
    if seconds < 1:
        return "Any moment now."
    if seconds < 60:
        return f"About {seconds:.0f} s left."
    if seconds < 3600:
        return f"About {seconds / 60:.0f} min left."
    return f"About {seconds / 3600:.1f} h left."


def took(start: datetime | None, end: datetime | None) -> str:
    """How long something took; empty if it isn't known."""
    if start is None or end is None:
        return ""
    seconds = (end - start).total_seconds()
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def days(count: float) -> str:
    """A number of days."""
    return "1 day" if count == 1 else f"{count:g} days"


def file_name(prompt: str, number: str, suffix: str) -> str:
    """A name for a downloaded picture that tells what it is: `nonet-hamster-godzilla-7.png`."""
    words = re.findall("[a-z0-9]+", prompt.lower())
    return "-".join(["nonet", *words[:8], number]) + suffix
