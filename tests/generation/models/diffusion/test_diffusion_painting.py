"""Painting with pipelines of diffusers, step by step."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from generation.errors import BadParameterError, InvalidRequestError, PaintingError
from generation.models.base import finish
from generation.models.diffusion.diffusion import chance
from generation.models.loading import load
from generation.protocol import SamplingSettings

NINE = range(1, 10)


@pytest.mark.parametrize(("name", "steps"), [("diffusion", 7), ("turbo", 4), ("consistent", 4)])
def test_nine_samples_are_painted_in_steps_of_the_scheduler(loaded, name, steps):
    model = loaded[name]
    painting = model.begin("a red cat", 7, NINE, model.defaults)
    assert painting.steps == steps
    progress = []
    while painting.done < painting.steps:
        model.step([painting])
        progress.append(painting.done)
    assert progress == [*range(1, steps + 1)]
    slices = list(painting.draw())
    assert [one.shape for one in slices] == [(1, 32, 32, 3)] * 9
    pictures = np.concatenate(slices)
    assert pictures.dtype == np.uint8
    assert len({picture.tobytes() for picture in pictures}) == 9
    assert painting.tokens() is None


def painted_by_diffusers(model, prompt, seed, samples, settings, **more):
    """What the pipeline's own loop makes of the same chance: (n, size, size, 3), 0 to 1."""
    generators = chance(seed, samples, 1)

    def draw_anew(pipeline, step, timestep, state):
        for generator, fresh in zip(generators, chance(seed, samples, step + 2), strict=True):
            generator.set_state(fresh.get_state())
        return state

    return model.pipeline(
        [prompt] * len(samples),
        num_inference_steps=model.config.steps,
        guidance_scale=settings.guidance,
        latents=torch.stack([torch.randn(4, 16, 16, generator=one) for one in chance(seed, samples, 0)]),
        generator=generators,
        callback_on_step_end=draw_anew,
        output_type="np",
        **more,
    ).images


@pytest.mark.parametrize("name", ["diffusion", "turbo", "consistent"])
def test_pictures_are_those_that_diffusers_paints(loaded, name):
    model = loaded[name]
    ours = finish(model, model.begin("a red cat", 7, [1, 2], model.defaults))
    theirs = painted_by_diffusers(model, "a red cat", 7, [1, 2], model.defaults)
    assert np.abs(ours / 255 - theirs).max() < 1 / 255


@pytest.mark.parametrize("name", ["diffusion", "turbo"])
def test_so_they_are_with_guidance_and_a_negative_prompt(loaded, name):
    model, settings = loaded[name], SamplingSettings(guidance=3.0)
    ours = finish(model, model.begin("cats", 7, [4, 9], settings, negative_prompt="dogs"))
    theirs = painted_by_diffusers(model, "cats", 7, [4, 9], settings, negative_prompt=["dogs"] * 2)
    assert np.abs(ours / 255 - theirs).max() < 1 / 255


@pytest.mark.parametrize("name", ["diffusion", "turbo"])
def test_a_sample_is_the_same_alone_and_among_nine(loaded, name):
    model = loaded[name]
    nine = finish(model, model.begin("a red cat", 7, NINE, model.defaults))
    [alone] = finish(model, model.begin("a red cat", 7, [3], model.defaults))
    assert np.abs(alone.astype(int) - nine[2]).max() <= 1  # batches of other sizes are rounded otherwise
    assert np.abs(alone.astype(int) - nine[3]).max() > 1


def test_paintings_in_hand_together_do_not_touch_one_another(turbo):
    def begin(seed):
        return turbo.begin(f"cat number {seed}", seed, [1, 2], turbo.defaults)

    expected = [finish(turbo, begin(seed)) for seed in range(3)]
    first, second, third = (begin(seed) for seed in range(3))
    for hands in [
        [first],
        [first, second],
        [first, second],
        [third, first],
        [second, third],
        [third, second],
    ]:
        turbo.step(hands)
    turbo.step([third])
    for painting, pictures in zip((first, second, third), expected, strict=True):
        assert np.array_equal(np.concatenate(list(painting.draw())), pictures)


def test_seeds_and_prompts_make_a_difference(diffusion):
    pictures = [
        finish(diffusion, diffusion.begin(prompt, seed, [1], diffusion.defaults))
        for prompt, seed in [("cat", 1), ("cat", 2), ("dog", 1), ("cat", 2**32 - 1), ("cat", 1)]
    ]
    assert len({picture.tobytes() for picture in pictures}) == 4
    assert np.array_equal(pictures[0], pictures[-1])


