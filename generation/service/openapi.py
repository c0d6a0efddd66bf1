"""The description of the API for programs, served as `/openapi.json`.

Its schemas come from what the service itself goes by: `request_body` and `edit_body` read requests, and the
type checker holds answers to `answer_types`.
"""

from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from generation.service import idempotency, request_ids
from generation.service.answer_types import ErrorBody, Health, ImagesResponse, Model, ModelList, StreamEvent
from generation.service.edit_body import EditBody
from generation.service.request_body import ImagesBody

RETRY_AFTER = {
    "description": "Seconds after which it may go better.",
    "schema": {"type": "integer", "minimum": 1},
}
REQUEST_ID = {
    "name": request_ids.HEADER,
    "in": "header",
    "description": "Names the request in its answer and in the log; without a sound one, one is made.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": idempotency.HEADER,
    "in": "header",
    "description": "The same request under the same key is painted once, and answered each time.",
    "schema": {"type": "string", "pattern": f"^{idempotency.WELL_FORMED.pattern}$"},
}
PROBLEMS = {
    400: "The request is not as it should be; `error.param` names what is at fault.",
    401: "The key is missing or wrong.",
    404: "There is no such model.",
    413: "The body is too large.",
    415: "The body is of another type.",
    422: "The idempotency key belongs to another request.",
    429: 'The queue is full ("queue_full"), or this user ("user_limit") or key ("key_limit") has too many '
    "requests here.",
    500: "The painting, or the service, failed.",
    503: 'The service stops ("draining"): another one may do it.',
    504: "The pictures could not be finished by their deadline.",
}
Json = dict[str, Any]


@cache
def describe() -> Json:
    """The OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nonet's generation service",
            "version": "1",
            "description": "The OpenAI Images API with additions: places in the queue, progress, seeds, "
            "variations. OpenAI's clients can use it as it is.",
        },
        "security": [{"key": []}],
        "paths": {
            "/v1/images/generations": {"post": _generate()},
            "/v1/images/edits": {"post": _edit()},
            "/v1/models": {"get": _get("listModels", "The models.", _json("ModelList"), 401)},
            "/v1/models/{model}": {"get": _get_model()},
            "/healthz": {"get": _open("isAlive", "Whether the process answers.", _json("Health"))},
            "/readyz": {"get": _ready()},
            "/metrics": {"get": _get("metrics", "Metrics for Prometheus.", _text("text/plain"), 401)},
            "/openapi.json": {
                "get": _open(
                    "describe", "This description.", {"application/json": {"schema": {"type": "object"}}}
                )
            },
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
        },
    }


def _schemas() -> Json:
    read: list[Any] = [ImagesBody, EditBody]
    written: list[Any] = [ImagesResponse, ErrorBody, Model, ModelList, Health, StreamEvent]
    _, schemas = TypeAdapter.json_schemas(
        [(kind, "validation", TypeAdapter[Any](kind)) for kind in read]
        + [(kind, "serialization", TypeAdapter[Any](kind)) for kind in written],
        ref_template="#/components/schemas/{model}",
    )
    known: Json = schemas["$defs"]
    events = {f"#/components/schemas/{kind.__name__}" for kind in get_args(StreamEvent)}
    return known | {
        "EditForm": _form(known["EditBody"]),
        "StreamEvent": {"anyOf": [{"$ref": event} for event in sorted(events)]},
        "ServerSentEvent": _server_sent("StreamEvent"),
    }


def _server_sent(data: str) -> Json:
    """One of the events that make up a stream."""
    text: Json = {"type": "string", "contentMediaType": "application/json", "contentSchema": _reference(data)}
    return {
        "type": "object",
        "properties": {"event": {"type": "string"}, "data": text},
        "required": ["event", "data"],
        "additionalProperties": False,
    }


def _form(body: Json) -> Json:
    """The body of an edit as a form: its picture is a file."""
    fields = {name: schema for name, schema in body["properties"].items() if name != "images"}
    picture = {"type": "string", "contentMediaType": "application/octet-stream"}
    return {
        "type": "object",
        "description": "The same as a form.",
        "properties": fields | {"image": picture},
        "required": ["prompt", "image"],
        "additionalProperties": False,
    }


def _generate() -> Json:
    return {
        "operationId": "createImage",
        "summary": "Paint a prompt.",
        "parameters": [IDEMPOTENCY_KEY, REQUEST_ID],
        "requestBody": {"required": True, "content": _json("ImagesBody")},
        "responses": {"200": _painted(), **_problems(*PROBLEMS)},
    }


def _edit() -> Json:
    return _generate() | {
        "operationId": "createImageEdit",
        "summary": "Paint a prompt below the upper part of a picture, which every sample keeps.",
        "requestBody": {
            "required": True,
            "content": _json("EditBody") | {"multipart/form-data": {"schema": _reference("EditForm")}},
        },
    }


def _painted() -> Json:
    return {
        "description": "The pictures; with `stream`, server-sent events one by one.",
        "content": _json("ImagesResponse") | {"text/event-stream": {"schema": _reference("ServerSentEvent")}},
    }


def _get_model() -> Json:
    name = {"name": "model", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    return _get("retrieveModel", "One model.", _json("Model"), 401, 404) | {"parameters": [name, REQUEST_ID]}


def _open(operation: str, summary: str, content: Json) -> Json:
    return _get(operation, summary, content) | {"security": []}


def _ready() -> Json:
    asked = _open(
        "isReady", "Whether it takes requests in: the model is loaded, and it doesn't stop.", _json("Health")
    )
    asked["responses"]["503"] = {"description": "It does not.", "content": _json("Health")}
    return asked


def _get(operation: str, summary: str, content: Json, *problems: int) -> Json:
    return {
        "operationId": operation,
        "summary": summary,
        "parameters": [REQUEST_ID],
        "responses": {"200": {"description": summary, "content": content}, **_problems(*problems)},
    }


def _problems(*statuses: int) -> Json:
    return {str(status): _problem(status) for status in statuses}


def _problem(status: int) -> Json:
    problem = {"description": PROBLEMS[status], "content": _json("ErrorBody")}
    return problem | ({"headers": {"Retry-After": RETRY_AFTER}} if status in {429, 503} else {})


def _json(schema: str) -> Json:
    return {"application/json": {"schema": _reference(schema)}}


def _text(content_type: str) -> Json:
    return {content_type: {"schema": {"type": "string"}}}


def _reference(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}
