"""The real child process, painting with a real tiny checkpoint."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

from bot.embedded_service import EmbeddedService
from bot.errors import ServiceStartError, SettingsError
from generation.client import GenerationClient
from generation.protocol import Finished, GenerationRequest, Painted, Progress
from generation.service.options import ServiceOptions

REQUEST = GenerationRequest(prompt="a red cat", seed=1)
FIXTURES = Path(__file__).parents[1] / "fixtures" / "dalle_mini"
KEY = "a key that is on no command line"


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory):
    """Holds the checkpoint "tiny", and "damaged", whose weights are cut off."""
    folder = tmp_path_factory.mktemp("models")
    tiny = folder / "tiny"
    tiny.mkdir()
    weights = {
        f"{side}.{name}": tensor
        for side in ("encoder", "decoder")
        for name, tensor in load_file(FIXTURES / f"tiny_mini.{side}.safetensors").items()
    }
    save_file(weights, tiny / "model.safetensors")
    shutil.copy(FIXTURES / "tiny_mini.config.json", tiny / "config.json")
    shutil.copy(FIXTURES / "narrow_vqgan.detoker.safetensors", tiny / "vqgan.safetensors")
    shutil.copy(FIXTURES / "narrow_vqgan.config.json", tiny / "vqgan_config.json")
    for file in ("vocab.json", "merges.txt"):
        shutil.copy(FIXTURES / "tokenizer" / file, tiny / file)
    shutil.copytree(tiny, folder / "damaged")
    os.truncate(folder / "damaged" / "model.safetensors", 1000)
    return folder


@pytest.fixture
def options(models_dir):
    return ServiceOptions(model="tiny", models_dir=models_dir, api_key=KEY, threads=1, grace_s=1.0)


async def paint(client):
    return [event async for event in client.paint(REQUEST)]


def samples(events):
    return {event.sample: event.png for event in events if isinstance(event, Painted)}


async def test_it_paints_at_once_and_is_gone_afterwards(options):
    async with (
        EmbeddedService(options) as service,
        GenerationClient(service.url, KEY) as client,
    ):
        events = await paint(client)  # sent before the model is loaded: it waits
        await service.ready()
        assert "tiny" in await client.models()
        process = Path(f"/proc/{service.pid}")
        command_line = await asyncio.to_thread((process / "cmdline").read_text)

    assert samples(events).keys() == set(range(1, 10))
    assert events[-1] == Finished("tiny", 1)
    assert KEY not in command_line
    assert not await asyncio.to_thread(process.exists)
    with pytest.raises(ConnectionRefusedError), socket.socket() as connection:
        connection.connect(("127.0.0.1", int(service.url.rsplit(":", 1)[1])))


async def test_a_child_killed_under_load_is_replaced_and_every_sample_comes_once(options):
    async with (
        EmbeddedService(options) as service,
        GenerationClient(service.url, KEY) as client,
    ):
        await service.ready()
        killed = service.pid
        alone = await paint(client)
        under_way = asyncio.Event()

        async def paint_on():
            events = []
            async for event in client.paint(REQUEST):
                events.append(event)
                if isinstance(event, Progress) and 0 < event.done < event.total:
                    under_way.set()
            return events

        crowd = [asyncio.create_task(paint_on()) for _ in range(6)]
        await under_way.wait()
        os.kill(killed, signal.SIGKILL)
        painted = await asyncio.gather(*crowd)

        assert service.pid != killed
    for events in painted:
        assert sum(isinstance(event, Painted) for event in events) == 9
        assert samples(events) == samples(alone)


@pytest.mark.parametrize(
    ("model", "says"), [("damaged", "model.safetensors"), ("nothing", "There is no model 'nothing'")]
)
async def test_a_child_that_dies_while_starting_leaves_its_last_words(options, model, says):
    async with EmbeddedService(replace(options, model=model)) as service:
        with pytest.raises(ServiceStartError, match=re.escape(says)) as error:
            await service.ready()
    assert "Traceback" not in str(error.value)


async def test_an_address_in_use_is_told(options):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"127.0.0.1:{port}: Address already in use\.$"):
            await EmbeddedService(replace(options, port=port)).start()


async def test_no_room_for_a_child_is_told(options, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    async with EmbeddedService(options) as service:
        with pytest.raises(ServiceStartError, match="No such file"):
            await service.ready()


async def test_the_child_ends_when_its_parent_dies(options):
    """Whose end of the pipe is closed then, by whatever death."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "generation.service", stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    child.stdin.write(options.to_json().encode() + b"\n")
    ready = json.loads(await child.stdout.readline())
    assert 0 < ready["port"] < 65536

    child.stdin.close()

    assert await child.wait() == 0


async def test_a_child_without_options_says_what_it_needs():
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "generation.service", stdin=DEVNULL, stdout=PIPE, stderr=PIPE
    )
    out, said = await child.communicate()
    assert child.returncode == 1
    assert out == b""
    assert said.decode().startswith("The service expects one line of JSON")
    assert said.count(b"\n") == 1
