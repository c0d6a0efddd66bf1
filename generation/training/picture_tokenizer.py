"""Pictures to codes: the encoder and the codebook that belong to a patch decoder.

The encoder sees a patch of 16 x 16 pixels and 8 more on each side, so that a thing on the token grid is the
same codes wherever it stands. Codes are unit vectors: the nearest is that of the largest dot product.

Shapes: B pictures, C channels, H rows and W columns of cells, K codes, D code_width.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.models.dalle.patch_decoder import PATCH, PatchDecoder, PatchDecoderConfig

CODES, CODE_WIDTH = 4096, 32
GRID_CELLS = 12
"""Cells, and so codes, along a side of a picture."""

DECODER = PatchDecoderConfig(codes=CODES, code_width=CODE_WIDTH, widths=(256, 128, 48), blocks=(1, 2, 2))
ENCODER_WIDTHS = (64, 128, 256)


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


class PictureTokenizer(nn.Module):
    """Encoder, codebook and decoder, trained together."""

    def __init__(self, decoder: PatchDecoderConfig = DECODER) -> None:
        super().__init__()
        fine, middle, coarse = ENCODER_WIDTHS
        self.encoder = nn.Sequential(
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
            nn.Conv2d(coarse, decoder.code_width, 1),
        )
        self.decoder = PatchDecoder(decoder)
        self.decoder.embedding.weight.requires_grad_(False)  # moved by averages, not by gradients

    @property
    def codebook(self) -> Tensor:
        """The code vectors (K, D)."""
        return self.decoder.embedding.weight

    def vectors(self, pictures: Tensor) -> Tensor:
        """From pictures (B, 3, 16 H, 16 W), 0 to 1, to unit vectors (B, D, H, W) in fp32."""
        encoded: Tensor = self.encoder(pictures * 2 - 1)
        return F.normalize(encoded.float(), dim=1)

    def nearest(self, vectors: Tensor) -> Tensor:
        """From vectors (B, D, H, W) to the ids of their nearest codes (B, H, W)."""
        flat = vectors.permute(0, 2, 3, 1)
        return (flat @ self.codebook.T).argmax(dim=-1)

    @torch.no_grad()
    def encode(self, pictures: Tensor) -> Tensor:
        """From pictures (B, 3, 16 H, 16 W), 0 to 1, to codes (B, H, W)."""
        return self.nearest(self.vectors(pictures))


class CodeAverages:
    """The codebook as running averages of what its codes stand for, with unused codes given new places.

    van den Oord et al., Neural Discrete Representation Learning (2017), appendix A.1; revival as in
    Dhariwal et al., Jukebox (2020).
    """

    def __init__(self, codes: int, width: int, decay: float = 0.99) -> None:
        self.decay = decay
        self.counts = torch.full((codes,), 0.5)
        self.sums = torch.zeros(codes, width)

    def start(self, codebook: Tensor) -> None:
        """Take a whole codebook as the averages so far."""
        self.counts.fill_(0.5)
        self.sums.copy_(codebook * 0.5)

    def update(self, codebook: Tensor, counts: Tensor, sums: Tensor) -> None:
        """Move the codebook (K, D), given each code's uses (K,) and the sums of their vectors (K, D)."""
        self.counts.lerp_(counts, 1 - self.decay)
        self.sums.lerp_(sums, 1 - self.decay)
        codebook.copy_(F.normalize(self.sums, dim=1))

    def revive(self, codebook: Tensor, candidates: Tensor, below: float = 0.02) -> int:
        """Move codes that are hardly used onto candidate vectors (N, D); returns how many were moved."""
        unused = torch.where(self.counts < below)[0][: len(candidates)]
        fresh = candidates[: len(unused)]
        codebook[unused] = fresh
        self.sums[unused] = fresh * 0.3
        self.counts[unused] = 0.3
        return len(unused)


@torch.no_grad()
def k_means(vectors: Tensor, codes: int, rounds: int = 4) -> Tensor:
    """Spherical k-means of unit vectors (N, D), N >= codes, starting from the first ones: (codes, D)."""
    centres = vectors[:codes].clone()
    for _ in range(rounds):
        chosen = torch.cat([(part @ centres.T).argmax(dim=1) for part in torch.split(vectors, 4096)])
        sums = torch.zeros_like(centres).index_add_(0, chosen, vectors)
        used = torch.bincount(chosen, minlength=codes) > 0
        centres[used] = F.normalize(sums[used], dim=1)
    return centres
