"""Painting with a whole, tiny model."""

import dataclasses
import json

import numpy as np
import pytest
import torch

from generation.errors import InvalidRequestError, PaintingError
from generation.models.base import Model, finish
from generation.models.dalle.checkpoint import load_dalle_bart
from generation.models.dalle.painting import DallePainting
from generation.models.loading import load
from generation.protocol import SamplingSettings

NINE = range(1, 10)
SETTINGS = SamplingSettings(top_k=50, guidance=3.0)


@pytest.fixture
def model(quick_checkpoint) -> Model:
    return load(quick_checkpoint)


@pytest.fixture
def paint(model):
    """Begins a painting, does all its steps and gives its image tokens."""

    def begin(*arguments, **keywords):
        return tokens(model, model.begin(*arguments, **keywords))

    return begin


def edit_config(checkpoint, **keys):
    path = checkpoint / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | keys))


def tokens(model, painting):
    while painting.done < painting.steps:
        model.step([painting])
    painting.close()
    return torch.from_numpy(painting.tokens())[:, 1:]


def drawn(painting):
    return np.concatenate(list(painting.draw()))


def test_a_model_says_what_it_is(model):
    assert model.name == "tiny"
    assert model.picture_size == 32
    assert model.defaults == SamplingSettings(top_k=50, guidance=3)
    assert model.text_length("a cat") == len(model._tokenize("a cat", seed=0))
    assert model.text_length("word " * 1000) == 64


def test_a_painting_goes_from_nothing_to_pictures(model):
    painting = model.begin("an avocado armchair", 7, [1, 2], SETTINGS)
    assert (painting.steps, painting.done) == (64, 0)
    assert not drawn(painting)[..., 3].any()
    for _ in range(44):  # five rows of eight tokens, and four more; a token is 4 x 4 pixels
        model.step([painting])
    preview, opacity = np.split(drawn(painting), [3], axis=3)
    assert preview.shape == (2, 32, 32, 3)
    assert (opacity[:, :20] == 255).all()
    assert (opacity[:, 20:24, :16] == 255).all()
    assert not opacity[:, 20:24, 16:].any()
    assert not opacity[:, 24:].any()

    pictures = finish(model, painting)
    assert pictures.dtype == np.uint8
    assert pictures.shape == preview.shape
    assert pictures[:, 24:].std() > 5
    alike = np.corrcoef(preview[:, :20].ravel(), pictures[:, :20].ravel())[0, 1]
    assert alike > 0.6  # and not 1: attention and norms see the whole picture


def test_sample_three_is_the_same_alone_and_among_nine(paint):
    together = paint("a cat", 7, NINE, SETTINGS)
    alone = paint("a cat", 7, [3], SETTINGS)
    reordered = paint("a cat", 7, [9, 3], SETTINGS)
    assert torch.equal(together[2], alone[0])
    assert torch.equal(together[[8, 2]], reordered)


def test_guidance_leads_away_from_a_negative_prompt(paint):
    plain = paint("a cat", 7, NINE, SETTINGS)
    away = paint("a cat", 7, NINE, SETTINGS, negative_prompt="a hat")
    assert not torch.equal(plain, away)
    assert torch.equal(plain, paint("a cat", 7, NINE, SETTINGS))  # and it leaves nothing behind
    unguided = dataclasses.replace(SETTINGS, guidance=1)
    without = paint("a cat", 7, NINE, unguided)
    assert torch.equal(without, paint("a cat", 7, NINE, unguided, negative_prompt="a hat"))


def test_to_be_led_away_from_the_prompt_itself_is_to_be_led_nowhere(paint):
    unguided = paint("a cat", 7, NINE, dataclasses.replace(SETTINGS, guidance=1))
    assert torch.equal(unguided, paint("a cat", 7, NINE, SETTINGS, negative_prompt="a cat"))


def test_samples_seeds_and_prompts_differ(paint):
    first = paint("a cat", 7, NINE, SETTINGS)
    assert len({tuple(row) for row in first.tolist()}) == 9
    assert not torch.equal(first, paint("a cat", 8, NINE, SETTINGS))
    assert not torch.equal(first, paint("a dog", 7, NINE, SETTINGS))
    assert torch.equal(first, paint("a cat", 7, NINE, SETTINGS))


