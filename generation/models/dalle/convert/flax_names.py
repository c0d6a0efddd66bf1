"""From Flax's names and layouts of weights to ours, which are min-dalle's and taming-transformers'."""

import re
from collections.abc import Iterator, Mapping

from torch import Tensor

from generation.errors import CheckpointError

KINDS = {"kernel": "weight", "scale": "weight", "embedding": "weight", "bias": "bias"}
LAYER_PARTS = {
    "LayerNorm_0": "pre_self_attn_layer_norm",
    "LayerNorm_1": "self_attn_layer_norm",
    "LayerNorm_2": "pre_encoder_attn_layer_norm",
    "LayerNorm_3": "encoder_attn_layer_norm",
    "GLU_0/LayerNorm_0": "glu.ln0",
    "GLU_0/LayerNorm_1": "glu.ln1",
    "GLU_0/Dense_0": "glu.fc0",
    "GLU_0/Dense_1": "glu.fc1",
    "GLU_0/Dense_2": "glu.fc2",
} | {
    f"FlaxBartAttention_{i}/{part}": f"{attention}.{part}"
    for i, attention in enumerate(("self_attn", "encoder_attn"))
    for part in ("q_proj", "k_proj", "v_proj", "out_proj")
}
LAYER = re.compile(r"model/(encoder|decoder)/layers/FlaxBart(?:En|De)coderLayer(?:s|_(\d+))/(.+)/(\w+)")
OUTSIDE = re.compile(
    r"model/(encoder|decoder)/(embed_tokens|embed_positions|layernorm_embedding|final_ln)/(\w+)"
)
VQGAN_UNUSED = ("encoder/", "quant_conv/")
VQGAN_NUMBERED = re.compile(r"\b(up|block|attn)_(\d+)/")


def dalle_bart_tensors(tree: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Every weight of DalleBart, one layer at a time; layers may be stacked ("scanned") or apart.

    Raises CheckpointError for a name that DalleBart does not have.
    """
    for path, tensor in tree.items():
        if path == "lm_head/kernel":
            yield "decoder.lm_head.weight", tensor.mT
        elif (found := OUTSIDE.fullmatch(path)) and found[3] in KINDS:
            yield f"{found[1]}.{found[2]}.{KINDS[found[3]]}", tensor
        elif (found := LAYER.fullmatch(path)) and found[3] in LAYER_PARTS and found[4] in KINDS:
            side, number, part, kind = found.groups()
            layers = enumerate(tensor) if number is None else [(int(number), tensor)]
            for i, weight in layers:
                name = f"{side}.layers.{i}.{LAYER_PARTS[part]}.{KINDS[kind]}"
                yield name, weight.mT if kind == "kernel" else weight
        else:
            raise CheckpointError(f"surplus: {path} is no weight of DalleBart")


def vqgan_tensors(tree: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Every weight of the VQGAN's decoder; those of its encoder are left out."""
    for path, tensor in tree.items():
        if path.startswith(VQGAN_UNUSED):
            continue
        if path == "quantize/embedding/embedding":
            yield "embedding.weight", tensor
            continue
        parts, _, kind = path.rpartition("/")
        if kind not in KINDS:
            raise CheckpointError(f"surplus: {path} is no weight of a VQGAN")
        if "/mid/" not in path:  # whose block_1 keeps its underscore
            parts = VQGAN_NUMBERED.sub(r"\1.\2/", parts + "/").rstrip("/")
        name = f"{parts.replace('/', '.')}.{KINDS[kind]}"
        yield name, tensor.permute(3, 2, 0, 1) if kind == "kernel" else tensor  # HWIO -> OIHW
