"""The encoder that belongs to a patch decoder: pictures in, codes out.

It sees a patch of 16 x 16 pixels and 8 more on each side, so that a thing on the token grid is the same codes
wherever it stands. Codes are unit vectors: the nearest is that of the largest dot product.

Shapes: B pictures, C channels, H rows and W columns of patches, K codes, D code_width.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.models.dalle.patch_decoder import PATCH, PatchDecoderConfig

WIDTHS = (64, 128, 256)


class PointwiseBlock(nn.Module):
    """A residual two-layer perceptron at each place."""

    def __init__(self, width: int):
        super().__init__()
        self.fc1 = nn.Conv2d(width, 2 * width, 1)
        self.fc2 = nn.Conv2d(2 * width, width, 1)
        nn.init.zeros_(self.fc2.weight)

    def forward(self, x: Tensor) -> Tensor:
        """Keep the shape."""
        return x + self.fc2(F.relu(self.fc1(F.relu(x))))


def encoder_layers(code_width: int) -> list[nn.Module]:
    """From pictures (B, 3, 16 H, 16 W), -1 to 1, to vectors (B, D, H, W)."""
    fine, middle, coarse = WIDTHS
    return [
        nn.PixelUnshuffle(PATCH),
        nn.Conv2d(3 * PATCH**2, fine, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(fine, fine, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(fine, middle, 2, stride=2),
        nn.ReLU(),
        nn.Conv2d(middle, coarse, 2, stride=2),
        PointwiseBlock(coarse),
        PointwiseBlock(coarse),
        PointwiseBlock(coarse),
        nn.Conv2d(coarse, code_width, 1),
    ]


def unit_vectors(encoded: Tensor) -> Tensor:
    """What the layers give, as unit vectors in fp32: (B, D, H, W)."""
    return F.normalize(encoded.float(), dim=1)


def nearest_codes(vectors: Tensor, codebook: Tensor) -> Tensor:
    """From unit vectors (B, D, H, W) to the ids of their nearest codes (B, H, W), given all codes (K, D)."""
    return (vectors.permute(0, 2, 3, 1) @ codebook.T).argmax(dim=-1)


class PatchEncoder(nn.Sequential):
    """The picture encoder of kind "patch"."""

    def __init__(self, config: PatchDecoderConfig):
        super().__init__(*encoder_layers(config.code_width))
        self.codebook = nn.Parameter(torch.empty(config.codes, config.code_width))

    def encode(self, pictures: Tensor) -> Tensor:
        """From pictures (B, 3, 16 H, 16 W), 0 to 1, to codes (B, H, W)."""
        return nearest_codes(unit_vectors(self(pictures * 2 - 1)), self.codebook)
