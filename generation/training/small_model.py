"""nonet-small before it has learned anything: its sizes and its first weights."""

from dataclasses import replace

import torch
from torch import Tensor, nn

from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import DalleBart
from generation.training.icons import HOUSES
from generation.training.picture_tokenizer import CODES, GRID_CELLS
from generation.training.text_vectors import embedding_table, vocabulary_size
from generation.training.texts import MAX_TEXT_LENGTH

START_TOKENS = tuple(CODES + house for house in range(len(HOUSES)))
"""One per house: which of them a picture starts with decides its drawing style."""

FIXED = "encoder.embed_tokens.weight"
"""Comes from the text vectors and is never trained: left out of checkpoints, so that words may be added."""


def model_config(**sizes: int) -> DalleBartConfig:
    """The sizes of nonet-small, or others for the keys given."""
    config = DalleBartConfig(
        d_model=256,
        encoder_layers=2,
        decoder_layers=4,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=512,
        decoder_ffn_dim=768,
        encoder_vocab_size=vocabulary_size(),
        image_vocab_size=CODES + len(HOUSES) - 1,
        max_text_length=MAX_TEXT_LENGTH,
        image_length=GRID_CELLS**2,
        decoder_start_token_id=START_TOKENS[0],
        normalize_text=True,
        picture_decoder="patch",
        codebook_size=CODES,
        start_tokens=START_TOKENS,
    )
    return replace(config, **sizes)  # type: ignore[arg-type]  # all sizes are integers


def new_model(config: DalleBartConfig, codebook: Tensor) -> DalleBart:
    """A model whose embeddings already know their neighbours.

    Words start, and stay, at their MiniLM vectors; codes start at a random rotation of their code vectors, in
    the embedding and in the head; positions start as the sum of a row's and a column's vector.
    """
    model = DalleBart(config)
    encoder, decoder = model.encoder, model.decoder
    width, grid = config.d_model, config.grid
    encoder.embed_tokens.weight.data.copy_(embedding_table(width))
    encoder.embed_tokens.weight.requires_grad_(False)
    nn.init.normal_(encoder.embed_positions.weight, std=0.1)
    rows, columns = torch.randn(2, grid, width) * 0.3
    decoder.embed_positions.weight.data.copy_((rows[:, None] + columns).flatten(0, 1))
    rotation = torch.linalg.qr(torch.randn(width, codebook.shape[1])).Q
    rotated = codebook @ rotation.T * width**0.5  # unit variance
    nn.init.normal_(decoder.embed_tokens.weight, std=0.5)
    decoder.embed_tokens.weight.data[: len(codebook)] *= 0.3
    decoder.embed_tokens.weight.data[: len(codebook)] += rotated
    decoder.lm_head.weight.data[: len(codebook)] += rotated * 0.03
    return model
