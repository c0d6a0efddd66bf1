"""`python -m bot.example_config` prints `config.example.toml`; a test keeps the two equal."""

import json
from typing import Any

from pydantic import SecretStr

from bot.schedule_settings import PromptSettings
from bot.setting_sections import TierSettings
from bot.setting_types import Section
from bot.settings import Settings


def example_toml() -> str:
    """The text of `config.example.toml`: every setting with its meaning and its default."""
    lines = [
        "# Every setting of Nonet with its default. Copy this file to config.toml and change what you need.",
        "# The environment can set any of them: NONET_WEB__PORT=8080, NONET_DATA_DIR=/srv/nonet.",
        "# Secrets may also be files in the folder that NONET_SECRETS_DIR names: nonet_discord__token.",
    ]
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, Section):
            lines += ["", *_section_lines(name, field.default)]
        elif name == "tiers":  # tables that there are none of by default
            lines += ["", *_commented_lines("tiers.patron", TierSettings())]
        else:
            lines += ["", *_setting_lines(name, field.description or "", field.default)]
        if name == "schedule":
            lines += ["", *_commented_lines("schedule.prompts.daily", PromptSettings())]
    return "\n".join(lines) + "\n"


def _section_lines(name: str, section: Section) -> list[str]:
    lines = [f"# {type(section).__doc__}", f"[{name}]"]
    for key, field in type(section).model_fields.items():
        if field.description:  # others are tables of which there are none by default
            lines += _setting_lines(key, field.description, getattr(section, key))
    return lines


def _commented_lines(name: str, section: Section) -> list[str]:
    return [line if line.startswith("#") else f"# {line}" for line in _section_lines(name, section)]


def _setting_lines(name: str, meaning: str, default: Any) -> list[str]:
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    return [f"# {meaning}", f"{name} = {_toml(default)}"]


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {_toml(one)}" for key, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return json.dumps(value if isinstance(value, bool | int | float | tuple) else str(value))


if __name__ == "__main__":
    print(example_toml(), end="")
