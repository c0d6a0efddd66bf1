"""The decoder half of a VQGAN: codes in, pictures out.

The architecture is VQModel of https://github.com/CompVis/taming-transformers (Esser, Rombach, Ommer: Taming
Transformers for High-Resolution Image Synthesis, 2021); names of modules are those of its state dicts and of
min-dalle's detoker.pt. dalle-mini's vqgan_imagenet_f16_16384 was trained with GroupNorm eps 1e-6.

Shapes: B pictures, C channels, H rows, W columns.
"""

from collections.abc import Generator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import torch.nn.functional as F
from torch import Tensor, nn

from generation.errors import CheckpointError
from generation.models.dalle.config import LARGEST_SIZE
from generation.models.dalle.decoders import last_of

GROUPS = 32


@dataclass(frozen=True, kw_only=True)
class VQGANConfig:
    """Keys as in dalle-mini's config.json of the VQGAN; `group_norm_eps` is ours."""

    ch: int
    ch_mult: tuple[int, ...]  # one per level, the finest first; each level but the finest doubles the side
    num_res_blocks: int
    attn_resolutions: tuple[int, ...]
    resolution: int
    z_channels: int
    embed_dim: int
    n_embed: int
    group_norm_eps: float = 1e-6  # min-dalle runs it with torch's 1e-5

    def __post_init__(self) -> None:
        if not 1 <= len(self.ch_mult) <= 8:
            raise CheckpointError(f"ch_mult has {len(self.ch_mult)} levels, outside 1 to 8")
        if not 1 <= self.num_res_blocks <= 16:
            raise CheckpointError(f"num_res_blocks is {self.num_res_blocks}, outside 1 to 16")
        sizes = (self.resolution, self.z_channels, self.embed_dim, self.n_embed)
        if not all(1 <= size <= LARGEST_SIZE for size in sizes):
            raise CheckpointError(f"a size is outside 1 to {LARGEST_SIZE}: {self}")
        for width in (self.ch * multiple for multiple in self.ch_mult):
            if width % GROUPS or not 1 <= width <= 2**16:
                raise CheckpointError(f"a width of {width} channels is not a multiple of {GROUPS}")
        if not 0 < self.group_norm_eps < 1:
            raise CheckpointError(f"group_norm_eps is {self.group_norm_eps}, outside 0 to 1")


class ResnetBlock(nn.Module):
    """Two convolutions, each after a norm and a swish, around a shortcut."""

    def __init__(self, inputs: int, outputs: int, eps: float):
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, inputs, eps)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm2 = nn.GroupNorm(GROUPS, outputs, eps)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.nin_shortcut = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else None

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(F.silu(self.norm1(x)))
        y = self.conv2(F.silu(self.norm2(y)))
        return y + (x if self.nin_shortcut is None else self.nin_shortcut(x))


class AttnBlock(nn.Module):
    """Self-attention of one head over all places of the picture."""

    def __init__(self, width: int, eps: float):
        super().__init__()
        self.norm = nn.GroupNorm(GROUPS, width, eps)
        self.q = nn.Conv2d(width, width, 1)
        self.k = nn.Conv2d(width, width, 1)
        self.v = nn.Conv2d(width, width, 1)
        self.proj_out = nn.Conv2d(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(x)
        q, k, v = (
            project(y).flatten(2).mT[:, None] for project in (self.q, self.k, self.v)
        )  # (B, 1, H*W, C)
        y = F.scaled_dot_product_attention(q, k, v)[:, 0].mT.view(x.shape)  # scaled by C ** -0.5
        return x + self.proj_out(y)


class Upsample(nn.Module):
    """Doubles both sides, then smooths."""

    def __init__(self, width: int):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))


class Middle(nn.Module):
    """The blocks at the coarsest level, before any upsampling."""

    def __init__(self, width: int, eps: float):
        super().__init__()
        self.block_1 = ResnetBlock(width, width, eps)
        self.attn_1 = AttnBlock(width, eps)
        self.block_2 = ResnetBlock(width, width, eps)

    def slices(self, x: Tensor) -> Generator[None, None, Tensor]:
        for layer in (self.block_1, self.attn_1, self.block_2):
            x = layer(x)
            yield
        return x


class Level(nn.Module):
    """Residual blocks at one resolution, each followed by attention if this level has it; then upsampling."""

    def __init__(self, widths: list[int], *, attention: bool, upsample: bool, eps: float):
        super().__init__()
        self.block = nn.ModuleList(ResnetBlock(a, b, eps) for a, b in pairwise(widths))
        self.attn = nn.ModuleList(AttnBlock(width, eps) for width in widths[1:] if attention)
        self.upsample = Upsample(widths[-1]) if upsample else None

    def slices(self, x: Tensor) -> Generator[None, None, Tensor]:
        for i, block in enumerate(self.block):
            x = block(x)
            yield
            if self.attn:
                x = self.attn[i](x)
        return x if self.upsample is None else self.upsample(x)


class Decoder(nn.Module):
    """From code vectors (B, z_channels, H, W) to pictures (B, 3, H * upsampling, W * upsampling)."""

    def __init__(self, config: VQGANConfig):
        super().__init__()
        eps = config.group_norm_eps
        widths = [config.ch * multiple for multiple in config.ch_mult]
        inputs = [*widths[1:], widths[-1]]
        self.conv_in = nn.Conv2d(config.z_channels, widths[-1], 3, padding=1)
        self.mid = Middle(widths[-1], eps)
        levels = [
            Level(
                [inputs[level], *[widths[level]] * (config.num_res_blocks + 1)],
                attention=config.resolution // 2**level in config.attn_resolutions,
                upsample=level > 0,
                eps=eps,
            )
            for level in range(len(widths))
        ]
        self.up = nn.ModuleList(levels)
        self.coarse_to_fine = tuple(reversed(levels))
        self.norm_out = nn.GroupNorm(GROUPS, widths[0], eps)
        self.conv_out = nn.Conv2d(widths[0], 3, 3, padding=1)

    def slices(self, x: Tensor) -> Generator[None, None, Tensor]:
        x = yield from self.mid.slices(self.conv_in(x))
        for level in self.coarse_to_fine:
            x = yield from level.slices(x)
            yield
        return self.conv_out(F.silu(self.norm_out(x)))


class VQGAN(nn.Module):
    """The picture decoder of DALL-E Mini and Mega."""

    config_class: ClassVar = VQGANConfig

    def __init__(self, config: VQGANConfig):
        super().__init__()
        self.upsampling = 2 ** (len(config.ch_mult) - 1)
        self.codes = config.n_embed
        self.embedding = nn.Embedding(config.n_embed, config.embed_dim)
        self.post_quant_conv = nn.Conv2d(config.embed_dim, config.z_channels, 1)
        self.decoder = Decoder(config)

    def forward(self, tokens: Tensor) -> Tensor:
        """From codes (B, H, W) int64 to pictures (B, 3, H * upsampling, W * upsampling), unclipped 0 to 1."""
        return last_of(self.slices(tokens))

    def slices(self, tokens: Tensor) -> Generator[None, None, Tensor]:
        """The same, a part of the network at a time."""
        z = self.embedding(tokens).permute(0, 3, 1, 2)  # (B, embed_dim, H, W), channels last in memory
        x = yield from self.decoder.slices(self.post_quant_conv(z))
        return x.float()
