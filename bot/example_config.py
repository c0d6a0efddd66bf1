"""`python -m bot.example_config` prints `config.example.toml`; a test keeps the two equal."""

import json
from typing import Any

from pydantic import SecretStr

from bot.settings import Section, Settings


def example_toml() -> str:
    """The text of `config.example.toml`: every setting with its meaning and its default."""
    lines = [
        "# Every setting of Nonet with its default. Copy this file to config.toml and change what you need.",
        "# The environment can set any of them: NONET_WEB__PORT=8080, NONET_DATA_DIR=/srv/nonet.",
        "# Secrets may also be files in the folder that NONET_SECRETS_DIR names: nonet_discord__token.",
    ]
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, Section):
            section = field.default
            lines += ["", f"# {type(section).__doc__}", f"[{name}]"]
            for key, inner in type(section).model_fields.items():
                lines += _setting_lines(key, inner.description or "", getattr(section, key))
        else:
            lines += ["", *_setting_lines(name, field.description or "", field.default)]
    return "\n".join(lines) + "\n"


def _setting_lines(name: str, meaning: str, default: Any) -> list[str]:
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    value = default if isinstance(default, bool | int | float | tuple | dict) else str(default)
    return [f"# {meaning}", f"{name} = {json.dumps(value)}"]


if __name__ == "__main__":
    print(example_toml(), end="")
