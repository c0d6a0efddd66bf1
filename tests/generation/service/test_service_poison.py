"""A prompt on which the real model comes upon numbers that are none, among others on which it does not."""

import asyncio
import math

import pytest
import torch

from generation.models.library import PRETRAINED
from generation.models.loading import load
from generation.service.model_cards import CheckpointCards

NAME = "nonet-small"


@pytest.fixture
def cards(tmp_path):
    return CheckpointCards(tmp_path)


@pytest.fixture
def poisoned(monkeypatch):
    """The model that ships; what it reads of prompts with the word "poison" is not a number."""
    model = load(PRETRAINED / NAME)
    begin = model.begin

    def begin_poisoned(prompt, *args, **options):
        painting = begin(prompt, *args, **options)
        if "poison" in prompt:
            with torch.inference_mode():
                painting.rows.texts[1][:] = math.nan
        return painting

    monkeypatch.setattr(model, "begin", begin_poisoned)
    return model


async def test_a_poisoned_prompt_ends_in_a_clear_error_and_harms_nobody(asking, poisoned):
    ask = await asking(poisoned, model=NAME, threads=1)
    alone = await ask("a cat", seed=7)

    streamed, plain, beside = await asyncio.gather(
        ask("poison", stream=True), ask("poison"), ask("a cat", seed=7)
    )

    assert streamed[2][-1]["type"] == "error"
    for error in (streamed[2][-1]["error"], plain[2]["error"]):
        assert error["code"] == "painting_failed"
        assert "not a number" in error["message"]
    assert plain[0] == 500
    assert beside[2]["data"] == alone[2]["data"]
    assert f'nonet_generation_rows_in_use{{model="{NAME}"}} 0.0' in (await ask.get("/metrics"))[1]
