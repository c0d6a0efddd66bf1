"""What `moderation/lists` holds."""

import tomllib
from importlib import resources
from typing import Any


def load_list(name: str) -> dict[str, Any]:
    """A TOML file of `moderation/lists`."""
    return tomllib.loads((resources.files("moderation") / "lists" / name).read_text(encoding="utf-8"))


def load_packed(name: str) -> bytes:
    """Any other file of `moderation/lists`."""
    return (resources.files("moderation") / "lists" / name).read_bytes()
