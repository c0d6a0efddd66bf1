"""A picture decoder many times cheaper than VQGAN's: codes in, pictures out.

Each code is a vector; plain residual convolutions at three resolutions turn the grid of vectors into patches
of 4 x 4 pixels, which are laid out by a pixel shuffle (Shi et al., 2016). Without norms and attention a patch
depends on nothing further away than a few codes. nonet-small uses it.

Shapes: B pictures, C channels, H rows, W columns.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import ClassVar

import torch.nn.functional as F
from torch import Tensor, nn

from generation.errors import CheckpointError
from generation.models.dalle.config import LARGEST_SIZE
from generation.models.dalle.decoders import last_of

PATCH = 4


@dataclass(frozen=True, kw_only=True)
class PatchDecoderConfig:
    """Hyper-parameters of a patch decoder, the content of its vqgan_config.json."""

    codes: int
    code_width: int
    widths: tuple[int, ...]  # channels per level, the coarsest first; each level but that doubles the side
    blocks: tuple[int, ...]  # residual blocks per level

    def __post_init__(self) -> None:
        if not 1 <= len(self.widths) == len(self.blocks) <= 8:
            raise CheckpointError(
                f"widths {self.widths} and blocks {self.blocks} must be 1 to 8 levels alike"
            )
        for size in (self.codes, self.code_width, *self.widths, *self.blocks):
            if not 1 <= size <= LARGEST_SIZE:
                raise CheckpointError(f"a size of {size} is outside 1 to {LARGEST_SIZE}")


class ResidualBlock(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, width: int):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.conv2.weight)  # a block starts as its shortcut

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.relu(self.conv1(F.relu(x))))


class PatchDecoder(nn.Module):
    """The picture decoder of kind "patch"."""

    config_class: ClassVar = PatchDecoderConfig

    def __init__(self, config: PatchDecoderConfig):
        super().__init__()
        self.codes = config.codes
        self.upsampling = PATCH * 2 ** (len(config.widths) - 1)
        self.embedding = nn.Embedding(config.codes, config.code_width)
        layers: list[nn.Module] = [nn.Conv2d(config.code_width, config.widths[0], 3, padding=1)]
        for level, (width, blocks) in enumerate(zip(config.widths, config.blocks, strict=True)):
            if level:
                layers.append(nn.ConvTranspose2d(config.widths[level - 1], width, 2, stride=2))
            layers += [ResidualBlock(width) for _ in range(blocks)]
        layers += [
            nn.ReLU(),
            nn.Conv2d(config.widths[-1], 3 * PATCH**2, 3, padding=1),
            nn.PixelShuffle(PATCH),
        ]
        self.layers = nn.Sequential(*layers)

    def forward(self, tokens: Tensor) -> Tensor:
        """From codes (B, H, W) int64 to pictures (B, 3, H * upsampling, W * upsampling), unclipped 0 to 1."""
        return last_of(self.slices(tokens))

    def slices(self, tokens: Tensor) -> Generator[None, None, Tensor]:
        """The same, a layer at a time."""
        x = self.embedding(tokens).permute(0, 3, 1, 2)
        for layer in self.layers:
            x = layer(x)
            yield
        return x.float()

    def paint(self, vectors: Tensor) -> Tensor:
        """From code vectors (B, code_width, H, W) to pictures."""
        picture: Tensor = self.layers(vectors)
        return picture
