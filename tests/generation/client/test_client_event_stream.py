"""Server-sent events survive being cut anywhere, and are bounded."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.errors import ServiceUnavailableError
from generation.event_stream import EventReader, StreamEvent, write_event

PAYLOADS = st.dictionaries(st.text(), st.text() | st.integers(), max_size=3).map(
    lambda fields: fields | {"type": "image_generation.progress"}
)


@given(st.lists(PAYLOADS), st.data())
def test_events_survive_however_the_bytes_are_cut(payloads, data):
    stream = b"".join(write_event(payload) for payload in payloads)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=10)))
    reader = EventReader()

    events = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        events += reader.feed(stream[start:end])

    assert [json.loads(event.data) for event in events] == payloads
    assert {event.type for event in events} <= {"image_generation.progress"}


@given(st.lists(st.binary(max_size=40)))
def test_any_bytes_can_be_fed(pieces):
    reader = EventReader()
    for piece in pieces:
        reader.feed(piece)


def test_comments_other_fields_and_line_ends():
    stream = b": hello\r\nid: 7\r\nretry: 5\r\nevent: e\r\ndata: one\r\ndata:two\r\n\r\n\n"
    stream += b"\ndata\n\ndata: unfinished"
    assert EventReader().feed(stream) == [StreamEvent("e", "one\ntwo"), StreamEvent("message", "")]


@pytest.mark.parametrize("piece", [b"x" * 60, b"data: " + b"x" * 54, b"data: x\n" * 60])
def test_an_endless_event_is_refused(piece):
    reader = EventReader(limit_bytes=1000)
    with pytest.raises(ServiceUnavailableError, match="1000 bytes"):
        for _ in range(100):
            reader.feed(piece)
