"""Painting with a whole, tiny model."""

import dataclasses

import numpy as np
import pytest
import torch

from generation.errors import InvalidRequestError, PaintingError
from generation.models.base import Model
from generation.models.dalle.dalle import Dalle
from generation.models.loading import load
from generation.protocol import SamplingSettings

NINE = range(1, 10)
SETTINGS = SamplingSettings(top_k=50, guidance=3.0)


@pytest.fixture
def model(quick_checkpoint) -> Model:
    return load(quick_checkpoint)


def tokens(painting):
    while painting.done < painting.steps:
        painting.step()
    return torch.from_numpy(painting.tokens())[:, 1:]


def test_a_model_says_what_it_is(model):
    assert model.name == "tiny"
    assert model.picture_size == 32
    assert model.defaults == SamplingSettings(top_k=50, guidance=3)
    assert model.text_length("a cat") == len(model._tokenize("a cat", seed=0))
    assert model.text_length("word " * 1000) == 64


def test_a_painting_goes_from_nothing_to_pictures(model):
    painting = model.begin("an avocado armchair", 7, [1, 2], SETTINGS)
    assert (painting.steps, painting.done) == (64, 0)
    assert not painting.pictures()[..., 3].any()
    for _ in range(44):  # five rows of eight tokens, and four more; a token is 4 x 4 pixels
        painting.step()
    preview, opacity = np.split(painting.pictures(), [3], axis=3)
    assert preview.shape == (2, 32, 32, 3)
    assert (opacity[:, :20] == 255).all()
    assert (opacity[:, 20:24, :16] == 255).all()
    assert not opacity[:, 20:24, 16:].any()
    assert not opacity[:, 24:].any()

    tokens(painting)
    pictures = painting.pictures()
    assert pictures.dtype == np.uint8
    assert pictures.shape == preview.shape
    assert pictures[:, 24:].std() > 5
    alike = np.corrcoef(preview[:, :20].ravel(), pictures[:, :20].ravel())[0, 1]
    assert alike > 0.6  # and not 1: attention and norms see the whole picture


def test_sample_three_is_the_same_alone_and_among_nine(model):
    together = tokens(model.begin("a cat", 7, NINE, SETTINGS))
    alone = tokens(model.begin("a cat", 7, [3], SETTINGS))
    reordered = tokens(model.begin("a cat", 7, [9, 3], SETTINGS))
    assert torch.equal(together[2], alone[0])
    assert torch.equal(together[[8, 2]], reordered)


def test_guidance_leads_away_from_a_negative_prompt(model):
    plain = tokens(model.begin("a cat", 7, NINE, SETTINGS))
    away = tokens(model.begin("a cat", 7, NINE, SETTINGS, negative_prompt="a hat"))
    assert not torch.equal(plain, away)
    assert torch.equal(plain, tokens(model.begin("a cat", 7, NINE, SETTINGS)))  # and it leaves nothing behind
    unguided = dataclasses.replace(SETTINGS, guidance=1)
    without = tokens(model.begin("a cat", 7, NINE, unguided))
    assert torch.equal(without, tokens(model.begin("a cat", 7, NINE, unguided, negative_prompt="a hat")))


def test_to_be_led_away_from_the_prompt_itself_is_to_be_led_nowhere(model):
    unguided = tokens(model.begin("a cat", 7, NINE, dataclasses.replace(SETTINGS, guidance=1)))
    assert torch.equal(unguided, tokens(model.begin("a cat", 7, NINE, SETTINGS, negative_prompt="a cat")))


def test_samples_seeds_and_prompts_differ(model):
    first = tokens(model.begin("a cat", 7, NINE, SETTINGS))
    assert len({tuple(row) for row in first.tolist()}) == 9
    assert not torch.equal(first, tokens(model.begin("a cat", 8, NINE, SETTINGS)))
    assert not torch.equal(first, tokens(model.begin("a dog", 7, NINE, SETTINGS)))
    assert torch.equal(first, tokens(model.begin("a cat", 7, NINE, SETTINGS)))


