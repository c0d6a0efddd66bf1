"""Previews from latents, thousands of times cheaper than decoding them.

A decoder's colours are nearly linear in its latents. Which linear map comes closest is found once, by least
squares over the colours that it gives to patches of random latents.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

PATCHES = 8  # along a side
PATCH = 4  # latents along a side of one, so that its middle is little touched by its neighbours


def fit_colours(decode: Callable[[Tensor], Tensor], channels: int, device: torch.device) -> Tensor:
    """The map (channels + 1, 3) from latents of a decoder, and a one, to red, green and blue.

    `decode` goes from latents (1, channels, h, w) of about unit variance to pixels (1, 3, h * k, w * k).
    """
    chance = torch.Generator().manual_seed(0)
    latents = torch.randn((1, channels, PATCHES, PATCHES), generator=chance).to(device)
    pixels = decode(latents.repeat_interleave(PATCH, dim=2).repeat_interleave(PATCH, dim=3))
    colours = F.adaptive_avg_pool2d(pixels, PATCHES)  # (1, 3, PATCHES, PATCHES)
    return torch.linalg.lstsq(_with_one(latents).flatten(0, 2), colours.movedim(1, 3).flatten(0, 2)).solution


def preview(latents: Tensor, colours: Tensor, upsampling: int) -> Tensor:
    """From latents (n, C, h, w) to pixels (n, 3, h * upsampling, w * upsampling), 0 to 1 but for few."""
    pixels = (_with_one(latents) @ colours).movedim(3, 1)
    return F.interpolate(pixels, scale_factor=upsampling, mode="bilinear")


def _with_one(latents: Tensor) -> Tensor:
    """(n, C, h, w) to (n, h, w, C + 1)."""
    return F.pad(latents.movedim(1, 3), (0, 1), value=1.0)
