"""Every mistake as an answer: JSON for programs, a friendly page for people."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from bot.errors import (
    BadRequestError,
    NonetError,
    PlaceError,
    QuotaError,
    RefusedError,
    StorageError,
)
from bot.web.desk import UnknownJobError
from db.errors import DatabaseError

log = structlog.get_logger()

_ERRORS: dict[type[NonetError], tuple[int, str]] = {
    BadRequestError: (400, "bad_request"),
    RefusedError: (422, "refused"),
    UnknownJobError: (404, "not_found"),
    QuotaError: (429, "too_many_requests"),
    PlaceError: (409, "bad_place"),
}
_REFUSALS: dict[int, tuple[str, str]] = {
    400: ("bad_request", "This request can't be read."),
    403: ("cross_origin", "This request came from another site."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address doesn't take such requests."),
    413: ("too_large", "That is more than Nonet takes at once; a shorter prompt will do."),
    415: ("unsupported_media_type", "Send JSON, with Content-Type: application/json."),
    421: ("unknown_host", "This page is not known by that name; its operator can set web.public_url."),
    503: ("busy", "Too many pages are followed live just now. Reload this one to see how it gets on."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: a status and a code for programs, a sentence for people."""

    status: int
    code: str
    message: str
    appeal: str = ""
    """Path of the page where someone can say that it is a mistake; empty: there is none."""

    def json(self) -> web.Response:
        """The answer of the API."""
        error = {"code": self.code, "message": self.message}
        return web.json_response(
            {"error": error | ({"appeal": self.appeal} if self.appeal else {})}, status=self.status
        )


def problem_of(error: Exception) -> Problem:
    """Say what `error` means to the one who asked."""
    match error:
        case web.HTTPException() if error.status in _REFUSALS:
            return Problem(error.status, *_REFUSALS[error.status])
        case web.HTTPException():
            return Problem(error.status, "http_error", error.reason)
        case web.RequestPayloadError():
            return Problem(400, *_REFUSALS[400])
        case StorageError() | DatabaseError():  # its own message tells of folders and hosts
            return Problem(503, "storage", "Nonet can't keep anything just now; the reason is in its log.")
        case NonetError() if type(error) in _ERRORS:
            status, code = _ERRORS[type(error)]
            refusal_id = error.refusal_id if isinstance(error, RefusedError) else None
            return Problem(status, code, str(error), f"/appeals/{refusal_id}" if refusal_id else "")
    return Problem(500, "internal", "Something broke on our side. It is in the log; please try again.")


def answer_problems(page: Callable[[web.Request, Problem], web.Response]) -> Middleware:
    """Build the middleware that turns errors into JSON under /api/, and elsewhere into what `page` makes."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return _answer(request, error)
        except ConnectionError:
            return web.Response(status=400)  # the visitor has gone: nobody reads it, nothing is to be logged
        except Exception as error:  # noqa: BLE001 - the last place where a stranger's request can be answered
            return _answer(request, error)

    def _answer(request: web.Request, error: Exception) -> web.Response:
        problem = problem_of(error)
        if problem.code == "internal":
            log.error("page failed", path=request.path, exc_info=error)
        elif problem.code == "storage":  # the sentence says more than a traceback
            log.error("page failed", path=request.path, error=str(error))
        response = problem.json() if request.path.startswith("/api/") else page(request, problem)
        for name in ("Allow", "Retry-After"):
            if isinstance(error, web.HTTPException) and name in error.headers:
                response.headers[name] = error.headers[name]
        return response

    return answer


def is_of_ours(record: logging.LogRecord) -> bool:
    """Whether a line of aiohttp's log is of a fault of ours, not of a stranger who doesn't speak HTTP.

    That would be a traceback with the stranger's address, and anyone could fill the log with them.
    """
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | web.RequestPayloadError)
