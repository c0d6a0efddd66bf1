"""Pictures that begin with given image tokens."""

import dataclasses
import json

import numpy as np
import pytest

from generation.errors import BadParameterError
from generation.models.base import Model, finish
from generation.models.loading import load
from generation.protocol import SamplingSettings, upper_part

NINE = range(1, 10)
SETTINGS = SamplingSettings(top_k=50, guidance=3.0)
STARTS = (250, 253, 256)


@pytest.fixture
def model(quick_checkpoint) -> Model:
    """Of three drawing styles and pictures of 8 x 8 tokens."""
    path = quick_checkpoint / "config.json"
    ours = {"codebook_size": 250, "start_tokens": STARTS}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"nonet": ours}))
    return load(quick_checkpoint)


def paint(model, seed, samples, prefix=(), prompt="a cat", settings=SETTINGS):
    painting = model.begin(prompt, seed, samples, settings, prefix=prefix)
    finish(model, painting)
    return painting


def test_a_model_says_how_it_writes_pictures_down(model):
    assert dataclasses.asdict(model.image_tokens) == {"rows": 8, "columns": 8, "codes": 250, "starts": STARTS}
    assert paint(model, 7, NINE).tokens().shape == (9, 1 + 8 * 8)


def test_every_sample_of_a_variation_begins_with_the_kept_tokens_and_goes_on_by_itself(model):
    chosen = paint(model, 7, NINE).tokens()[2]
    kept = upper_part(chosen.tolist(), 0.5)

    varied = paint(model, 8, NINE, kept).tokens()

    assert len(kept) == 1 + 4 * 8
    assert (varied[:, : len(kept)] == chosen[: len(kept)]).all()
    assert len({tuple(rest) for rest in varied[:, len(kept) :].tolist()}) == 9


@pytest.mark.parametrize("start", STARTS)
def test_a_variation_keeps_the_drawing_style(model, start):
    assert paint(model, 7, NINE, [start]).tokens()[:, 0].tolist() == [start] * 9


@pytest.mark.parametrize("settings", [SETTINGS, SamplingSettings(top_k=50)])
def test_what_is_drawn_anew_comes_from_the_same_streams_as_without_a_prefix(model, settings):
    whole = paint(model, 7, [3], settings=settings).tokens()
    for share in (0.1, 0.5, 0.9):
        kept = upper_part(whole[0].tolist(), share)
        assert (paint(model, 7, [3], kept, settings=settings).tokens() == whole).all()


def test_sample_three_of_a_variation_is_the_same_alone_and_among_nine(model):
    kept = [253, *range(40)]
    together = paint(model, 7, NINE, kept).tokens()
    assert (together[2] == paint(model, 7, [3], kept).tokens()[0]).all()
    assert (together == paint(model, 7, NINE, kept).tokens()).all()


def test_steps_are_the_tokens_that_remain_to_be_drawn(model):
    assert model.begin("a cat", 7, NINE, SETTINGS, prefix=[250]).steps == 64
    painting = model.begin("a cat", 7, NINE, SETTINGS, prefix=[250, *range(24)])
    assert (painting.steps, painting.done) == (40, 0)
    model.step([painting])
    assert painting.done == 1


def test_a_preview_shows_the_kept_part_at_once(model):
    painting = model.begin("a cat", 7, [1, 2], SETTINGS, prefix=[250, *range(24)])
    opacity = np.concatenate(list(painting.draw()))[..., 3]  # 4 x 4 pixels a token
    assert (opacity[:, :12] == 255).all()
    assert not opacity[:, 12:].any()


def test_all_but_one_token_may_be_given(model):
    painting = paint(model, 7, [1], [250] + [5] * 63)
    assert painting.steps == 1
    assert np.ptp(painting.tokens()[0, 1:64]) == 0


@pytest.mark.parametrize(
    ("prefix", "says"),
    [
        ([250] + [5] * 64, "65 tokens; 64"),
        ([5, 250], "begins with 5, which is no start token of the model: 250, 253, 256"),
        ([250, 3, 250], "code 250, which is outside 0 to 249"),
        ([250, -1], "code -1"),
    ],
)
def test_tokens_that_no_sample_can_begin_with_are_refused(model, prefix, says):
    with pytest.raises(BadParameterError, match=says) as refusal:
        model.begin("a cat", 7, [1], SETTINGS, prefix=prefix)
    assert refusal.value.param == "prefix_tokens"
