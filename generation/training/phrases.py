"""The table of what subjects do and how it is said."""

from functools import cache
from typing import Any

from generation.training.reading import toml_table


@cache
def phrases() -> dict[str, Any]:
    """The tables `pair`, `stack`, `activity`, `style` and `empty` of phrases.toml."""
    return toml_table("phrases.toml")
