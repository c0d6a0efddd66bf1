"""Clients that go away, and a service that is told to stop."""

import asyncio
import json
import re
import socket
from contextlib import suppress

import aiohttp
import pytest

from generation.errors import CheckpointError, ServiceOptionsError, UnknownModelError
from generation.service import api, replies
from generation.service.options import ServiceOptions


async def metrics(served):
    async with aiohttp.ClientSession() as session, session.get(f"{served.url}/metrics") as response:
        return await response.text()


async def told(served, line):
    """Wait until the metrics have this in them."""
    async with asyncio.timeout(10):
        while line not in await metrics(served):  # noqa: ASYNC110 - over HTTP
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("streamed", [True, False])
async def test_a_client_that_goes_frees_its_work(serving, gated, streamed, until):
    gated.steps = 1000
    served = await serving(gated)
    async with aiohttp.ClientSession() as session:
        posting = asyncio.create_task(
            session.post(
                f"{served.url}/v1/images/generations", json={"prompt": "given up", "stream": streamed}
            )
        )
        gated.permit(2)
        await until(lambda: len(gated.step_taken) == 2)
        if streamed:
            (await posting).close()
        else:
            posting.cancel()

        async with asyncio.timeout(5):
            while 'outcome="cancelled"} 1.0' not in await metrics(served):
                gated.permit(1)
                await asyncio.sleep(0.01)

        assert len(gated.step_taken) < 1000
        gated.permit(2000)
        async with session.post(f"{served.url}/v1/images/generations", json={"prompt": "next"}) as answer:
            assert answer.status == 200


@pytest.fixture
async def deaf(serving, gradient, monkeypatch):
    """Asks for nine huge pictures and does not read them: `served, connection = await deaf(streamed)`."""
    monkeypatch.setattr(api, "encode", lambda *_: bytes(2_000_000))  # far more than the kernel's buffers hold
    loop = asyncio.get_running_loop()
    with socket.socket() as connection:

        async def ask(streamed, **options):
            served = await serving(gradient, **options)
            body = json.dumps({"prompt": "a cat", "n": 9, "stream": streamed, "user": "deaf"})
            head = "POST /v1/images/generations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.setblocking(False)
            await loop.sock_connect(connection, ("127.0.0.1", int(served.url.rsplit(":", 1)[1])))
            await loop.sock_sendall(connection, f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            return served, connection

        yield ask


@pytest.mark.parametrize("streamed", [True, False])
async def test_a_client_that_does_not_read_is_given_up(deaf, monkeypatch, streamed):
    monkeypatch.setattr(replies, "WRITE_TIMEOUT_S", 0.1)
    served, connection = await deaf(streamed)
    await told(served, 'route="/v1/images/generations",status="200"} 1.0')
    received = 0
    with suppress(ConnectionResetError):
        while piece := await asyncio.wait_for(asyncio.get_running_loop().sock_recv(connection, 2**16), 10):
            received += len(piece)
    assert received < 20_000_000


@pytest.mark.parametrize("streamed", [True, False])
async def test_pictures_that_are_not_read_count_as_their_users_and_stop_nobody_else(deaf, streamed):
    served, connection = await deaf(streamed, requests_per_user=1)
    url = f"{served.url}/v1/images/generations"
    async with aiohttp.ClientSession() as session:
        await told(served, 'outcome="finished"} 1.0')

        async def status_for(user):
            async with session.post(url, json={"prompt": "more", "user": user}) as answer:
                return answer.status

        assert await status_for("deaf") == 429
        assert await status_for("another") == 200
        connection.close()
        async with asyncio.timeout(10):
            while await status_for("deaf") == 429:  # noqa: ASYNC110 - over HTTP
                await asyncio.sleep(0.01)


async def test_stopping_lets_what_is_painted_end(serving, gated, until):
    served = await serving(gated, grace_s=10)
    async with aiohttp.ClientSession() as session:
        url = f"{served.url}/v1/images/generations"
        posting = asyncio.create_task(session.post(url, json={"prompt": "a cat"}))
        gated.permit(1)
        await until(lambda: gated.step_taken)
        served.stop.set()
        await asyncio.sleep(0.05)
        async with session.post(url, json={"prompt": "late"}) as late:
            assert late.status == 503
            assert "stopping" in (await late.json())["error"]["message"]
        gated.permit(100)
        assert (await posting).status == 200
    await served.ended


async def test_what_outlives_the_grace_is_told_so(serving, gated, until):
    served = await serving(gated, grace_s=0.05)
    async with aiohttp.ClientSession() as session:
        url = f"{served.url}/v1/images/generations"
        async with session.post(url, json={"prompt": "a cat", "stream": True}) as response:
            gated.permit(1)
            await until(lambda: gated.step_taken)
            served.stop.set()
            asyncio.get_running_loop().call_later(0.2, gated.permit, 1)
            text = await response.text()
    assert "event: error" in text
    assert "stopping" in text
    await served.ended


async def test_a_service_does_not_start_without_its_default_model(serving, gradient):
    with pytest.raises(CheckpointError, match="damaged"):
        await serving(gradient, model="damaged")
    with pytest.raises(UnknownModelError, match="nothing"):
        await serving(gradient, model="nothing")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "nonet.example"])
