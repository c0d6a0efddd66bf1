"""Calls are held against a platform's own description of its API (OpenAPI), cut down in tests/contracts/."""

import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from bench.common.answers import Answer, Json
from bench.common.call import Call

CONTRACTS = Path(__file__).parents[2] / "tests" / "contracts"
_JSON = "application/json"


class Description(Protocol):
    """What a platform says of its API."""

    def violations(self, call: Call) -> Iterator[str]:
        """What it does not allow about a call, each with the call's route."""

    def answer_violations(self, call: Call, answer: Answer) -> Iterator[str]:
        """What it does not allow about the answer to a call, each with the call's route."""


class Contract:
    """One OpenAPI document.

    Args:
        path: of the document.
        undescribed: routes that are not in it, but may be called.
    """

    def __init__(self, path: Path, undescribed: frozenset[str] = frozenset()) -> None:
        self._path = path
        self._undescribed = undescribed
        self._validator = cache(self._make_validator)

    def violations(self, call: Call) -> Iterator[str]:
        """What the document does not allow about a call, each with the call's route."""
        if call.route in self._undescribed:
            return
        path = self.document["paths"].get(call.path, {})
        operation = path.get(call.method.lower())
        if operation is None:
            yield f"{call.route} is not described"
            return
        described = [*path.get("parameters", []), *operation.get("parameters", [])]
        for problem in (
            *_about_parameters(call, list(map(self._resolved, described)), self._accepts),
            *self._about_body(call, operation),
        ):
            yield f"{call.route}: {problem}"

    def answer_violations(self, call: Call, answer: Answer) -> Iterator[str]:
        """What the document does not allow about an answer in JSON; all, where it says nothing of answers."""
        operation = self.document["paths"].get(call.path, {}).get(call.method.lower(), {})
        responses = operation.get("responses")
        if responses is None or answer.text is not None:
            return
        described = responses.get(str(answer.status)) or responses["default"]
        schemas = [content["schema"] for content in described["content"].values()]
        problems = [list(self._about(schema, answer.json)) for schema in schemas]
        if all(problems):
            yield from (f"{call.route} -> {answer.status}: {problem}" for problem in problems[0])

    @cached_property
    def document(self) -> Json:
        """All of it."""
        document: Json = json.loads(self._path.read_text("utf-8"))
        return document

    def _about_body(self, call: Call, operation: Json) -> Iterator[str]:
        described = operation.get("requestBody")
        if described is None:
            if call.body is not None:
                yield "a body where none is described"
        elif call.body is None:
            if described.get("required"):
                yield "no body"
        else:
            yield from self._about(described["content"][_JSON]["schema"], call.body)

    def _about(self, schema: Json, value: object) -> Iterator[str]:
        error = best_match(self._validator(json.dumps(schema)).iter_errors(value))
        if error:
            yield f"{error.json_path}: {error.message[:500]}"

    def _accepts(self, schema: Json, text: str) -> bool:
        """Whether a parameter's text can be read as its schema says."""
        validator = self._validator(json.dumps(schema))
        return any(validator.is_valid(value) for value in _readings(text))

    def _resolved(self, parameter: Json) -> Json:
        name = parameter.get("$ref", "").rpartition("/")[2]
        found: Json = self.document["components"]["parameters"][name] if name else parameter
        return found

    def _make_validator(self, schema: str) -> Draft202012Validator:
        return Draft202012Validator(json.loads(schema) | {"components": self.document["components"]})


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
    yield text.split(",")
    if text.lower() in ("true", "false", "1", "0"):
        yield text.lower() in ("true", "1")
    if re.fullmatch(r"-?\d+", text):
        yield int(text)
