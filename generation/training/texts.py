"""Captions to the token ids that the text encoder reads."""

from collections.abc import Sequence
from functools import cache

import torch
from tokenizers import Tokenizer
from torch import Tensor

from generation.models.dalle.text.normalise import normalise
from generation.training.text_vectors import tokenizer_path

MAX_TEXT_LENGTH = 32
PAD_ID, END_ID = 1, 2


@cache
def text_tokenizer() -> Tokenizer:
    """The tokenizer that `text_vectors.build` wrote."""
    return Tokenizer.from_file(str(tokenizer_path()))


def text_tokens(texts: Sequence[str]) -> Tensor:
    """Ids (B, S) int64 of texts, read as prompts are and padded to the longest.

    One longer than MAX_TEXT_LENGTH keeps its </s>.
    """
    rows = [
        encoding.ids for encoding in text_tokenizer().encode_batch([normalise(text, 0) for text in texts])
    ]
    rows = [row if len(row) <= MAX_TEXT_LENGTH else [*row[: MAX_TEXT_LENGTH - 1], END_ID] for row in rows]
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD_ID] * (longest - len(row)) for row in rows])
