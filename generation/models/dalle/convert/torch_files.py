"""min-dalle's torch files encoder.pt, decoder.pt and detoker.pt: pickles, of which only tensors are read."""

import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from torch import Tensor

from generation.errors import CheckpointError
from generation.models.dalle.config import DalleBartConfig
from generation.protocol import SamplingSettings

MIN_DALLE_DEFAULTS = SamplingSettings(temperature=1.0, top_k=256, top_p=1.0, guidance=16.0)
HEAD_WIDTH = 64  # of every published model; the files do not tell
SCALELESS = re.compile(
    r"(?:layers\.\d+\.(?:pre_self_attn_layer_norm|pre_encoder_attn_layer_norm|glu\.ln0|glu\.ln1)|final_ln)\.weight"
)


def read_torch(path: Path) -> dict[str, Tensor]:
    """The tensors of a state dict, memory-mapped; raises CheckpointError."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, pickle.UnpicklingError) as error:
        raise CheckpointError(f"{path} can't be read: {str(error).splitlines()[0]}") from None
    if not isinstance(state, dict) or not all(isinstance(tensor, Tensor) for tensor in state.values()):
        raise CheckpointError(f"{path} is not a state dict of tensors")
    return state


def min_dalle_tensors(side: str, state: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Every weight of one side, "encoder" or "decoder".

    Five kinds of norm have no scale: their weights may be absent, or there if they are ones.
    """
    for name, tensor in state.items():
        if not SCALELESS.fullmatch(name):
            yield f"{side}.{name}", tensor
        elif not bool((tensor == 1).all()):
            raise CheckpointError(f"{side}.{name} scales a norm that has no scale in DalleBart")


def min_dalle_config(encoder: Mapping[str, Tensor], decoder: Mapping[str, Tensor]) -> DalleBartConfig:
    """The config of state dicts that come without one; raises CheckpointError for those of anything else."""
    try:
        encoder_vocab, width = encoder["embed_tokens.weight"].shape
        heads = max(1, width // HEAD_WIDTH)
        image_vocab = len(decoder["embed_tokens.weight"]) - 1
        return DalleBartConfig(
            d_model=width,
            encoder_layers=_count_layers(encoder),
            decoder_layers=_count_layers(decoder),
            encoder_attention_heads=heads,
            decoder_attention_heads=heads,
            encoder_ffn_dim=len(encoder["layers.0.glu.fc0.weight"]),
            decoder_ffn_dim=len(decoder["layers.0.glu.fc0.weight"]),
            encoder_vocab_size=encoder_vocab,
            image_vocab_size=image_vocab,
            max_text_length=len(encoder["embed_positions.weight"]),
            image_length=len(decoder["embed_positions.weight"]),
            decoder_start_token_id=image_vocab,
            defaults=MIN_DALLE_DEFAULTS,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise CheckpointError(f"encoder.pt and decoder.pt are not min-dalle's: {error}") from None


def _count_layers(state: Mapping[str, Tensor]) -> int:
    return len({name.split(".")[1] for name in state if name.startswith("layers.")})
