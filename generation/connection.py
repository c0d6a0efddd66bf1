"""HTTP to a generation service: bounded reading, and every failure as one of our errors."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

from generation.errors import GenerationError, ServiceUnavailableError
from generation.event_stream import EventReader
from generation.failures import BrokenOffError, asked_wait_s, failure, nonsense

CONNECT_TIMEOUT_S = 10.0
ERROR_LIMIT_BYTES = 65_536
HEADERS = {"Accept-Encoding": "identity"}  # a small answer must not become a large one
NO_HEADERS: Mapping[str, str] = {}
END_MARK = "[DONE]"
"""With which some services end a stream of events."""


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
        headers: Mapping[str, str] = NO_HEADERS,
        begin_s: float,
        silence_s: float,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send a request and give its answer, once that has begun, to be read within the block.

        Args:
            method: of HTTP.
            path: below the root, from "/".
            body: sent as JSON.
            headers: sent besides our usual ones.
            begin_s: how long the answer may take to begin.
            silence_s: how long it may then pause.

        Raises:
            GenerationError: as the answer's status means; ServiceUnavailableError for whatever goes wrong
                on the network, also while the answer is read.
        """
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT_S, sock_read=silence_s)
        request = self._open().request(
            method, self.root + path, json=body, headers=headers, timeout=timeout, allow_redirects=False
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
        except (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError, ConnectionResetError) as error:
            raise BrokenOffError(
                f"The generation service at {self.root} broke off: {_reason(error)}."
            ) from None
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
        return _json_object(text, path)

    async def objects(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        begin_s: float,
        silence_s: float,
        limit_bytes: int,
    ) -> AsyncGenerator[dict[str, Any], None]:
        """Post a request and give the JSON objects of its answer as they come.

        They are the data of its events if it is a stream, and else the one object that it is.

        Args:
            path, body, headers, begin_s: as `send` takes them.
            silence_s: how long it may go without an event; comments don't count.
            limit_bytes: of an answer that is no stream. Events have the limit of `EventReader`.

        Raises:
            GenerationError: as `send`, and ServiceUnavailableError if something is no JSON object.
        """
        async with self.send(
            "POST", path, body, headers=headers, begin_s=begin_s, silence_s=silence_s
        ) as response:
            if response.content_type != "text/event-stream":
                yield _json_object(await _read(response, limit_bytes), path)
                return
            reader = EventReader()
            deadline = time.monotonic() + silence_s
            while True:
                async with asyncio.timeout(deadline - time.monotonic()):
                    piece = await response.content.readany()
                if not piece:
                    return
                for event in reader.feed(piece):
                    if event.data != END_MARK:
                        yield _json_object(event.data, "an event")
                    deadline = time.monotonic() + silence_s

    async def close(self) -> None:
        """End all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, auto_decompress=False)
        return self._session


async def _failure(response: aiohttp.ClientResponse) -> GenerationError:
    error: dict[str, Any] = {}
    with suppress(ValueError, TypeError, KeyError, RecursionError, ServiceUnavailableError):
        # What is not in OpenAI's form is left aside: the status alone must do.
        error = _object(_object(json.loads(await _read(response, ERROR_LIMIT_BYTES)))["error"])
    return failure(response.status, error, asked_wait_s(response.headers))


def _json_object(text: bytes | str, where: str) -> dict[str, Any]:
    try:
        return _object(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        raise nonsense(f"{where} gave no JSON object") from None


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


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
