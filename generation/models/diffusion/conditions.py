"""How each family of pipelines reads prompts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor


@dataclass(frozen=True)
class Conditions:
    """What the U-Net is told of T texts: the prompt alone or, before it, what guidance leads away from."""

    states: Tensor
    """(T, S, D) of text encoders, S tokens each."""
    added: Mapping[str, Tensor] = field(default_factory=dict)
    """What else the family has, T rows each."""

    @property
    def guided(self) -> bool:
        """Whether there is something to lead away from."""
        return len(self.states) == 2

    def rows(self, samples: int, dtype: torch.dtype) -> dict[str, Any]:
        """Arguments of the U-Net for so many samples of the first text, then as many of the second."""
        states = self.states.to(dtype).repeat_interleave(samples, dim=0)
        added = {
            name: value.to(dtype).repeat_interleave(samples, dim=0) for name, value in self.added.items()
        }
        return {"encoder_hidden_states": states, "added_cond_kwargs": added or None}


def read_stable_diffusion(
    pipeline: Any, prompt: str, negative_prompt: str, *, guided: bool, picture_size: int
) -> Conditions:
    """As Stable Diffusion 1 and 2 and consistency models read them."""
    states, away_from = pipeline.encode_prompt(prompt, pipeline.device, 1, guided, negative_prompt or None)
    return Conditions(_under(away_from, states))


def read_sdxl(
    pipeline: Any, prompt: str, negative_prompt: str, *, guided: bool, picture_size: int
) -> Conditions:
    """As SDXL reads them: with two encoders, and the picture's size (section 2.2 of arXiv 2307.01952)."""
    states, away_states, pooled, away_pooled = pipeline.encode_prompt(
        prompt,
        device=pipeline.device,
        do_classifier_free_guidance=guided,
        negative_prompt=negative_prompt or None,
    )
    texts = 2 if guided else 1
    size_crop_size = (picture_size, picture_size, 0, 0, picture_size, picture_size)
    time_ids = torch.tensor([size_crop_size] * texts, device=states.device)
    return Conditions(
        _under(away_states, states), {"text_embeds": _under(away_pooled, pooled), "time_ids": time_ids}
    )


def _under(away_from: Tensor | None, prompt: Tensor) -> Tensor:
    return prompt if away_from is None else torch.cat((away_from, prompt))


READERS: Mapping[str, Callable[..., Conditions]] = {
    "StableDiffusionPipeline": read_stable_diffusion,
    "StableDiffusionXLPipeline": read_sdxl,
    "LatentConsistencyModelPipeline": read_stable_diffusion,
}
"""By the pipeline's class."""
