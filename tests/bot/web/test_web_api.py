"""POST /api/jobs and GET /api/jobs/{id}."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from structlog.testing import capture_logs


async def test_a_prompt_becomes_a_job_with_a_page(site, visitor):
    job = await site.ask(visitor, "an avocado astronaut", seed=7)
    assert job["state"] == "waiting"
    assert (job["prompt"], job["seed"], job["model"]) == ("an avocado astronaut", 7, "nonet-small")
    async with visitor.get(job["path"]) as page:
        assert page.status == 200
        assert "an avocado astronaut" in await page.text()


async def test_the_answer_says_where_the_job_is(visitor):
    async with visitor.post("/api/jobs", json={"prompt": "a cat"}) as answer:
        assert answer.headers["Location"] == (await answer.json())["path"]


async def test_the_same_key_twice_is_the_same_job(visitor):
    ids = []
    for _ in range(2):
        async with visitor.post(
            "/api/jobs", json={"prompt": "a cat"}, headers={"Idempotency-Key": "k1"}
        ) as answer:
            ids.append((await answer.json())["id"])
    assert ids[0] == ids[1]


async def test_the_same_key_with_another_wish_is_another_job(visitor):
    prompts = []
    for prompt in ("a cat", "a dog"):
        async with visitor.post(
            "/api/jobs", json={"prompt": prompt}, headers={"Idempotency-Key": "k1"}
        ) as answer:
            prompts.append((await answer.json())["prompt"])
    assert prompts == ["a cat", "a dog"]


async def test_the_same_key_of_two_visitors_is_two_jobs(site):
    ids = set()
    for _ in range(2):
        async with site.visitor() as visitor:
            await visitor.get("/")
            async with visitor.post(
                "/api/jobs", json={"prompt": "a cat"}, headers={"Idempotency-Key": "k1"}
            ) as answer:
                ids.add((await answer.json())["id"])
    assert len(ids) == 2


async def test_a_finished_job_shows_its_pictures(site, visitor):
    job = await site.ask(visitor, "a Hamster, on fire!", seed=7)
    await site.finish()
    async with visitor.get(f"/api/jobs/{job['id']}") as answer:
        finished = await answer.json()
    assert finished["state"] == "done"
    assert finished["progress"] is None
    assert len(finished["samples"]) == 9
    assert len({sample["url"] for sample in finished["samples"]}) == 9
    assert finished["collage"]["file_name"] == "nonet-a-hamster-on-fire-7.png"
    async with visitor.get(finished["collage"]["url"]) as picture:
        assert picture.status == 200
        assert picture.content_type == "image/png"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "bad_request"),
        (b"{", 400, "bad_request"),
        (b"\xff\xfe", 400, "bad_request"),
        (b"[]", 400, "bad_request"),
        (b"{}", 400, "bad_request"),
        (b'{"prompt": 7}', 400, "bad_request"),
        (b'{"prompt": null}', 400, "bad_request"),
        (b'{"prompt": "a cat", "seed": "7"}', 400, "bad_request"),
        (b'{"prompt": "a cat", "seed": 1.5}', 400, "bad_request"),
        (b'{"prompt": "a cat", "seed": -1}', 400, "bad_request"),
        (b'{"prompt": "a cat", "seed": 4294967296}', 400, "bad_request"),
        (b'{"prompt": "a cat", "seed": 1e400}', 400, "bad_request"),
        (b'{"prompt": "a cat", "model": "dall-e-9"}', 400, "bad_request"),
        (b'{"prompt": "a cat", "n": 10}', 400, "bad_request"),
        (b'{"prompt": ""}', 400, "bad_request"),
        (b'{"prompt": " \\n\\t "}', 400, "bad_request"),
        (b'{"prompt": "\\u200b\\u202e\\u0000"}', 400, "bad_request"),
        (json.dumps({"prompt": "a" * 10_000}).encode(), 400, "bad_request"),
        (json.dumps({"prompt": "a" * 70_000}).encode(), 413, "too_large"),
        (b"[" * 60_000, 400, "bad_request"),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_what_cannot_become_a_job_is_explained(site, visitor, body, status, code):
    headers = {"Content-Type": "application/json"}
    async with visitor.post("/api/jobs", data=body, headers=headers) as answer:
        assert await site.refusal(answer) == (status, code)


@pytest.mark.parametrize(
    "prompt", ["🐙🍕", "кот на луне", "猫", "<script>alert(1)</script>", "a\x00cat\x1b[31m"]
)
async def test_unusual_prompts_become_jobs_and_are_shown_escaped(site, visitor, prompt):
    job = await site.ask(visitor, prompt)
    async with visitor.get(job["path"]) as page:
        text = await page.text()
    assert page.status == 200
    assert "<script>alert" not in text
    assert not set(text) & {"\x00", "\x1b"}


async def test_a_body_that_is_not_packed_as_it_says_is_refused(site, visitor):
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with visitor.post("/api/jobs", data=b"no gzip", headers=headers) as answer:
        assert await site.refusal(answer) == (400, "bad_request")


async def test_a_visitor_who_hangs_up_while_asking_is_no_error_of_ours(site, caplog):
    _, writer = await asyncio.open_connection("127.0.0.1", site.url.rpartition(":")[2])
    writer.write(b"POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
    writer.write(b'Content-Length: 100\r\n\r\n{"prompt": "a c')
    await writer.drain()
    await asyncio.sleep(0.1)
    with capture_logs() as logged:
        writer.transport.abort()
        await asyncio.sleep(0.1)
    assert logged == []
    assert caplog.records == []


async def test_only_json_is_taken(site, visitor):
    async with visitor.post("/api/jobs", data={"prompt": "a cat"}) as answer:
        assert await site.refusal(answer) == (415, "unsupported_media_type")


@pytest.mark.parametrize("key", ["", "x" * 201, "é"])
async def test_a_strange_idempotency_key_is_refused(site, visitor, key):
    headers = {"Idempotency-Key": key}
    async with visitor.post("/api/jobs", json={"prompt": "a cat"}, headers=headers) as answer:
        assert await site.refusal(answer) == (400, "bad_request")


async def test_too_many_waiting_jobs_of_one_visitor_are_refused(site, visitor):
    for number in range(site.settings.limits.waiting_per_requester):
        await site.ask(visitor, f"cat number {number}")
    async with visitor.post("/api/jobs", json={"prompt": "one more cat"}) as answer:
        assert await site.refusal(answer) == (429, "too_many_requests")


async def test_visitors_without_a_cookie_share_one_quota(site):
    async with ClientSession(site.url) as program:
        first = await site.ask(program, "a cat")
        second = await site.ask(program, "a dog")
    requesters = {(await site.claim()).requester_id for _ in (first, second)}
    assert len(requesters) == 1


async def test_a_program_that_asks_again_after_a_restart_gets_the_same_job(site):
    ids = []
    for _ in range(2):
        async with ClientSession(site.url) as program:
            headers = {"Idempotency-Key": "one wish"}
            async with program.post("/api/jobs", json={"prompt": "a cat"}, headers=headers) as answer:
                ids.append((await answer.json())["id"])
        await site.restart()
    assert ids[0] == ids[1]


async def test_neither_cookie_nor_address_reaches_the_database(site, visitor):
    await site.ask(visitor)
    requester = (await site.claim()).requester_id
    cookies = {cookie.value for cookie in visitor.cookie_jar}
    assert requester not in cookies
    assert "127.0.0.1" not in requester


@pytest.mark.parametrize("path", ["/api/jobs/unknown", "/api/jobs/unknown/events", "/api/nothing"])
async def test_what_is_not_there_is_a_json_error(site, visitor, path):
    async with visitor.get(path) as answer:
        assert await site.refusal(answer) == (404, "not_found")


async def test_a_wrong_method_is_a_json_error(site, visitor):
    async with visitor.delete("/api/jobs") as answer:
        assert await site.refusal(answer) == (405, "method_not_allowed")
        assert answer.headers["Allow"] == "POST"


async def test_a_database_out_of_order_is_told_without_its_secrets(site, visitor):
    folder = site.settings.data_dir
    await site.database.close()
    for file in folder.glob("nonet.db*"):
        file.unlink()
    with capture_logs() as lines:
        async with visitor.post("/api/jobs", json={"prompt": "a cat"}) as answer:
            assert await site.refusal(answer) == (503, "storage")
            assert str(folder) not in await answer.text()
    assert [set(line) for line in lines] == [{"event", "log_level", "path", "error"}]


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
wishes = st.dictionaries(st.sampled_from(["prompt", "seed", "model", "n"]), json_values)


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary() | (json_values | wishes).map(lambda value: json.dumps(value).encode()))
async def test_no_body_breaks_the_api(site, visitor, body):
    headers = {"Content-Type": "application/json"}
    async with visitor.post("/api/jobs", data=body, headers=headers) as answer:
        assert answer.status in {201, 400, 429}
        assert json.loads(await answer.text())


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    ],
)
async def test_what_is_no_http_is_refused_without_a_line_in_the_log(site, request_, caplog):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rpartition(":")[2]))
    writer.write(request_)

    assert b" 400 " in await reader.readline()
    await reader.read()
    writer.close()
    assert caplog.records == []