def test_painting_agrees_with_the_parallel_transformer(model):
    """Greedy, so that what the step path chose can be checked against one teacher-forced pass."""
    greedy = SamplingSettings(top_k=1, guidance=2.0)
    painted = tokens(model.begin("a red cat", 1, [1], greedy))
    ids = model._tokenize("a red cat", seed=1)
    text = torch.ones(2, 64, dtype=torch.int64)
    text[0, :2], text[1, : len(ids)] = torch.tensor([0, 2]), torch.tensor(ids)
    previous = torch.cat([torch.full((1, 1), 256), painted[:, :-1]], dim=1).repeat(2, 1)
    logits = model.bart.decoder(previous, model.bart.encoder(text), text != 1)[..., :256]
    guided = logits[0] + 2.0 * (logits[1] - logits[0])
    agreement = (guided.argmax(-1) == painted[0]).float().mean()
    assert agreement > 0.99


def test_guidance_of_one_needs_one_stream(model):
    plain = model.begin("a cat", 7, [1, 2], SamplingSettings(guidance=1.0))
    guided = model.begin("a cat", 7, [1, 2], SamplingSettings(guidance=1.001))
    assert plain._memory.tokens.shape[2] == 2
    assert guided._memory.tokens.shape[2] == 4


def test_the_prompt_is_encoded_once_and_no_prompt_once_for_ever(model, monkeypatch):
    read = []
    encode = model.bart.encoder.forward
    monkeypatch.setattr(model.bart.encoder, "forward", lambda t: read.append(t.tolist()) or encode(t))
    for seed in (1, 2):
        model.begin("a cat", seed, NINE, SETTINGS)
    assert len(read) == 3
    assert read.count([[0, 2]]) == 1


def test_each_sample_begins_with_a_start_token_of_its_own(quick_checkpoint):
    base = load(quick_checkpoint)
    config = dataclasses.replace(base.config, codebook_size=250, start_tokens=(250, 253, 256))
    base.bart.config = config
    model = Dalle("styled", base.bart, base._pictures, base._tokenize)
    painting = model.begin("a cat", 3, NINE, SETTINGS)
    assert int(tokens(painting).max()) < 250
    starts = painting.tokens()[:, 0].tolist()
    assert set(starts) <= {250, 253, 256}
    assert len(set(starts)) > 1


@pytest.mark.parametrize(
    "prompt", ["", " ", "🥑" * 500, "\ud800", "<script>", "日本語", "x" * 10_000, "\x00\x1b[31m"]
)
def test_any_prompt_can_be_painted(model, prompt):
    painting = model.begin(prompt, 0, [1], SETTINGS)
    painting.step()
    assert painting.done == 1


def test_bf16_paints_too(quick_checkpoint):
    painting = load(quick_checkpoint, precision="bf16").begin("a cat", 7, [1], SETTINGS)
    assert painting._memory.tokens.dtype == torch.float32  # the cache of a CPU
    tokens(painting)
    assert painting.pictures().std() > 5


def test_what_cannot_be_painted_is_refused(model):
    with pytest.raises(InvalidRequestError, match="temperature"):
        model.begin("a cat", 7, [1], SamplingSettings(temperature=0))
    with pytest.raises(InvalidRequestError, match="no samples"):
        model.begin("a cat", 7, [], SETTINGS)


@pytest.mark.parametrize("wrong", [torch.nan, torch.inf])
def test_what_is_not_a_number_is_no_picture(model, wrong):
    painting = model.begin("an avocado armchair", 7, [1, 2], SETTINGS)
    painting.step()
    assert painting.pictures().shape == (2, 32, 32, 4)
    model.bart.decoder.lm_head.weight[0, 0] = wrong
    painting.step()
    with pytest.raises(PaintingError, match="not a number"):
        painting.pictures()
