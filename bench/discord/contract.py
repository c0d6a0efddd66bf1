"""Calls are held against Discord's own description of its API, cut down in tests/contracts/."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from bench.discord.answers import Json
from bench.discord.call import Call

DESCRIPTION = Path(__file__).parents[2] / "tests" / "contracts" / "discord-openapi.json"
UNDESCRIBED = frozenset({"GET /applications/{application_id}/skus"})
"""Documented on discord.com, but not in the description."""


class Contract:
    """Discord's description of the requests that it takes."""

    def __init__(self, path: Path = DESCRIPTION) -> None:
        self._description: Json = json.loads(path.read_text("utf-8"))
        snowflake = self._description["components"]["schemas"]["SnowflakeType"]
        snowflake["type"] = ["string", "integer"]  # discord.py numbers uploads so, and Discord takes it
        self._validator = cache(self._make_validator)

    def violations(self, call: Call) -> Iterator[str]:
        """What the description does not allow about a call, each with the call's route."""
        if call.route in UNDESCRIBED:
            return
        path = self._description["paths"].get(call.path, {})
        operation = path.get(call.method.lower())
        if operation is None:
            yield f"{call.route} is not described"
            return
        described = [*path.get("parameters", []), *operation.get("parameters", [])]
        for problem in (
            *_about_parameters(call, described, self._accepts),
            *self._about_body(call, operation),
        ):
            yield f"{call.route}: {problem}"

    def _about_body(self, call: Call, operation: Json) -> Iterator[str]:
        described = operation.get("requestBody")
        if described is None:
            if call.body is not None:
                yield "a body where none is described"
        elif call.body is None:
            if described.get("required"):
                yield "no body"
        else:
            schema = described["content"]["application/json"]["schema"]
            error = best_match(self._validator(json.dumps(schema)).iter_errors(call.body))
            if error:
                yield f"{error.json_path}: {error.message[:500]}"

    def _accepts(self, schema: Json, text: str) -> bool:
        """Whether a parameter's text can be read as its schema says."""
        validator = self._validator(json.dumps(schema))
        return any(validator.is_valid(value) for value in _readings(text))

    def _make_validator(self, schema: str) -> Draft202012Validator:
        return Draft202012Validator(json.loads(schema) | {"components": self._description["components"]})


def _about_parameters(call: Call, described: list[Json], accepts: Any) -> Iterator[str]:
    known = {"path": call.parameters, "query": call.query}
    for parameter in described:
        sent = known[parameter["in"]].get(parameter["name"])
        if sent is None:
            if parameter.get("required"):
                yield f"{parameter['name']} is missing"
        elif not accepts(parameter["schema"], sent):
            yield f"{parameter['name']}={sent!r} is not what is described"
    for name in call.query.keys() - {parameter["name"] for parameter in described}:
        yield f"{name} is not described"


def _readings(text: str) -> Iterator[object]:
    """What a parameter's text may stand for."""
    yield text
    yield [text]
    if text.lower() in ("true", "false", "1", "0"):
        yield text.lower() in ("true", "1")
    if re.fullmatch(r"-?\d+", text):
        yield int(text)
