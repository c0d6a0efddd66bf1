"""A service that chooses among candidates: clients see nothing of them but better pictures."""

import numpy as np
import pytest

from generation.client import GenerationClient
from generation.models.base import finish
from generation.models.reranking import RerankingModel
from generation.protocol import Finished, GenerationRequest, ImageTokens, Painted, Partial, Progress
from generation.service.pictures import decode


class Bright:
    memory_bytes = 0

    def read(self, prompt):
        return lambda picture: float(picture.mean())


@pytest.fixture
def picky(gradient):
    return RerankingModel(gradient, Bright(), 2)


@pytest.fixture
async def paint(serving, picky):
    """Asks the service as the bot does, and gives the events."""
    client = GenerationClient((await serving(picky)).url)

    async def ask(**request):
        return [event async for event in client.paint(GenerationRequest(prompt="a cat", seed=7, **request))]

    yield ask
    await client.close()


async def test_nine_samples_arrive_under_their_numbers_each_the_best_of_its_candidates(paint, picky):
    expected = finish(picky, picky.begin("a cat", 7, range(1, 10), picky.defaults))

    events = await paint(partial_images=2)

    shown = {event.sample: decode(event.png, 32) for event in events if isinstance(event, Painted)}
    assert sorted(shown) == list(range(1, 10))
    assert all((shown[sample] == expected[sample - 1]).all() for sample in shown)
    previews = {event.sample for event in events if isinstance(event, Partial)}
    assert previews <= set(range(1, 10))
    assert any(isinstance(event, Progress) for event in events)
    assert events[-1] == Finished("gradient", 7)


async def test_one_that_is_asked_for_alone_is_the_same(paint):
    nine = [event for event in await paint() if isinstance(event, Painted)]
    (alone,) = [event for event in await paint(n=1, first_sample=4) if isinstance(event, Painted)]
    assert alone == next(event for event in nine if event.sample == 4)


async def test_tokens_go_with_the_pictures_that_are_shown(paint, gradient, picky, monkeypatch):
    gradient.image_tokens = ImageTokens(rows=2, columns=2, codes=100, starts=(100,))

    def tokens(painting):
        return np.array([[100, sample, 0, 0, 0] for sample in painting.samples])

    painting = gradient.begin("probe", 0, [1], gradient.defaults)
    painting.close()
    monkeypatch.setattr(type(painting), "tokens", tokens)

    painted = [event for event in await paint(return_tokens=True) if isinstance(event, Painted)]

    candidates = finish(gradient, gradient.begin("a cat", 7, range(1, 19), gradient.defaults))
    for event in painted:
        _, chosen, *_ = event.tokens
        assert chosen in {event.sample, event.sample + 9}
        assert (decode(event.png, 32) == candidates[chosen - 1]).all()
    assert {event.tokens[1] > 9 for event in painted} == {True, False}
