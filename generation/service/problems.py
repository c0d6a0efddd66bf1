"""Everything that goes wrong, as the OpenAI API would say it: a status and {"error": {...}}."""

import logging
import math
from dataclasses import dataclass, field

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from generation.errors import (
    BadParameterError,
    DeadlineError,
    GenerationError,
    InvalidRequestError,
    ServiceUnavailableError,
    UnknownModelError,
)
from generation.service.answer_types import ErrorBody
from generation.service.request_ids import id_of

NO_RETRY = {"X-Should-Retry": "false"}
"""OpenAI's clients heed it; without it they ask again after every status from 500."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that says what went wrong."""

    status: int
    message: str
    kind: str = "invalid_request_error"
    code: str | None = None
    param: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def body(self, request_id: str) -> ErrorBody:
        """The JSON object that OpenAI's clients expect, with the id of the request."""
        return {
            "error": {"message": self.message, "type": self.kind, "param": self.param, "code": self.code},
            "request_id": request_id,
        }

    def response(self, http: web.Request) -> web.Response:
        """The whole answer."""
        return web.json_response(self.body(id_of(http)), status=self.status, headers=self.headers)


class ProblemError(GenerationError):
    """The service itself says no, and how it says it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def draining() -> ProblemError:
    """The service is about to end; another one may do it."""
    return ProblemError(
        Problem(
            503,
            "The service is stopping; ask another one, or this one again in a moment.",
            "server_error",
            "draining",
            headers=_wait(None),
        )
    )


def too_many(code: str, message: str, wait_s: float | None) -> ProblemError:
    """The client is to come again later: in `wait_s` seconds, if that is known."""
    seconds = math.ceil(max(1.0, wait_s or 1.0))
    message = f"{message} Come again in about {seconds} s."
    return ProblemError(Problem(429, message, "rate_limit_error", code, headers=_wait(wait_s)))


def problem_of(error: GenerationError) -> Problem:
    """How an error of the generation room is told to a client."""
    message = str(error)
    match error:
        case ProblemError():
            return error.problem
        case InvalidRequestError():
            bad = error if isinstance(error, BadParameterError) else BadParameterError(message)
            return Problem(400, message, code=bad.code, param=bad.param)
        case UnknownModelError():
            return Problem(404, message, code="model_not_found", param="model")
        case ServiceUnavailableError():
            headers = _wait(error.retry_after_s)
            return Problem(503, message, "server_error", "service_unavailable", headers=headers)
        case DeadlineError():
            return Problem(504, message, "server_error", "deadline_passed", headers=NO_RETRY)
        case _:
            return Problem(500, message, "server_error", "painting_failed")


def _wait(seconds: float | None) -> dict[str, str]:
    return {"Retry-After": str(math.ceil(max(1.0, seconds or 1.0)))}


def _problem_of_http(error: web.HTTPException) -> Problem:
    match error:
        case web.HTTPMethodNotAllowed():
            message = f"{error.method} is not allowed here; use {', '.join(sorted(error.allowed_methods))}."
            return Problem(405, message, code="method_not_allowed", headers={"Allow": error.headers["Allow"]})
        case web.HTTPNotFound():
            return Problem(404, "There is nothing at this address.", code="unknown_url")
        case web.HTTPRequestEntityTooLarge():
            return Problem(413, error.text or error.reason, code="request_too_large")
        case _:
            return Problem(error.status, error.text or error.reason)


@web.middleware
async def answer_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every error in OpenAI's form."""
    try:
        return await handler(request)
    except GenerationError as error:
        return problem_of(error).response(request)
    except web.HTTPException as error:
        return _problem_of_http(error).response(request)
    except Exception:  # the last place where a fault of ours can become an answer
        log.exception("request failed", method=request.method, path=request.path)
        return Problem(500, "The service failed; its log says why.", "server_error").response(request)


def is_of_ours(record: logging.LogRecord) -> bool:
    """Whether a line of aiohttp's log is of a fault of ours, not of a stranger who doesn't speak HTTP.

    That would be a traceback with the stranger's address, and anyone could fill the log with them.
    """
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | web.RequestPayloadError)
