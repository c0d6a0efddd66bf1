"""Jobs for tests and pictures of cards, and the rules that Discord has for messages."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from discord import ui
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from simcord.components import walk_components

from db.jobs import Job, JobState

CONTRACT = Path(__file__).parents[2] / "contracts" / "discord-openapi.json"
IS_COMPONENTS_V2 = 1 << 15

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

JOB = Job(
    id="Zk3v9QmTr1aXw8Ld",
    state=JobState.DELIVERED,
    front="discord",
    source_id="1",
    address="",
    server="41771983423143937",
    channel="41771983423143938",
    platform="discord",
    requester_id="80351110224678912",
    requester_name="alice",
    line="server:discord:41771983423143937",
    prompt="a hamster Godzilla in a sombrero attacking Tokyo",
    model="nonet-small",
    seed=1_234_567_890,
    created_at=MOMENT,
    attempts=1,
    not_before=None,
    lease_token=None,
    lease_until=None,
    claimed_at=MOMENT,
    finished_at=MOMENT + timedelta(seconds=14),
    collage_key=None,
    failure=None,
    deleted_at=None,
)


def job(**changes: Any) -> Job:
    """`JOB` with changes."""
    return replace(JOB, **changes)


def assert_discord_takes(view: ui.LayoutView) -> None:
    """Hold a message with this layout against Discord's description, and against the rules beside it."""
    body = {"components": view.to_components(), "flags": IS_COMPONENTS_V2}
    assert _validator().is_valid(body), best_match(_validator().iter_errors(body))
    parts = list(walk_components(body["components"]))
    assert len(parts) <= 40
    assert sum(len(part["content"].encode("utf-16-le")) // 2 for part in parts if part["type"] == 10) <= 4_000
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert len(ids) == len(set(ids))
    for part in parts:
        _check(part)


def texts_of(view: ui.LayoutView) -> str:
    """All that a layout says outside of its buttons."""
    return "\n".join(part["content"] for part in walk_components(view.to_components()) if part["type"] == 10)


def labels_of(view: ui.LayoutView) -> dict[str, str | None]:
    """The buttons and menus of a layout: what they say, by their ids."""
    parts = walk_components(view.to_components())
    return {
        part["custom_id"]: part.get("label", part.get("placeholder")) for part in parts if "custom_id" in part
    }


def shown(escaped: str) -> str:
    """What Discord shows of escaped text: a backslash before a sign only says to show the sign."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escaped).replace("\u200b", "")


def _check(part: dict[str, Any]) -> None:
    match part["type"]:
        case 1:
            assert 1 <= len(part["components"]) <= 5
        case 2:
            assert part.get("label") or part.get("emoji")
            assert len(part.get("label") or "") <= 80
            assert len(part.get("custom_id", "x")) <= 100
            assert len(part.get("url") or "") <= 512
        case 3:
            assert 1 <= len(part["options"]) <= 25
            assert all(len(option["label"]) <= 100 for option in part["options"])
            assert len(part["placeholder"]) <= 150
        case 10:
            assert part["content"].strip()
        case 12:
            assert 1 <= len(part["items"]) <= 10
            assert all(0 < len(item["description"]) <= 1_024 for item in part["items"])


@cache
def _validator() -> Draft202012Validator:
    description = json.loads(CONTRACT.read_text("utf-8"))
    return Draft202012Validator(
        {"$ref": "#/components/schemas/MessageCreateRequest", "components": description["components"]}
    )
