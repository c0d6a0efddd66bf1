"""A diffusion model that paints: prompt to latents, which lose their noise step by step, to pictures."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn, cast

import numpy as np
import torch
from torch import Tensor, nn

from generation.errors import BadParameterError, InvalidRequestError, PaintingError
from generation.models.base import Painting, Pixels, check_prefix
from generation.models.diffusion.conditions import READERS, Conditions
from generation.models.diffusion.config import DiffusionConfig
from generation.models.diffusion.preview import fit_colours, preview
from generation.protocol import SAMPLES_PER_JOB, SamplingSettings
from generation.sampling import check_settings, guide

SLOTS_MEMORY_BYTES = 4 * 2**30
FEATURE_MAPS = 32
"""About as many maps of its first level's width does a U-Net hold at once for a sample with guidance."""
ESTIMATES = ("pred_original_sample", "denoised")  # what schedulers call their idea of the finished latents


class Diffusion:
    """A pipeline of diffusers as a `generation.models.base.Model`. A step is one of its scheduler.

    The samples of a painting are one batch; paintings are stepped one after another, so that nothing of one
    depends on which others are in hand. A U-Net fills the machine with one painting already.

    Of the settings only guidance means something here, and 1.0 or less turns it off, as diffusers has it; how
    tokens are drawn does not matter to a model that draws none. The checkpoint's safety checker is not used:
    Nonet's own filter judges the pictures.

    Args:
        name: by which requests ask for it.
        config: of the pipeline.
        pipeline: of diffusers, on its device; the picture decoder in fp32.
        slots_memory_bytes: how much the samples in hand may take; None: 4 GiB.
    """

    image_tokens = None

    def __init__(
        self, name: str, config: DiffusionConfig, pipeline: Any, slots_memory_bytes: int | None = None
    ) -> None:
        self.name = name
        self.config = config
        self.picture_size = config.picture_size
        self.defaults = config.defaults
        self.pipeline = pipeline
        self.device: torch.device = pipeline.device
        sample_bytes = FEATURE_MAPS * config.unet.block_out_channels[0] * config.unet.sample_size**2
        sample_bytes *= pipeline.unet.dtype.itemsize
        wanted = (slots_memory_bytes or SLOTS_MEMORY_BYTES) // sample_bytes
        self.slots = max(SAMPLES_PER_JOB, wanted)
        self.memory_bytes = _weight_bytes(pipeline) + self.slots * sample_bytes

    def write_down(self, picture: Pixels) -> NoReturn:
        """Raise BadParameterError: there are no image tokens."""
        raise BadParameterError("This model can't go on from pictures.", param="images")

    def text_length(self, prompt: str) -> int:
        """How many tokens the model reads of this prompt; what is longer than it can read is left out."""
        tokenizer = self.pipeline.tokenizer
        return len(tokenizer(prompt, truncation=True, max_length=tokenizer.model_max_length).input_ids)

    @torch.inference_mode()
    def begin(
        self,
        prompt: str,
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        *,
        prefix: Sequence[int] = (),
        negative_prompt: str = "",
    ) -> "DiffusionPainting":
        """Begin to paint samples of these numbers; raises InvalidRequestError."""
        check_settings(settings)
        check_prefix(prefix, self.image_tokens)
        if not samples:
            raise InvalidRequestError("no samples are asked for")
        learned = self.pipeline.unet.config.time_cond_proj_dim is not None  # guidance is one of its inputs
        conditions = READERS[self.config.pipeline](
            self.pipeline,
            prompt,
            negative_prompt,
            guided=settings.guidance > 1 and not learned,
            picture_size=self.picture_size,
        )
        return DiffusionPainting(self, conditions, seed, samples, settings.guidance)

    @torch.inference_mode()
    def step(self, paintings: Sequence[Painting]) -> None:
        """Take a step's noise from each of these paintings; if one of them fails, from none."""
        own = cast(Sequence[DiffusionPainting], paintings)
        for painting, next_moment in zip(own, [painting.next_moment() for painting in own], strict=True):
            painting.moment = next_moment

    @torch.inference_mode()
    def decode(self, latents: Tensor) -> Tensor:
        """From latents (n, C, h, w) f32 to pixels (n, 3, size, size) f32, 0 to 1 but for few."""
        vae = self.pipeline.vae
        mean, deviation = vae.config.get("latents_mean"), vae.config.get("latents_std")
        latents = latents / vae.config.scaling_factor
        if mean and deviation:
            per_channel = torch.tensor([mean, deviation], device=latents.device)[
                ..., None, None
            ]  # (2, C, 1, 1)
            latents = latents * per_channel[1] + per_channel[0]
        return vae.decode(latents, return_dict=False)[0] / 2 + 0.5

    @cached_property
    def colours(self) -> Tensor:
        """What `preview` shows latents in."""
        return fit_colours(self.decode, self.config.unet.in_channels, self.device)


@dataclass(frozen=True)
class Moment:
    """How far a painting is."""

    done: int
    latents: Tensor  # (n, C, h, w) f32
    estimate: Tensor  # likewise: what they seem to become
    scheduler: Any
    """Of diffusers, with what it remembers of earlier steps."""