def test_without_guidance_the_negative_prompt_counts_for_nothing(turbo, diffusion):
    for model in (turbo, diffusion):
        plain, negative = (
            finish(
                model, model.begin("cat", 1, [1], SamplingSettings(guidance=guidance), negative_prompt=words)
            )
            for guidance, words in [(1.0, ""), (0.0, "dogs")]
        )
        assert np.array_equal(plain, negative)


def test_guidance_and_negative_prompts_change_the_picture(turbo):
    pictures = [
        finish(turbo, turbo.begin("cat", 1, [1], SamplingSettings(guidance=guidance), negative_prompt=words))
        for guidance, words in [(1.0, ""), (5.0, ""), (5.0, "dogs")]
    ]
    assert len({picture.tobytes() for picture in pictures}) == 3


def test_how_tokens_are_drawn_does_not_matter(turbo):
    drawn = replace(turbo.defaults, temperature=0.1, top_k=3, top_p=0.2)
    pictures = [finish(turbo, turbo.begin("cat", 1, [1], settings)) for settings in (turbo.defaults, drawn)]
    assert np.array_equal(*pictures)


def test_previews_come_at_once_and_look_more_and_more_like_the_picture(turbo):
    painting = turbo.begin("cat", 1, [1, 2, 3], turbo.defaults)
    previews = [np.concatenate(list(painting.draw()))]
    while painting.done < painting.steps:
        turbo.step([painting])
        if painting.done < painting.steps:
            [preview] = painting.draw()
            previews.append(preview)
    picture = np.concatenate(list(painting.draw()))
    assert all(preview.shape == picture.shape and preview.dtype == np.uint8 for preview in previews)
    errors = [np.abs(preview.astype(int) - picture).mean() for preview in previews]
    assert errors[-1] < errors[0]


def test_what_is_being_drawn_does_not_change_by_steps(turbo):
    painting = turbo.begin("cat", 1, [1, 2], turbo.defaults)
    turbo.step([painting])
    [expected] = painting.draw()
    drawing = painting.draw()
    turbo.step([painting])
    assert np.array_equal(next(drawing), expected)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
@pytest.mark.parametrize("steps", [0, 2])
def test_what_is_not_a_number_is_no_picture(turbo, bad, steps):
    painting = turbo.begin("cat", 1, [1, 2], turbo.defaults)
    painting.moment.latents[1, 0, 3, 3] = bad
    for _ in range(steps):
        turbo.step([painting])
    with pytest.raises(PaintingError, match="not a number"):
        list(painting.draw())


def test_a_failed_step_advances_nobody_and_can_be_done_again(diffusion, monkeypatch):
    expected = finish(diffusion, diffusion.begin("cat", 1, [1], diffusion.defaults))
    first, second = (diffusion.begin(prompt, 1, [1], diffusion.defaults) for prompt in ("cat", "dog"))
    diffusion.step([first, second])
    calls = iter([False, True])

    def forward(*args, **kwargs):
        if next(calls):
            raise MemoryError
        return original(*args, **kwargs)

    with monkeypatch.context() as patch:
        original = diffusion.pipeline.unet.forward
        patch.setattr(diffusion.pipeline.unet, "forward", forward)
        with pytest.raises(MemoryError):
            diffusion.step([first, second])
    assert (first.done, second.done) == (1, 1)
    assert np.array_equal(finish(diffusion, first), expected)


def test_it_cannot_vary_pictures(turbo):
    assert turbo.image_tokens is None
    with pytest.raises(BadParameterError, match="no image tokens"):
        turbo.begin("cat", 1, [1], turbo.defaults, prefix=[1])
    with pytest.raises(BadParameterError, match="can't go on from pictures"):
        turbo.write_down(np.zeros((32, 32, 3), np.uint8))


def test_bad_settings_are_refused(turbo):
    with pytest.raises(InvalidRequestError, match="guidance"):
        turbo.begin("cat", 1, [1], SamplingSettings(guidance=float("nan")))
    with pytest.raises(InvalidRequestError, match="no samples"):
        turbo.begin("cat", 1, [], turbo.defaults)


@pytest.mark.parametrize("prompt", ["", "cat " * 1000, "\0\n<|endoftext|> \U0001f408", "(cat:1.5)"])
def test_any_prompt_can_be_read_and_no_log_tells_it(turbo, prompt, caplog, capfd):
    painting = turbo.begin(prompt, 1, [1], turbo.defaults)
    turbo.step([painting])
    assert 2 <= turbo.text_length(prompt) <= 77
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_slots_are_what_memory_allows_but_nine_at_least(loaded, made_once):
    assert loaded["turbo"].slots > 1000
    small = load(made_once / "turbo", slots_memory_bytes=1)
    assert small.slots == 9
    assert small.memory_bytes < loaded["turbo"].memory_bytes
