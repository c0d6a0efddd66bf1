"""A VQGAN decoder's hyper-parameters, read off the shapes of its weights."""

import re
from collections.abc import Mapping

from generation.errors import CheckpointError
from generation.models.dalle.vqgan import VQGANConfig

Shapes = Mapping[str, tuple[int, ...]]


def vqgan_config(shapes: Shapes, grid: int) -> VQGANConfig:
    """The config of a decoder with weights of these shapes, for pictures of `grid` x `grid` codes.

    Raises CheckpointError when they are not the weights of a VQGAN decoder.
    """
    try:
        codes, embed_dim = shapes["embedding.weight"]
        ch = shapes["decoder.norm_out.weight"][0]
        levels = _count(shapes, r"decoder\.up\.(\d+)\..*")
        widths = [shapes[f"decoder.up.{i}.block.0.conv1.weight"][0] for i in range(levels)]
        resolution = grid * 2 ** (levels - 1)
        attended = [i for i in range(levels) if f"decoder.up.{i}.attn.0.q.weight" in shapes]
        return VQGANConfig(
            ch=ch,
            ch_mult=tuple(width // ch for width in widths),
            num_res_blocks=_count(shapes, r"decoder\.up\.0\.block\.(\d+)\..*") - 1,
            attn_resolutions=tuple(resolution >> i for i in attended),
            resolution=resolution,
            z_channels=shapes["post_quant_conv.weight"][0],
            embed_dim=embed_dim,
            n_embed=codes,
        )
    except (KeyError, ValueError, IndexError) as error:
        raise CheckpointError(f"the picture decoder's weights are not those of a VQGAN: {error}") from None


def _count(shapes: Shapes, pattern: str) -> int:
    return len({found[1] for name in shapes if (found := re.fullmatch(pattern, name))})
