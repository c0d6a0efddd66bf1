"""Cuts Discord's description of its HTTP API down to the requests that Nonet may send.

    python tests/contracts/prune_discord.py openapi.json tests/contracts/discord-openapi.json

Kept, unchanged: the paths named below, their parameters and JSON bodies, and every schema that these need.
Left out: answers, and other ways to write the same body.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATHS = [
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
    "/channels/{channel_id}/typing",
    "/gateway/bot",
    "/guilds/{guild_id}",
    "/guilds/{guild_id}/channels",
    "/guilds/{guild_id}/members/{user_id}",
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
METHODS = {"get", "put", "post", "patch", "delete"}
JSON = "application/json"


def prune(whole: dict[str, Any]) -> dict[str, Any]:
    """The part of the description that is about the requests in `PATHS`."""
    paths = {path: _requests_only(whole["paths"][path]) for path in PATHS}
    schemas = whole["components"]["schemas"]
    needed: set[str] = set()
    unread = list(_references(paths))
    while unread:
        name = unread.pop()
        if name not in needed:
            needed.add(name)
            unread.extend(_references(schemas[name]))
    return {
        "openapi": whole["openapi"],
        "info": whole["info"],
        "paths": paths,
        "components": {"schemas": {name: schemas[name] for name in sorted(needed)}},
    }


def _requests_only(path: dict[str, Any]) -> dict[str, Any]:
    """A path with the parameters of its own, and of each method the parameters and the JSON body."""
    kept = {"parameters": path["parameters"]} if "parameters" in path else {}
    for method in METHODS & path.keys():
        kept[method] = {
            key: path[method][key] for key in ("operationId", "parameters") if key in path[method]
        }
        body = path[method].get("requestBody")
        if body:
            kept[method]["requestBody"] = body | {"content": {JSON: body["content"][JSON]}}
    return kept


def _references(part: object) -> Iterator[str]:
    yield from re.findall(r'"#/components/schemas/(\w+)"', json.dumps(part))


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    pruned = prune(json.loads(source.read_text("utf-8")))
    target.write_text(json.dumps(pruned, indent=1, sort_keys=True) + "\n", "utf-8")
