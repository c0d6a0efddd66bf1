"""A small vocabulary and a fixed vector per piece, so that words nobody taught stand near those taught.

Each piece is passed alone through MiniLM, or for a rarer word a text that explains it; the principal
components of these vectors become the text encoder's embedding, which training leaves as it is.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from torch import Tensor

from generation.training import minilm
from generation.training.data import WORK
from generation.training.minilm import bert_pieces
from generation.training.vocabulary import emoji_texts, english_texts, explanations, words_of

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
BERT_PIECES = 18_000
BASIS_PIECES = 10_000
"""Only the commonest set the directions of the embedding, so that more words change no other's row."""


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
    common = [piece for piece in bert_pieces() if piece.isascii() and not piece.startswith("[")][:BERT_PIECES]
    explained = explanations()
    words = words_of([*english_texts(), *emoji_texts()])
    pieces = list(dict.fromkeys([*common, *words, *explained]))
    explained = {word: text for word, text in explained.items() if word not in common[:BASIS_PIECES]}
    build_tokenizer(pieces).save(str(tokenizer_path()))
    vectors = minilm.text_vectors([explained.get(piece, piece) for piece in pieces])
    save_file({"vectors": vectors}, vectors_path())


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
