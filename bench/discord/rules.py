"""Rules for messages that Discord's description of its API does not hold.

From discord.com/developers/docs/components/reference and .../resources/message.
"""

from collections.abc import Iterator

from bench.common.answers import Json
from bench.discord.answers import ApiError, Problem
from bench.discord.payloads import ATTACHMENT
from bench.discord.world import Message

IS_COMPONENTS_V2 = 1 << 15
COMPONENTS_LIMIT = 40
TEXT_LIMIT_CHARS = 4_000
"""Of all text in the components of one message."""
FILES_LIMIT = 10
BUTTONS_LIMIT = 5
_ACTION_ROW, _BUTTON, _TEXT = 1, 2, 10
_LINK_BUTTON, _PREMIUM_BUTTON = 5, 6


def check_message(post: Message, file_limit_bytes: int) -> None:
    """Raise ApiError if Discord would not take a message as it is now."""
    if any(len(file.data) > file_limit_bytes for file in post.attachments):
        raise ApiError(Problem.TOO_LARGE)
    if len(post.attachments) > FILES_LIMIT:
        raise ApiError(Problem.INVALID_FORM, f"attachments: {len(post.attachments)} of at most {FILES_LIMIT}")
    if not (post.content or post.embeds or post.components or post.attachments):
        raise ApiError(Problem.EMPTY_MESSAGE)
    parts = list(_all_parts(post.components))
    if post.flags & IS_COMPONENTS_V2:
        _check_layout(post, parts)
    elif any(part.get("type", 0) not in range(1, 9) for part in parts):
        raise ApiError(Problem.INVALID_FORM, "components: only with the flag IS_COMPONENTS_V2")
    _check_ids(parts)
    _check_media(post, parts)


def _check_layout(post: Message, parts: list[Json]) -> None:
    if post.content or post.embeds:
        raise ApiError(Problem.INVALID_FORM, "content and embeds can't be used with IS_COMPONENTS_V2")
    if len(parts) > COMPONENTS_LIMIT:
        raise ApiError(Problem.INVALID_FORM, f"components: {len(parts)} of at most {COMPONENTS_LIMIT}")
    chars = sum(len(part["content"]) for part in parts if part.get("type") == _TEXT)
    if chars > TEXT_LIMIT_CHARS:
        raise ApiError(Problem.INVALID_FORM, f"components: {chars} of at most {TEXT_LIMIT_CHARS} characters")


def _check_ids(parts: list[Json]) -> None:
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(ids) != len(set(ids)):
        raise ApiError(Problem.INVALID_FORM, "components: a custom_id is used twice")
    for part in parts:
        if part.get("type") == _ACTION_ROW and len(part["components"]) > BUTTONS_LIMIT:
            raise ApiError(Problem.INVALID_FORM, f"components: more than {BUTTONS_LIMIT} in a row")
        if part.get("type") == _BUTTON and part["style"] not in (_LINK_BUTTON, _PREMIUM_BUTTON):
            if not part.get("custom_id"):
                raise ApiError(Problem.INVALID_FORM, "components: a button without custom_id")
            if not (part.get("label") or part.get("emoji")):
                raise ApiError(Problem.INVALID_FORM, "components: a button without label and emoji")


def _check_media(post: Message, parts: list[Json]) -> None:
    names = {file.filename for file in post.attachments}
    for part in parts:
        for media in [
            part.get("media"),
            part.get("file"),
            *(item["media"] for item in part.get("items", [])),
        ]:
            url = media["url"] if media else ""
            if url.startswith(ATTACHMENT) and url.removeprefix(ATTACHMENT) not in names:
                raise ApiError(Problem.INVALID_FORM, f"components: there is no file for {url}")


def _all_parts(components: list[Json]) -> Iterator[Json]:
    """Every component, however deep."""
    for part in components:
        yield part
        children = [part[key] for key in ("accessory", "component") if part.get(key)]
        yield from _all_parts(part.get("components", []) + children)
