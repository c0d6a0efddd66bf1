"""Rules for commands that Discord's description of its API does not hold.

From discord.com/developers/docs/interactions/application-commands.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bench.common.answers import Json
from bench.discord.answers import ApiError, Problem

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
_SUBCOMMANDS = (1, 2)
_MOST = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
TEXT_LIMIT_CHARS = 8_000
"""Of names, descriptions and choices of one command with all below it, the longest localisation counting."""
_NAME = re.compile(r"[-_'\w]{1,32}")


def check_commands(commands: list[Json]) -> None:
    """Raise ApiError if Discord would not take all of these."""
    kinds = Counter(command.get("type", CHAT_INPUT) for command in commands)
    for kind, count in kinds.items():
        if count > _MOST[kind]:
            raise ApiError(Problem.INVALID_FORM, f"{count} commands of type {kind}")
    keys = Counter((command["name"], command.get("type", CHAT_INPUT)) for command in commands)
    problems = [f"{name} is there twice" for (name, _), count in keys.items() if count > 1]
    for command in commands:
        if command.get("type", CHAT_INPUT) == CHAT_INPUT:
            problems += _about(command)
            chars = _chars(command)
            if chars > TEXT_LIMIT_CHARS:
                problems.append(f"{command['name']} has {chars} of at most {TEXT_LIMIT_CHARS} characters")
    if problems:
        raise ApiError(Problem.INVALID_FORM, "; ".join(problems))


def _about(command: Json) -> Iterator[str]:
    """What is wrong with a command or an option, and what is below it."""
    for name in _texts(command, "name"):
        if not _NAME.fullmatch(name) or name != name.lower():
            yield f"{name!r} can't be a name"
    for text in _texts(command, "description"):
        if not 1 <= len(text) <= 100:
            yield f"a description of {command['name']} has {len(text)} characters"
    options = command.get("options") or []
    values = [option for option in options if option["type"] not in _SUBCOMMANDS]
    required = [bool(option.get("required")) for option in values]
    if required != sorted(required, reverse=True):
        yield f"required options of {command['name']} come after others"
    for option in options:
        yield from _about(option)


def _texts(part: Json, key: str) -> list[str]:
    """A name or description in all its languages."""
    return [part[key], *(part.get(f"{key}_localizations") or {}).values()]


def _chars(part: Json) -> int:
    own = sum(max(map(len, _texts(part, key))) for key in ("name", "description"))
    choices = part.get("choices") or []
    chosen = sum(max(map(len, _texts(choice, "name"))) + len(str(choice["value"])) for choice in choices)
    return own + chosen + sum(map(_chars, part.get("options") or []))