def test_no_service_is_open_to_others_without_a_key(tmp_path, host):
    with pytest.raises(ServiceOptionsError, match=r"generation\.api_key"):
        ServiceOptions(model="gradient", models_dir=tmp_path, host=host)
    assert ServiceOptions(model="gradient", models_dir=tmp_path, host=host, api_key="k").host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_what_only_this_machine_can_reach_needs_no_key(tmp_path, host):
    assert ServiceOptions(model="gradient", models_dir=tmp_path, host=host).api_key == ""


def test_the_key_is_in_no_repr(tmp_path):
    assert "hush" not in repr(ServiceOptions(model="gradient", models_dir=tmp_path, api_key="hush"))


def test_options_survive_the_way_to_the_child(tmp_path):
    options = ServiceOptions(model="gradient", models_dir=tmp_path, api_key="k", threads=2)
    assert ServiceOptions.from_json(options.to_json()) == options


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"model": "m", "models_dir": "d", "colour": "red"}', "null"]
)
def test_options_that_are_none_are_refused(text):
    with pytest.raises(ServiceOptionsError, match="one line of JSON"):
        ServiceOptions.from_json(text)


async def test_a_crowd_of_which_every_third_goes_leaves_nothing_behind(serving, gradient):
    gradient.steps = 64
    served = await serving(gradient)

    async def visit(session, number):
        body = {"prompt": f"visitor {number}", "n": 2, "stream": True, "user": str(number % 7)}
        async with session.post(f"{served.url}/v1/images/generations", json=body) as response:
            if number % 3 == 0:
                await response.content.readline()
                return None
            return (await response.text()).count("event: image_generation.completed")

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        completed = await asyncio.gather(*(visit(session, number) for number in range(60)))
        assert completed == [None if number % 3 == 0 else 2 for number in range(60)]
        async with asyncio.timeout(10):
            while "nonet_generation_requests_painting 0.0" not in (seen := await metrics(served)):  # noqa: ASYNC110 - over HTTP
                await asyncio.sleep(0.01)
    assert 'nonet_generation_requests_waiting{priority="normal"} 0.0' in seen
    ended = {outcome: float(count) for outcome, count in re.findall(r'outcome="(\w+)"} (.+)', seen)}
    assert ended["finished"] + ended["cancelled"] == 60
    assert ended["finished"] >= 40  # who goes when all is painted counts as well


async def test_a_fault_of_ours_is_a_500_or_breaks_the_stream_off(serving, gradient, monkeypatch):
    def fail(*_):
        raise RuntimeError("no space in memory")

    served = await serving(gradient)
    monkeypatch.setattr(api, "encode", fail)
    async with aiohttp.ClientSession() as session:
        url = f"{served.url}/v1/images/generations"
        async with session.post(url, json={"prompt": "a cat"}) as answer:
            assert answer.status == 500
            error = (await answer.json())["error"]
        with pytest.raises(aiohttp.ClientError):
            async with session.post(url, json={"prompt": "a cat", "stream": True}) as answer:
                await answer.text()
    assert error["type"] == "server_error"
    assert "memory" not in error["message"]
