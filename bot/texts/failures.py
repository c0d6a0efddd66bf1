"""Why a job has no pictures, in the reader's language: the database keeps the English sentence."""

from bot.pipeline.cancel import CANCELLED
from bot.pipeline.mend import GIVEN_UP, SERVICE_REFUSED
from bot.pipeline.paint import PICTURES_REFUSED, PICTURES_UNJUDGED
from bot.pipeline.vary import GONE, NO_TOKENS
from bot.texts.texts import Texts

_KEYS = {
    CANCELLED: "error-failed-cancelled",
    GIVEN_UP: "error-failed-given-up",
    SERVICE_REFUSED: "error-failed-service",
    PICTURES_REFUSED: "error-failed-pictures",
    PICTURES_UNJUDGED: "error-failed-unjudged",
    GONE: "error-parent-gone",
    NO_TOKENS: "error-vary-model",
}


def failure_text(texts: Texts, failure: str | None) -> str:
    """Say why a job failed, or that it was cancelled, which is when there is no failure.

    What a service elsewhere says by itself stays as it is.
    """
    sentence = failure or CANCELLED
    return texts(_KEYS[sentence]) if sentence in _KEYS else sentence
