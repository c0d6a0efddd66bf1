"""Server-sent events (the `text/event-stream` format of the HTML standard), written and read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.errors import ServiceUnavailableError

EVENT_LIMIT_BYTES = 2**25
"""Largest event that is read: a 2048 x 2048 picture as PNG in base64 fits into it."""


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event as it came; `data` is its lines joined."""

    type: str
    data: str


def write_event(payload: Mapping[str, Any]) -> bytes:
    """An event whose data is this JSON object and whose name is the object's "type"."""
    return f"event: {payload['type']}\ndata: {json.dumps(payload)}\n\n".encode()


class EventReader:
    """Cuts a byte stream that arrives in arbitrary pieces into events."""

    def __init__(self, limit_bytes: int = EVENT_LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._buffer = bytearray()
        self._searched = 0
        self._type = ""
        self._data: list[str] = []
        self._data_bytes = 0

    def feed(self, piece: bytes) -> list[StreamEvent]:
        """Take the next piece, of any size, and return the events that it completes.

        Raises:
            ServiceUnavailableError: an event is larger than the limit.
        """
        self._buffer += piece
        events = []
        while (end := self._buffer.find(b"\n", self._searched)) >= 0:
            line = self._buffer[:end].removesuffix(b"\r")
            del self._buffer[: end + 1]
            self._searched = 0
            if event := self._line(line):
                events.append(event)
        self._searched = len(self._buffer)
        if self._searched + self._data_bytes > self._limit_bytes:
            raise ServiceUnavailableError(f"The service sent an event over {self._limit_bytes} bytes.")
        return events

    def _line(self, line: bytearray) -> StreamEvent | None:
        if not line:
            return self._finish()
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value.decode(errors="replace"))
            self._data_bytes += len(value)
        elif name == b"event":
            self._type = value.decode(errors="replace")
        return None

    def _finish(self) -> StreamEvent | None:
        event = StreamEvent(self._type or "message", "\n".join(self._data)) if self._data else None
        self._type, self._data, self._data_bytes = "", [], 0
        return event
