"""One service with a DALL-E and a Stable Diffusion, as operators run it, from checkpoints."""

import asyncio
import shutil

import aiohttp
import numpy as np
import pytest

from generation.client import GenerationClient
from generation.errors import UnknownModelError
from generation.models.clip import load_clip
from generation.models.loading import load
from generation.protocol import Finished, GenerationRequest, Painted
from generation.service.options import ServiceOptions
from generation.service.pictures import decode
from generation.service.server import serve


@pytest.fixture
def models_dir(quick_checkpoint, made_once, made_clip, tmp_path):
    """With the models tiny and diffusion, and the reranker tiny-clip."""
    folder = tmp_path / "models"
    shutil.copytree(made_once / "diffusion", folder / "diffusion")
    shutil.copytree(made_clip, folder / "rerankers" / "tiny-clip")
    shutil.move(quick_checkpoint, folder / "tiny")
    return folder


@pytest.fixture
async def served(models_dir):
    """Starts the service: `await served(**options)` gives a client of it, and its address."""
    stop, stopping = asyncio.Event(), []

    async def start(**options):
        port = asyncio.get_running_loop().create_future()
        given = ServiceOptions(model="tiny", models_dir=models_dir, threads=1, device="cpu", **options)
        running = asyncio.create_task(serve(given, port.set_result, stop))
        await asyncio.wait([port, running], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        url = f"http://127.0.0.1:{await port}"
        client = GenerationClient(url)
        stopping.append((client, running))
        return client, url

    yield start
    stop.set()
    for client, running in stopping:
        await client.close()
        await running


async def paint(client, model, **request):
    """The pictures by sample, and the last event."""
    wanted = GenerationRequest(prompt="a cat", seed=7, model=model, **{"n": 2} | request)
    events = [event async for event in client.paint(wanted)]
    return {event.sample: event.png for event in events if isinstance(event, Painted)}, events[-1]


async def counts(url, metric):
    """What a metric says of each model."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as response:
        lines = (await response.text()).splitlines()
    name = f"nonet_generation_{metric}"
    return {
        line.split('"')[1]: float(line.rpartition(" ")[2])
        for line in lines
        if line.startswith(f'{name}{{model="')
    }


async def test_models_come_when_asked_for_and_go_when_memory_is_short(served):
    client, url = await served(models_memory_bytes=1)  # for one at a time
    assert sorted(await client.models())[:2] == ["diffusion", "nonet-small"]
    before, finished = await paint(client, None)
    assert finished == Finished("tiny", 7)

    _, finished = await paint(client, "diffusion")
    assert finished == Finished("diffusion", 7)
    assert (await counts(url, "model_memory_bytes"))["tiny"] == 0
    assert (await counts(url, "model_memory_bytes"))["diffusion"] > 0

    again, _ = await paint(client, "tiny")
    assert again == before
    assert await counts(url, "model_loads_total") == {"tiny": 2, "diffusion": 1}


async def test_both_paint_side_by_side_where_there_is_memory_for_both(served):
    client, url = await served()
    dalle, diffusion = await asyncio.gather(paint(client, "tiny"), paint(client, "diffusion"))
    assert [last for _, last in (dalle, diffusion)] == [Finished("tiny", 7), Finished("diffusion", 7)]
    assert await counts(url, "model_loads_total") == {"tiny": 1, "diffusion": 1}
    alone, _ = await paint(client, "diffusion", n=1, first_sample=2)
    both = [decode(png, 32).astype(int) for png in (alone[2], diffusion[0][2])]
    assert np.abs(both[0] - both[1]).max() <= 1  # of 255: a batch of another size rounds otherwise


async def test_what_is_shown_is_what_clip_likes_best(served, models_dir):
    client, _ = await served(reranker="tiny-clip", candidates=3)
    shown, _ = await paint(client, "tiny")

    score = load_clip(models_dir / "rerankers" / "tiny-clip", "cpu").read("a cat")
    tiny = load(models_dir / "tiny")
    painting = tiny.begin("a cat", 7, [1, 10, 19, 2, 11, 20], tiny.defaults)
    while painting.done < painting.steps:
        tiny.step([painting])
    candidates = np.concatenate(list(painting.draw()))
    for sample, own in ((1, candidates[:3]), (2, candidates[3:])):
        assert (decode(shown[sample], tiny.picture_size) == max(own, key=score)).all()


async def test_a_service_does_not_start_with_a_reranker_that_is_not_there(served):
    with pytest.raises(UnknownModelError, match=r"no reranker 'other' in .*Ready: tiny-clip"):
        await served(reranker="other")
