"""The decoder half of a VQGAN: codes in, pictures out.

The architecture is VQModel of https://github.com/CompVis/taming-transformers (Esser, Rombach, Ommer: Taming
Transformers for High-Resolution Image Synthesis, 2021); names of modules are those of its state dicts and of
min-dalle's detoker.pt. dalle-mini's vqgan_imagenet_f16_16384 was trained with GroupNorm eps 1e-6.

Shapes: B pictures, C channels, H rows, W columns.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import chain, pairwise, product, zip_longest
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.errors import CheckpointError
from generation.models.dalle.config import LARGEST_SIZE
from generation.models.dalle.decoders import last_of

GROUPS = 32
BAND_BYTES = 2**22  # of the values in a band of rows: half of that and twice that are slower


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


Slices = Generator[None, None, Tensor]
"""Work on one picture (1, C, H, W), a band at a time. It may write over the picture that it was given."""


def bands(x: Tensor) -> list[tuple[int, int]]:
    """The bands of a picture (1, C, H, W), from the top: first row, and the row after the last.

    On a CPU a band stays in the cache, and takes memory that has just been used. The system gives memory for
    a whole picture anew each time, for which it needs longer than for what is done with it.
    """
    height = x.shape[2]
    rows = max(1, BAND_BYTES * height // x.nbytes) if x.device.type == "cpu" else height
    return [(top, min(top + rows, height)) for top in range(0, height, rows)]


def with_neighbours(x: Tensor, top: int, bottom: int) -> Tensor:
    """A band, and of the rows next to it those that are in the picture."""
    return x[:, :, max(top - 1, 0) : bottom + 1]


def pad(band: Tensor, top: int, bottom: int, height: int, columns: int = 0) -> Tensor:
    """Add zeros for the neighbouring rows that are not in the picture, and columns of them at both sides."""
    rows = int(top == 0), int(bottom == height)
    return F.pad(band, (columns, columns, *rows)) if columns or any(rows) else band


def blank(like: Tensor, channels: int, scale: int = 1) -> Tensor:
    """A new picture, its channels last in memory, as convolutions are fastest; its values are arbitrary."""
    _, _, height, width = like.shape
    return like.new_empty((1, height * scale, width * scale, channels)).permute(0, 3, 1, 2)


class Norm(nn.GroupNorm):
    """Normalises groups of channels. What it knows of them is in fp32 for pictures of fewer bits too."""

    def __init__(self, width: int, eps: float):
        super().__init__(GROUPS, width, eps)

    def of(self, x: Tensor) -> Callable[[Tensor], Tensor]:
        """What normalises the bands of x: once means and variances are known, that is a batch norm."""
        sums = torch.zeros((2, x.shape[1]), dtype=torch.float64, device=x.device)  # of values, and of squares
        for top, bottom in bands(x):
            band = x[:, :, top:bottom].float()
            sums[0] += band.sum((0, 2, 3))
            sums[1] += band.square().sum((0, 2, 3))
        mean, square = sums.view(2, GROUPS, -1).sum(2) * (GROUPS / x.numel())
        moments = torch.stack((mean, (square - mean**2).clamp(min=0))).float()
        means, variances = moments.repeat_interleave(x.shape[1] // GROUPS, dim=1)
        return lambda band: F.batch_norm(band, means, variances, self.weight, self.bias, eps=self.eps)


def smooth(x: Tensor, norm: Norm, conv: nn.Conv2d, into: Tensor, *, add: bool = False) -> Generator[None]:
    """Write the 3 x 3 convolution of the swish of the norm of x into a picture, or add it."""
    normalise = norm.of(x)
    for top, bottom in bands(x):
        band = F.silu(normalise(with_neighbours(x, top, bottom)), inplace=True)
        made = F.conv2d(pad(band, top, bottom, x.shape[2]), conv.weight, conv.bias, padding=(0, 1))
        target = into[:, :, top:bottom]
        target.add_(made) if add else target.copy_(made)
        yield


class ResnetBlock(nn.Module):
    """Two convolutions, each after a norm and a swish, around a shortcut."""

    def __init__(self, inputs: int, outputs: int, eps: float):
        super().__init__()
        self.norm1 = Norm(inputs, eps)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm2 = Norm(outputs, eps)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.nin_shortcut = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else None

    def slices(self, x: Tensor) -> Slices:
        y = blank(x, self.conv1.out_channels)
        yield from smooth(x, self.norm1, self.conv1, into=y)
        if self.nin_shortcut is not None:
            x = self.nin_shortcut(x)
        yield from smooth(y, self.norm2, self.conv2, into=x, add=True)
        return x


class AttnBlock(nn.Module):
    """Self-attention of one head over all places of the picture."""

    def __init__(self, width: int, eps: float):
        super().__init__()
        self.norm = Norm(width, eps)
        self.q = nn.Conv2d(width, width, 1)
        self.k = nn.Conv2d(width, width, 1)
        self.v = nn.Conv2d(width, width, 1)
        self.proj_out = nn.Conv2d(width, width, 1)

    def slices(self, x: Tensor) -> Slices:
        y = self.norm.of(x)(x)
        q, k, v = (
            project(y).flatten(2).mT[:, None] for project in (self.q, self.k, self.v)
        )  # (1, 1, H*W, C)
        y = F.scaled_dot_product_attention(q, k, v)[:, 0].mT.view(x.shape)  # scaled by C ** -0.5
        yield
        return x.add_(self.proj_out(y))


class Upsample(nn.Module):
    """Doubles both sides, then smooths.

    Around a pixel of the doubled picture, 3 x 3 pixels are but 2 x 2 of the picture before, so that summed
    weights do: other ones for each of the four pixels that a pixel becomes, and fewer than half in all.
    """

    SUMS = (
        ((1, 0, 0), (0, 1, 1)),
        ((1, 1, 0), (0, 0, 1)),
    )  # which of 3 rows are the same of 2, for both pixels

    def __init__(self, width: int):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)

    def slices(self, x: Tensor) -> Slices:
        _, channels, height, width = x.shape
        weight, bias = self._of_four()
        y = blank(x, channels, scale=2)
        for top, bottom in bands(x):
            band = pad(with_neighbours(x, top, bottom), top, bottom, height, columns=1)
            four = torch.split(F.conv2d(band, weight, bias), channels, dim=1)
            for made, (i, j) in zip(four, product((0, 1), repeat=2), strict=True):
                y[:, :, 2 * top + i : 2 * bottom : 2, j::2] = made[:, :, i : i + bottom - top, j : j + width]
            yield
        return y

    def _of_four(self) -> tuple[Tensor, Tensor]:
        """Weights (4 C, C, 2, 2) and biases for the pixels at the upper left and right, then below."""
        weight, bias = self.conv.weight, self.conv.bias
        assert bias is not None
        sums = torch.tensor(self.SUMS, dtype=torch.float32, device=weight.device)
        four = torch.einsum("iky,jlx,ocyx->ijoklc", sums, sums, weight.float()).flatten(0, 2)
        return four.to(weight.dtype).permute(0, 3, 1, 2), bias.repeat(4)


class Middle(nn.Module):
    """The blocks at the coarsest level, before any upsampling."""

    def __init__(self, width: int, eps: float):
        super().__init__()
        self.block_1 = ResnetBlock(width, width, eps)
        self.attn_1 = AttnBlock(width, eps)
        self.block_2 = ResnetBlock(width, width, eps)
        self.layers = (self.block_1, self.attn_1, self.block_2)


class Level(nn.Module):
    """Residual blocks at one resolution, each followed by attention if this level has it; then upsampling."""

    def __init__(self, widths: list[int], *, attention: bool, upsample: bool, eps: float):
        super().__init__()
        blocks = [ResnetBlock(a, b, eps) for a, b in pairwise(widths)]
        attentions = [AttnBlock(width, eps) for width in widths[1:] if attention]
        self.block, self.attn = nn.ModuleList(blocks), nn.ModuleList(attentions)
        self.upsample = Upsample(widths[-1]) if upsample else None
        pairs = zip_longest(blocks, attentions)
        self.layers = [layer for layer in (*chain(*pairs), self.upsample) if layer is not None]


class Decoder(nn.Module):
    """From code vectors (1, z_channels, H, W) to a picture (1, 3, H * upsampling, W * upsampling)."""

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
        parts: list[Middle | Level] = [self.mid, *reversed(levels)]
        self.layers = [layer for part in parts for layer in part.layers]
        self.norm_out = Norm(widths[0], eps)
        self.conv_out = nn.Conv2d(widths[0], 3, 3, padding=1)

    def slices(self, x: Tensor) -> Slices:
        x = self.conv_in(x)
        for layer in self.layers:
            x = yield from layer.slices(x)
        picture = blank(x, 3)
        yield from smooth(x, self.norm_out, self.conv_out, into=picture)
        return picture


class VQGAN(nn.Module):
    """The picture decoder of DALL-E Mini and Mega. It paints; it can't be trained."""

    config_class: ClassVar = VQGANConfig

    def __init__(self, config: VQGANConfig):
        super().__init__()
        self.upsampling = 2 ** (len(config.ch_mult) - 1)
        self.codes = config.n_embed
        self.embedding = nn.Embedding(config.n_embed, config.embed_dim)
        self.post_quant_conv = nn.Conv2d(config.embed_dim, config.z_channels, 1)
        self.decoder = Decoder(config)
        self.requires_grad_(False)

    def forward(self, tokens: Tensor) -> Tensor:
        """From codes (B, H, W) int64 to pictures (B, 3, H * upsampling, W * upsampling), unclipped 0 to 1."""
        return last_of(self.slices(tokens))

    def slices(self, tokens: Tensor) -> Slices:
        """The same, a band of a picture at a time."""
        pictures = []
        for codes in torch.split(tokens, 1):  # one by one, which takes no longer and needs least memory
            z = self.embedding(codes).to(self.post_quant_conv.weight.dtype)
            picture = yield from self.decoder.slices(self.post_quant_conv(z.permute(0, 3, 1, 2)))
            pictures.append(picture.float())
        return torch.cat(pictures)
