"""What the errors that services answer with mean to us."""

import re
from collections.abc import Mapping
from typing import Any

from generation.errors import (
    AccessDeniedError,
    BadParameterError,
    DeadlineError,
    GenerationError,
    PaintingError,
    PromptRefusedError,
    ServiceBusyError,
    ServiceUnavailableError,
    UnknownModelError,
    UnpaidError,
)

MESSAGE_LIMIT_CHARS = 300

_DURATION = re.compile(
    r"(?:(?P<h>\d{1,4})h)?(?:(?P<m>\d{1,4})m(?!s))?(?:(?P<s>\d{1,6}(?:\.\d{1,9})?)s)?(?:(?P<ms>\d{1,9}(?:\.\d{1,9})?)ms)?",
    re.ASCII,
)
_UNITS_S = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


class NoSuchAddressError(ServiceUnavailableError):
    """The service answers, but offers nothing at this address."""


class BrokenOffError(ServiceUnavailableError):
    """The connection broke, or a gateway gave up, after the service had our request."""


class ServerFaultError(PaintingError):
    """The service met with a fault of its own over this request."""


PASSING = (ServiceBusyError, BrokenOffError, ServerFaultError)
"""Failures after which the same request may well succeed a moment later."""

_BY_NAME: dict[str, type[GenerationError]] = {
    "moderation_blocked": PromptRefusedError,
    "content_policy_violation": PromptRefusedError,
    "content_filter": PromptRefusedError,
    "billing_hard_limit_reached": UnpaidError,
    "billing_not_active": UnpaidError,
    "credit_balance_exhausted": UnpaidError,
    "insufficient_quota": UnpaidError,
    "organization_spend_limit_exceeded": UnpaidError,
    "organization_usage_limit_exceeded": UnpaidError,
    "project_spend_limit_exceeded": UnpaidError,
    "rate_limit_exceeded": ServiceBusyError,
    "server_is_overloaded": ServiceBusyError,
    "slow_down": ServiceBusyError,
    "draining": ServiceBusyError,
    "queue_full": ServiceBusyError,
    "user_limit": ServiceBusyError,
    "key_limit": ServiceBusyError,
    "model_not_found": UnknownModelError,
    "painting_failed": PaintingError,
    "deadline_passed": DeadlineError,
    "service_unavailable": ServiceUnavailableError,
}
"""By an error's code, or else its type: those of OpenAI's documents and images API, and our service's."""

_BY_STATUS: dict[int, type[GenerationError]] = {
    400: BadParameterError,
    401: AccessDeniedError,
    402: UnpaidError,
    403: AccessDeniedError,
    404: NoSuchAddressError,
    405: NoSuchAddressError,
    413: BadParameterError,
    415: BadParameterError,
    422: BadParameterError,
    429: ServiceBusyError,
    500: ServerFaultError,
    502: BrokenOffError,
    503: ServiceBusyError,
    504: BrokenOffError,
    529: ServiceBusyError,
}

_BY_TYPE_IN_STREAM: dict[str, type[GenerationError]] = {
    "invalid_request_error": BadParameterError,
    "server_error": ServerFaultError,
}


def failure(
    status: int | None, error: Mapping[str, Any], retry_after_s: float | None = None
) -> GenerationError:
    """What an error in OpenAI's form means to us.

    Args:
        status: of HTTP; None for an error that came within a stream.
        error: the object "error"; whatever it has may be missing or of the wrong type.
        retry_after_s: how long the service asks to wait, if the answer's head said so.
    """
    message = _sentence(error.get("message")) or f"The generation service answered with status {status}."
    param = error.get("param")
    kind = UnknownModelError if status == 404 and param == "model" else _kind(status, error)
    if kind is UnpaidError:
        message = f"The generation service wants to be paid: {message}"
    if issubclass(kind, BadParameterError):
        return kind(message, param if isinstance(param, str) else None)
    if issubclass(kind, ServiceUnavailableError):
        return kind(message, retry_after_s)
    return kind(message)


def nonsense(what: str) -> ServiceUnavailableError:
    """The error for an answer that breaks the protocol."""
    return ServiceUnavailableError(f"The generation service does not speak as it should: {what}.")


def asked_wait_s(headers: Mapping[str, str]) -> float | None:
    """How many seconds an answer asks to wait, if it does.

    That is what `Retry-After` says, or else the longest until one of the limits that are used up is reset
    (`x-ratelimit-remaining-images: 0`, `x-ratelimit-reset-images: 1m12s`).
    """
    wait = headers.get("Retry-After", "")
    if wait.isascii() and wait.isdecimal():
        return float(wait)
    used_up = [
        name.lower().replace("-remaining-", "-reset-")
        for name, left in headers.items()
        if name.lower().startswith("x-ratelimit-remaining-") and left == "0"
    ]
    waits = [duration_s(headers.get(name, "")) for name in used_up]
    return max((wait_s for wait_s in waits if wait_s is not None), default=None)


def duration_s(text: str) -> float | None:
    """Seconds of a duration as OpenAI writes it ("6m0s", "1.5s", "20ms"); None of anything else."""
    match = _DURATION.fullmatch(text) if text else None
    if match is None:
        return None
    return sum(float(number) * _UNITS_S[unit] for unit, number in match.groupdict().items() if number)


def _kind(status: int | None, error: Mapping[str, Any]) -> type[GenerationError]:
    names = [name for name in (error.get("code"), error.get("type")) if isinstance(name, str)]
    known = next((_BY_NAME[name] for name in names if name in _BY_NAME), None)
    if known is not None:
        return known
    if status is None:
        return next(
            (_BY_TYPE_IN_STREAM[name] for name in names if name in _BY_TYPE_IN_STREAM),
            ServiceUnavailableError,
        )
    return _BY_STATUS.get(status, ServiceUnavailableError)


def _sentence(message: Any) -> str:
    return " ".join(message.split())[:MESSAGE_LIMIT_CHARS] if isinstance(message, str) else ""
