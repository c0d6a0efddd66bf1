"""Every request has a name."""

import json

import pytest
import structlog


async def test_a_sound_id_is_taken_over(asking, gradient):
    ask = await asking(gradient)
    for options in ({}, {"stream": True}, {"n": 0}, {"path": "/nothing"}):
        _, headers, _ = await ask(headers={"X-Request-Id": "job-7.a:b_c"}, **options)
        assert headers["X-Request-Id"] == "job-7.a:b_c"


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, "sésame", "<b>", "a;b"])
async def test_another_is_replaced(asking, gradient, given):
    ask = await asking(gradient)
    _, headers, answer = await ask(n=0, headers={"X-Request-Id": given})
    assert headers["X-Request-Id"].startswith("req_")
    assert answer["request_id"] == headers["X-Request-Id"]


async def test_ids_that_are_made_are_new_each_time(asking, gradient):
    ask = await asking(gradient)
    ids = {(await ask())[1]["X-Request-Id"] for _ in range(5)}
    assert len(ids) == 5


async def test_the_log_speaks_of_requests_by_their_ids(asking, gradient, monkeypatch):
    ask = await asking(gradient)
    monkeypatch.setattr("generation.service.api.encode", lambda *_: 1 / 0)
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as lines:
        await ask(headers={"X-Request-Id": "job-7"})

    assert [(line["event"], line["request_id"]) for line in lines] == [
        ("request failed", "job-7"),
        ("request answered", "job-7"),
    ]
    assert lines[-1]["status"] == 500
    assert "a cat" not in json.dumps(lines, default=str)
