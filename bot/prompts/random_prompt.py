"""A funny prompt by chance: one of a list, or a combination of someone, what they do, and where."""

import random
import tomllib
from functools import cache
from pathlib import Path

LONGEST_CHARS = 80
"""No prompt is longer, so that it fits into the id of a button."""

_FILE = Path(__file__).with_name("prompts.toml")
_COMBINED = 0.4
"""Share of combinations: the written ones are better, but there are fewer of them."""


def random_prompt(chance: random.Random) -> str:
    """A prompt of at most `LONGEST_CHARS` characters, in English."""
    lists = prompt_lists()
    if chance.random() < _COMBINED:
        return " ".join(chance.choice(lists[part]) for part in ("who", "doing", "where"))
    return chance.choice(lists["funny"])


@cache
def prompt_lists() -> dict[str, list[str]]:
    """What prompts are chosen from: `funny` ones, and `who`, `doing`, `where` to combine."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
