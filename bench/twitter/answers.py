"""The errors that X answers with."""

from bench.common.answers import Answer, RefusedError


class ApiError(RefusedError):
    """A call that X refuses, as a problem of RFC 7807."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self._status, self._title = status, title

    def answer(self) -> Answer:
        """As X sends it."""
        return problem(self._status, self._title, str(self))


def problem(status: int, title: str, detail: str = "", headers: dict[str, str] | None = None) -> Answer:
    """An answer that says what is wrong."""
    body = {"type": "about:blank", "title": title, "detail": detail or title, "status": status}
    return Answer(status, body, headers=headers or {})


def invalid(detail: str) -> ApiError:
    """A request that makes no sense."""
    return ApiError(400, "Invalid Request", detail)


def forbidden(detail: str) -> ApiError:
    """Something that the account may not do."""
    return ApiError(403, "Forbidden", detail)


def not_found(detail: str) -> ApiError:
    """Something that is not there."""
    return ApiError(404, "Not Found Error", detail)
