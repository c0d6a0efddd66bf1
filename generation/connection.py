"""HTTP to a generation service: bounded reading, and every failure as one of our errors."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

from generation.errors import (
    AccessDeniedError,
    BadParameterError,
    GenerationError,
    PaintingError,
    ServiceUnavailableError,
    UnknownModelError,
)

CONNECT_TIMEOUT_S = 10.0
ERROR_LIMIT_BYTES = 65_536
MESSAGE_LIMIT_CHARS = 300
HEADERS = {"Accept-Encoding": "identity"}  # a small answer must not become a large one


class NoSuchAddressError(ServiceUnavailableError):
    """The service answers, but offers nothing at this address."""


class Connection:
    """The address of a service with our key to it.

    Args:
        url: of the service, with or without the "/v1" at its end.
        api_key: bearer key; empty for none.
    """

    def __init__(self, url: str, api_key: str) -> None:
        self.root = url.rstrip("/").removesuffix("/v1")
        self._headers = HEADERS | ({"Authorization": f"Bearer {api_key}"} if api_key else {})
        self._session: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        begin_s: float,
        silence_s: float,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send a request and give its answer, once that has begun, to be read within the block.

        Args:
            method: of HTTP.
            path: below the root, from "/".
            body: sent as JSON.
            begin_s: how long the answer may take to begin.
            silence_s: how long it may then pause.

        Raises:
            GenerationError: as the answer's status means; ServiceUnavailableError for whatever goes wrong
                on the network, also while the answer is read.
        """
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT_S, sock_read=silence_s)
        request = self._open().request(
            method, self.root + path, json=body, timeout=timeout, allow_redirects=False
        )
        try:
            async with asyncio.timeout(begin_s):
                response = await request
            async with response:
                if response.status >= 300:
                    raise await _failure(response)
                yield response
        except TimeoutError:
            raise ServiceUnavailableError(f"The generation service at {self.root} is silent.") from None
        except (aiohttp.ClientError, OSError) as error:
            raise ServiceUnavailableError(
                f"The generation service at {self.root} can't be reached: {_reason(error)}."
            ) from None

    async def json(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        timeout_s: float,
        limit_bytes: int,
    ) -> dict[str, Any]:
        """Send a request and read its answer, a JSON object of at most `limit_bytes`.

        Raises:
            GenerationError: as `send`, and ServiceUnavailableError if the answer is something else.
        """
        async with self.send(method, path, body, begin_s=timeout_s, silence_s=timeout_s) as response:
            text = await _read(response, limit_bytes)
        try:
            return _object(json.loads(text))
        except (ValueError, TypeError, RecursionError):
            raise nonsense(f"{path} gave no JSON object") from None

    async def close(self) -> None:
        """End all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, auto_decompress=False)
        return self._session


def nonsense(what: str) -> ServiceUnavailableError:
    """The error for an answer that breaks the protocol."""
    return ServiceUnavailableError(f"The generation service does not speak as it should: {what}.")


def failure(
    status: int | None, error: Mapping[str, Any], retry_after_s: float | None = None
) -> GenerationError:
    """What an error in OpenAI's form means to us; `status` is None for one that came within a stream."""
    message = _sentence(error.get("message")) or f"The generation service answered with status {status}."
    code, param = error.get("code"), error.get("param")
    if code == "painting_failed":
        return PaintingError(message)
    if code == "model_not_found" or (status == 404 and param == "model"):
        return UnknownModelError(message)
    if status in {401, 403}:
        return AccessDeniedError(message)
    if status in {400, 413, 415, 422} or (status is None and error.get("type") == "invalid_request_error"):
        return BadParameterError(message, param if isinstance(param, str) else None)
    if status in {404, 405}:
        return NoSuchAddressError(message)
    return ServiceUnavailableError(message, retry_after_s)


def decode_picture(encoded: str) -> bytes:
    """The bytes of a picture in base64. Raises ServiceUnavailableError if it is something else."""
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError:  # also of a text that is not ASCII
        raise nonsense("a picture is not base64") from None


async def _failure(response: aiohttp.ClientResponse) -> GenerationError:
    error: dict[str, Any] = {}
    with suppress(ValueError, TypeError, KeyError, RecursionError, ServiceUnavailableError):
        # What is not in OpenAI's form is left aside: the status alone must do.
        error = _object(_object(json.loads(await _read(response, ERROR_LIMIT_BYTES)))["error"])
    wait = response.headers.get("Retry-After", "")
    return failure(response.status, error, float(wait) if wait.isascii() and wait.isdecimal() else None)


async def _read(response: aiohttp.ClientResponse, limit_bytes: int) -> bytes:
    text = bytearray()
    async for piece in response.content.iter_any():
        text += piece
        if len(text) > limit_bytes:
            raise nonsense(f"an answer is over {limit_bytes} bytes")
    return bytes(text)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not a JSON object")
    return value


def _sentence(message: Any) -> str:
    return " ".join(message.split())[:MESSAGE_LIMIT_CHARS] if isinstance(message, str) else ""


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