def test_painting_agrees_with_the_parallel_transformer(model, paint, quick_checkpoint):
    """Greedy, so that what the step path chose can be checked against one teacher-forced pass."""
    greedy = SamplingSettings(top_k=1, guidance=2.0)
    painted = paint("a red cat", 1, [1], greedy)
    ids = model._tokenize("a red cat", seed=1)
    text = torch.ones(2, 64, dtype=torch.int64)
    text[0, :2], text[1, : len(ids)] = torch.tensor([0, 2]), torch.tensor(ids)
    previous = torch.cat([torch.full((1, 1), 256), painted[:, :-1]], dim=1).repeat(2, 1)
    bart = load_dalle_bart(quick_checkpoint)
    logits = bart.decoder(previous, bart.encoder(text), text != 1)[..., :256]
    guided = logits[0] + 2.0 * (logits[1] - logits[0])
    agreement = (guided.argmax(-1) == painted[0]).float().mean()
    assert agreement > 0.99


def test_guidance_of_one_needs_one_stream(model):
    plain = model.begin("a cat", 7, [1, 2], SamplingSettings(guidance=1.0))
    guided = model.begin("a cat", 7, [1, 2], SamplingSettings(guidance=1.001))
    assert (len(plain.rows), len(guided.rows)) == (2, 4)


def test_the_prompt_is_encoded_once_and_no_prompt_once_for_ever(model, monkeypatch):
    read = []
    encode = model.encoder.forward
    monkeypatch.setattr(model.encoder, "forward", lambda t: read.append(t.tolist()) or encode(t))
    for seed in (1, 2):
        model.begin("a cat", seed, NINE, SETTINGS).close()
    assert len(read) == 3
    assert read.count([[0, 2]]) == 1


def test_each_sample_begins_with_a_start_token_of_its_own(quick_checkpoint):
    edit_config(quick_checkpoint, nonet={"codebook_size": 250, "start_tokens": [250, 253, 256]})
    model = load(quick_checkpoint)
    painting = model.begin("a cat", 3, NINE, SETTINGS)
    assert int(tokens(model, painting).max()) < 250
    starts = painting.tokens()[:, 0].tolist()
    assert set(starts) <= {250, 253, 256}
    assert len(set(starts)) > 1


@pytest.mark.parametrize(
    "prompt", ["", " ", "🥑" * 500, "\ud800", "<script>", "日本語", "x" * 10_000, "\x00\x1b[31m"]
)
def test_any_prompt_can_be_painted(model, prompt):
    painting = model.begin(prompt, 0, [1], SETTINGS)
    model.step([painting])
    assert painting.done == 1


def test_bf16_paints_too(quick_checkpoint):
    model = load(quick_checkpoint, precision="bf16")
    painting = model.begin("a cat", 7, [1], SETTINGS)
    assert painting.rows.slab.cache.dtype == torch.bfloat16
    assert finish(model, painting).std() > 5


def test_what_cannot_be_painted_is_refused(model):
    with pytest.raises(InvalidRequestError, match="temperature"):
        model.begin("a cat", 7, [1], SamplingSettings(temperature=0))
    with pytest.raises(InvalidRequestError, match="no samples"):
        model.begin("a cat", 7, [], SETTINGS)


@pytest.mark.parametrize("wrong", [torch.nan, torch.inf])
def test_what_is_not_a_number_is_no_picture(model, wrong):
    painting = model.begin("an avocado armchair", 7, [1, 2], SETTINGS)
    other = model.begin("a cat", 7, [1], SETTINGS)
    model.step([painting, other])
    assert drawn(painting).shape == (2, 32, 32, 4)
    painting.rows.slab.cache[:, 0, :, :, :, 0] = wrong  # the first position
    model.step([painting, other])
    with pytest.raises(PaintingError, match="not a number"):
        painting.draw()
    assert drawn(other).shape == (1, 32, 32, 4)


def test_steps_may_be_done_between_slices_of_drawing(model):
    painting = model.begin("an avocado armchair", 7, NINE, SETTINGS)
    for _ in range(44):
        model.step([painting])
    at_once = drawn(painting)
    slices = painting.draw()
    model.step([painting])
    with_steps_between = []
    for pictures in slices:
        with_steps_between.append(pictures)
        if painting.done < painting.steps:
            model.step([painting])
    assert len(with_steps_between) > 4
    assert np.array_equal(np.concatenate(with_steps_between), at_once)
    assert not np.array_equal(drawn(painting), at_once)


def test_a_step_that_fails_leaves_all_where_they_were(model, paint, monkeypatch):
    alone = paint("a cat", 7, NINE, SETTINGS)
    painting, other = (model.begin("a cat", seed, NINE, SETTINGS) for seed in (7, 8))
    for _ in range(3):
        model.step([painting, other])
    with monkeypatch.context() as patch:
        patch.setattr(DallePainting, "choose", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            model.step([painting, other])
    assert (painting.done, other.done) == (3, 3)
    assert torch.equal(tokens(model, painting), alone)
