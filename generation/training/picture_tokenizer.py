"""Pictures to codes and back: a patch encoder, its codebook and a patch decoder, as they are trained.

Shapes: B pictures, C channels, H rows and W columns of cells, K codes, D code_width.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.models.dalle.patch_decoder import PatchDecoder, PatchDecoderConfig
from generation.models.dalle.patch_encoder import encoder_layers, nearest_codes, unit_vectors

CODES, CODE_WIDTH = 4096, 32
GRID_CELLS = 12
"""Cells, and so codes, along a side of a picture."""

DECODER = PatchDecoderConfig(codes=CODES, code_width=CODE_WIDTH, widths=(256, 128, 48), blocks=(1, 2, 2))


class PictureTokenizer(nn.Module):
    """Encoder, codebook and decoder, trained together."""

    def __init__(self, decoder: PatchDecoderConfig = DECODER) -> None:
        super().__init__()
        self.encoder = nn.Sequential(*encoder_layers(decoder.code_width))
        self.decoder = PatchDecoder(decoder)
        self.decoder.embedding.weight.requires_grad_(False)  # moved by averages, not by gradients

    @property
    def codebook(self) -> Tensor:
        """The code vectors (K, D)."""
        return self.decoder.embedding.weight

    def vectors(self, pictures: Tensor) -> Tensor:
        """From pictures (B, 3, 16 H, 16 W), 0 to 1, to unit vectors (B, D, H, W) in fp32."""
        return unit_vectors(self.encoder(pictures * 2 - 1))

    def nearest(self, vectors: Tensor) -> Tensor:
        """From vectors (B, D, H, W) to the ids of their nearest codes (B, H, W)."""
        return nearest_codes(vectors, self.codebook)

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
