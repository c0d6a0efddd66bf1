"""What our posts say: short, in the language of the mention, and nothing in it that X would act on."""

import hashlib
import re
from enum import StrEnum

from bot.texts.texts import Texts, texts_for
from bot.twitter.weighted import LIMIT, LINK_WEIGHT, shorten, weighted_length
from db.jobs import Job

ALT_TEXT_CHARS = 1_000

_MARKS = re.compile(r"[@\uff20#\uff03]")
_SCHEME = re.compile(r"(?:https?)?://", re.IGNORECASE)
_CASH = re.compile(r"\$+(?=[A-Za-z])")
_INNER_DOT = re.compile(r"(?<=\w)[.\u3002\uff0e\uff61](?=\w)")
_ONE_DOT_LEADER = "\u2024"
_SYMBOLS = "🎨🦊🐢🌵🍄🦜🐙🌻🍉🐝🦔🌈🍩🐳🎈🪁"
_SYMBOLS_SHOWN = 4


class Occasion(StrEnum):
    """Why we post pictures by ourselves."""

    BEST = "best"
    """They were chosen from among those that people liked."""
    DAILY = "daily"
    """They are those of the prompt of the day."""


def plain(prompt: str) -> str:
    """A prompt that mentions nobody and links to nothing: no handles, hashtags, cashtags, no domains.

    X makes a link of everything that looks like one, and a post with a link costs 20 times as much.
    """
    words = " ".join(prompt.split())
    for mark in (_MARKS, _SCHEME, _CASH):  # in this order, or the parts of one would make another
        words = mark.sub("", words)
    return _INNER_DOT.sub(_ONE_DOT_LEADER, " ".join(words.split()))


def reply_text(job: Job, language: str, link: str = "") -> str:
    """What goes with the pictures. The seed makes every reply a text of its own: X refuses equal ones."""
    return _about(job, texts_for(language), "twitter-reply", link)


def own_post_text(job: Job, language: str, occasion: Occasion) -> str:
    """What goes with pictures that we post by ourselves."""
    return _about(job, texts_for(language), f"twitter-{occasion}")


def refusal_text(language: str, mention_id: str) -> str:
    """One sentence for what can't be painted. It does not say what was asked for.

    Some little pictures make each a text of its own, for X refuses equal ones.
    """
    chance = hashlib.sha256(mention_id.encode()).digest()
    symbols = "".join(_SYMBOLS[byte % len(_SYMBOLS)] for byte in chance[:_SYMBOLS_SHOWN])
    return f"{texts_for(language)('twitter-refused')} {symbols}"


def alt_text(job: Job, language: str) -> str:
    """What a screen reader says instead of showing the pictures."""
    words = texts_for(language)("card-alt-collage", prompt=job.prompt)
    return words if len(words) <= ALT_TEXT_CHARS else words[: ALT_TEXT_CHARS - 1].rstrip() + "…"


def _about(job: Job, texts: Texts, key: str, link: str = "") -> str:
    seed = str(job.seed)
    around = weighted_length(texts(key, prompt="", seed=seed)) + (LINK_WEIGHT + 1 if link else 0)
    prompt = shorten(plain(job.prompt), LIMIT - around)
    text = texts(key, prompt=prompt, seed=seed)
    return f"{text} {link}" if link else text
