"""Why jobs failed, in other languages than English."""

from bot.texts.texts import Texts


def failure_text(texts: Texts, failure: str) -> str:
    """The sentence of a failed job in the language of these texts; as it is if nobody has translated it."""
    del texts
    return failure