class DiffusionPainting:
    """One prompt being painted; see `generation.models.base.Painting`.

    All chance comes from seed, sample number and step, so a step can be done anew.
    """

    def __init__(
        self, model: Diffusion, conditions: Conditions, seed: int, samples: Sequence[int], guidance: float
    ) -> None:
        self._model, self._conditions = model, conditions
        self._seed, self._samples, self._guidance = seed, samples, guidance
        scheduler = deepcopy(model.pipeline.scheduler)
        scheduler.set_timesteps(model.config.steps, device=model.device)
        self.steps = len(scheduler.timesteps)
        unet = model.config.unet
        shape = (unet.in_channels, unet.sample_size, unet.sample_size)
        noise = torch.stack([torch.randn(shape, generator=source) for source in chance(seed, samples, 0)])
        latents = noise.to(model.device) * scheduler.init_noise_sigma
        self.moment = Moment(0, latents, latents, scheduler)

    @property
    def done(self) -> int:
        """Steps done so far."""
        return self.moment.done

    def next_moment(self) -> Moment:
        """What the next step makes of the samples, without doing it."""
        now, pipeline = self.moment, self._model.pipeline
        scheduler = deepcopy(now.scheduler)
        timestep = scheduler.timesteps[now.done]
        noise = self._noise(scheduler.scale_model_input(now.latents, timestep), timestep)
        extra = pipeline.prepare_extra_step_kwargs(chance(self._seed, self._samples, 1 + now.done), 0.0)
        result = scheduler.step(noise, timestep, now.latents, **extra)
        estimates = [getattr(result, name, None) for name in ESTIMATES]
        estimate = next((one for one in estimates if one is not None), result.prev_sample)
        return Moment(now.done + 1, result.prev_sample, estimate, scheduler)

    def _noise(self, latents: Tensor, timestep: Tensor) -> Tensor:
        """What the U-Net takes for noise in the latents (n, C, h, w) f32, guided: likewise."""
        unet, dtype = self._model.pipeline.unet, self._model.pipeline.unet.dtype
        conditions = self._conditions
        rows = latents.to(dtype).repeat(2 if conditions.guided else 1, 1, 1, 1)
        told = conditions.rows(len(latents), dtype)
        noise = unet(rows, timestep, timestep_cond=self._learned_guidance(), **told, return_dict=False)[
            0
        ].float()
        if not conditions.guided:
            return noise
        unconditional, conditional = noise.chunk(2)
        return guide(unconditional, conditional, self._guidance)

    def _learned_guidance(self) -> Tensor | None:
        """How consistency models are told of the guidance, whose scale they count from 0: (1, D)."""
        pipeline = self._model.pipeline
        width = pipeline.unet.config.time_cond_proj_dim
        if width is None:
            return None
        scale = torch.tensor([self._guidance - 1])
        return pipeline.get_guidance_scale_embedding(scale, width).to(self._model.device, pipeline.unet.dtype)

    def draw(self) -> Iterator[Pixels]:
        """The samples one by one; unfinished ones all at once, as small pictures that are blown up.

        Raises PaintingError if the model has come upon NaN or infinity on its way.
        """
        return self._drawn(self.moment)

    @torch.inference_mode()
    def _drawn(self, moment: Moment) -> Iterator[Pixels]:
        if not moment.latents.isfinite().all():
            raise PaintingError("The model computed something that is not a number.")
        if moment.done < self.steps:
            loudness = moment.estimate.std(dim=(1, 2, 3), keepdim=True)  # of noise it is above 1
            estimate = moment.estimate / loudness.clamp(min=1)
            yield _as_pixels(preview(estimate, self._model.colours, self._model.config.upsampling))
            return
        for latents in torch.split(moment.latents, 1):
            yield _as_pixels(self._model.decode(latents))

    def tokens(self) -> None:
        """None: there are none."""

    def close(self) -> None:
        """Nothing to do: a painting's memory is its own."""


def chance(seed: int, samples: Sequence[int], step: int) -> list[torch.Generator]:
    """What each sample draws its noise from: before the first step (0), and in each (1, ...).

    They are of the CPU, and so the same whatever the model runs on.
    """
    entropy = [np.random.SeedSequence((seed, sample, step)) for sample in samples]
    return [torch.Generator().manual_seed(int(one.generate_state(1)[0])) for one in entropy]


def _as_pixels(pictures: Tensor) -> Pixels:
    """(n, 3, size, size) f32, 0 to 1, to (n, size, size, 3); raises PaintingError."""
    if not pictures.isfinite().all():
        raise PaintingError("The picture decoder computed something that is not a number.")
    rounded = pictures.clamp(0, 1).mul(255).round().to(torch.uint8)
    return rounded.permute(0, 2, 3, 1).contiguous().cpu().numpy()


def _weight_bytes(pipeline: Any) -> int:
    modules = [part for part in pipeline.components.values() if isinstance(part, nn.Module)]
    return sum(weight.nbytes for module in modules for weight in module.parameters())
