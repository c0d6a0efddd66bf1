"""Cuts a platform's description of its HTTP API down to the calls that Nonet may make.

    python tests/contracts/prune.py discord|x openapi.json tests/contracts/pruned.json

Kept, unchanged: the paths named below, their parameters and JSON bodies, and every schema that these need; of
X also its answers. Left out: other ways to write the same body.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DISCORD_PATHS = [
    "/applications/@me",
    "/applications/{application_id}/commands",
    "/applications/{application_id}/entitlements",
    "/applications/{application_id}/entitlements/{entitlement_id}",
    "/applications/{application_id}/entitlements/{entitlement_id}/consume",
    "/channels/{channel_id}",
    "/channels/{channel_id}/messages",
    "/channels/{channel_id}/messages/{message_id}",
    "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}",
    "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
    "/channels/{channel_id}/messages/{message_id}/threads",
    "/channels/{channel_id}/typing",
    "/gateway/bot",
    "/guilds/{guild_id}",
    "/guilds/{guild_id}/channels",
    "/guilds/{guild_id}/members/{user_id}",
    "/guilds/{guild_id}/members/{user_id}/roles/{role_id}",
    "/guilds/{guild_id}/roles",
    "/interactions/{interaction_id}/{interaction_token}/callback",
    "/oauth2/applications/@me",
    "/users/@me",
    "/users/@me/channels",
    "/users/{user_id}",
    "/webhooks/{webhook_id}/{webhook_token}",
    "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
    "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
]
X_PATHS = [
    "/2/media/metadata",
    "/2/media/upload",
    "/2/tweets",
    "/2/tweets/{id}",
    "/2/users/me",
    "/2/users/{id}/mentions",
    "/2/users/{id}/tweets",
]
KEPT = {
    "discord": (DISCORD_PATHS, ("operationId", "parameters")),
    "x": (X_PATHS, ("operationId", "parameters", "responses")),
}
"""Paths, and what stays of each of their methods beside the body."""
METHODS = {"get", "put", "post", "patch", "delete"}
JSON = "application/json"


def prune(whole: dict[str, Any], kept_paths: list[str], kept_keys: tuple[str, ...]) -> dict[str, Any]:
    """The part of the description that is about these paths."""
    paths = {path: _pruned(whole["paths"][path], kept_keys) for path in kept_paths}
    needed: set[tuple[str, str]] = set()
    unread = list(_references(paths))
    while unread:
        found = kind, name = unread.pop()
        if found not in needed:
            needed.add(found)
            unread.extend(_references(whole["components"][kind][name]))
    return {
        "openapi": whole["openapi"],
        "info": whole["info"],
        "paths": paths,
        "components": {
            kind: {name: whole["components"][kind][name] for of, name in sorted(needed) if of == kind}
            for kind in sorted({kind for kind, _ in needed})
        },
    }


def _pruned(path: dict[str, Any], kept_keys: tuple[str, ...]) -> dict[str, Any]:
    """A path with the parameters of its own, and of each method what is kept and the JSON body."""
    kept = {"parameters": path["parameters"]} if "parameters" in path else {}
    for method in METHODS & path.keys():
        kept[method] = {key: path[method][key] for key in kept_keys if key in path[method]}
        body = path[method].get("requestBody")
        if body:
            kept[method]["requestBody"] = body | {"content": {JSON: body["content"][JSON]}}
    return kept


def _references(part: object) -> Iterator[tuple[str, str]]:
    """Kind and name of all components that a part refers to."""
    yield from re.findall(r'"#/components/(\w+)/(\w+)"', json.dumps(part))


if __name__ == "__main__":
    platform, (source, target) = sys.argv[1], map(Path, sys.argv[2:])
    pruned = prune(json.loads(source.read_text("utf-8")), *KEPT[platform])
    target.write_text(json.dumps(pruned, indent=1, sort_keys=True) + "\n", "utf-8")
