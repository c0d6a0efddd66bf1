"""DalleBart, the transformer of DALL-E Mini and Mega: text tokens in, logits of image tokens out.

A BART-like encoder and decoder with NormFormer layer norms and gated feed-forwards (GLU), as trained by
https://github.com/borisdayma/dalle-mini. Names of modules are those of https://github.com/kuprel/min-dalle,
so that its state dicts load as they are. Norms that a dense layer follows have no scale, only a bias.

It trains as it stands here; `serving.py` makes of its decoder what paints, one position at a time.

Shapes: B texts or pictures, S text positions, L picture positions, D d_model, H heads, K = D / H,
V = image_vocab_size + 1.
"""

from collections.abc import Sequence
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.models.dalle.config import DalleBartConfig

TEXT_PAD_ID = 1


class LayerNorm(nn.Module):
    """A layer norm in fp32, eps 1e-5, with or without a scale."""

    weight: Tensor | None

    def __init__(self, width: int, scale: bool):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(torch.ones(width)) if scale else None)
        self.bias = nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        return F.layer_norm(x.float(), self.bias.shape, self.weight, self.bias, eps=1e-5)


class Dense(nn.Linear):
    """A dense layer without bias. Its input takes its weights' dtype, so norms and sums may stay fp32."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__(inputs, outputs, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x.to(self.weight.dtype), self.weight)


class Attention(nn.Module):
    """Multi-head attention whose keys and values may come from x, from a cache or from the text."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.q_proj = Dense(width, width)
        self.k_proj = Dense(width, width)
        self.v_proj = Dense(width, width)
        self.out_proj = Dense(width, width)

    def split(self, x: Tensor) -> Tensor:
        return x.view(*x.shape[:2], self.heads, -1).transpose(1, 2)  # (B, L, D) -> (B, H, L, K)

    def keys_values(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.split(self.k_proj(x)), self.split(self.v_proj(x))  # 2 x (B, H, L, K)

    def forward(
        self, x: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, causal: bool = False
    ) -> Tensor:
        q = self.split(self.q_proj(x)).to(k.dtype)  # (B, H, L, K)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)  # scaled by K ** -0.5
        return self.out_proj(y.transpose(1, 2).flatten(2))


class GLU(nn.Module):
    """The gated feed-forward, with a norm before it and another inside."""

    def __init__(self, width: int, inner: int):
        super().__init__()
        self.ln0 = LayerNorm(width, scale=False)
        self.ln1 = LayerNorm(inner, scale=False)
        self.fc0 = Dense(width, inner)
        self.fc1 = Dense(width, inner)
        self.fc2 = Dense(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        x = self.ln0(x)
        return self.fc2(self.ln1(F.gelu(self.fc0(x)) * self.fc1(x)))


class EncoderLayer(nn.Module):
    """Self-attention and a GLU; the residual stream x is fp32."""

    def __init__(self, config: DalleBartConfig):
        super().__init__()
        self.pre_self_attn_layer_norm = LayerNorm(config.d_model, scale=False)
        self.self_attn = Attention(config.d_model, config.encoder_attention_heads)
        self.self_attn_layer_norm = LayerNorm(config.d_model, scale=True)
        self.glu = GLU(config.d_model, config.encoder_ffn_dim)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        y = self.pre_self_attn_layer_norm(x)
        x = x + self.self_attn_layer_norm(self.self_attn(y, *self.self_attn.keys_values(y), mask))
        return x + self.glu(x)


class Encoder(nn.Module):
    """Turns a text into the states that the decoder attends to."""

    def __init__(self, config: DalleBartConfig):
        super().__init__()
        self.embed_tokens = nn.Embedding(config.encoder_vocab_size, config.d_model)
        self.embed_positions = nn.Embedding(config.max_text_length, config.d_model)
        self.layernorm_embedding = LayerNorm(config.d_model, scale=True)
        layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.encoder_layers))
        self.layers = cast(Sequence[EncoderLayer], layers)
        self.final_ln = LayerNorm(config.d_model, scale=False)

    def forward(self, text_tokens: Tensor) -> Tensor:
        """From text tokens (B, S) int64, padded with TEXT_PAD_ID, to states (B, S, D) f32."""
        mask = text_attention_mask(text_tokens != TEXT_PAD_ID)
        x = self.embed_tokens(text_tokens) + self.embed_positions.weight[: text_tokens.shape[1]]  # (B, S, D)
        x = self.layernorm_embedding(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.final_ln(x)


class DecoderLayer(nn.Module):
    """Self-attention, attention to the text, and a GLU; the residual stream x is fp32."""

    def __init__(self, config: DalleBartConfig):
        super().__init__()
        width, heads = config.d_model, config.decoder_attention_heads
        self.pre_self_attn_layer_norm = LayerNorm(width, scale=False)
        self.self_attn = Attention(width, heads)
        self.self_attn_layer_norm = LayerNorm(width, scale=True)
        self.pre_encoder_attn_layer_norm = LayerNorm(width, scale=False)
        self.encoder_attn = Attention(width, heads)
        self.encoder_attn_layer_norm = LayerNorm(width, scale=True)
        self.glu = GLU(width, config.decoder_ffn_dim)

    def forward(self, x: Tensor, text: tuple[Tensor, Tensor], text_mask: Tensor) -> Tensor:
        """All positions at once: x (B, L, D), keys and values of the text 2 x (B, H, S, K), its mask."""
        y = self.pre_self_attn_layer_norm(x)
        x = x + self.self_attn_layer_norm(self.self_attn(y, *self.self_attn.keys_values(y), causal=True))
        y = self.encoder_attn(self.pre_encoder_attn_layer_norm(x), *text, text_mask)
        x = x + self.encoder_attn_layer_norm(y)
        return x + self.glu(x)


class Decoder(nn.Module):
    """Predicts each image token from those before it and from the text."""

    def __init__(self, config: DalleBartConfig):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.image_vocab_size + 1, config.d_model)
        self.embed_positions = nn.Embedding(config.image_length, config.d_model)
        self.layernorm_embedding = LayerNorm(config.d_model, scale=True)
        layers = nn.ModuleList(DecoderLayer(config) for _ in range(config.decoder_layers))
        self.layers = cast(Sequence[DecoderLayer], layers)
        self.final_ln = LayerNorm(config.d_model, scale=False)
        self.lm_head = Dense(config.d_model, config.image_vocab_size + 1)

    def forward(self, previous_tokens: Tensor, encoder_state: Tensor, text_present: Tensor) -> Tensor:
        """Teacher-forced: every position at once.

        From the tokens before each position (B, L) int64, the first being a start token, the encoder's
        states (B, S, D) and a mask of the text (B, S) bool, False on padding; to logits (B, L, V) f32.
        """
        mask = text_attention_mask(text_present)
        x = self.embed_tokens(previous_tokens) + self.embed_positions.weight[: previous_tokens.shape[1]]
        x = self.layernorm_embedding(x)  # (B, L, D)
        for layer in self.layers:
            x = layer(x, layer.encoder_attn.keys_values(encoder_state), mask)
        return self.lm_head(self.final_ln(x)).float()


class DalleBart(nn.Module):
    """The encoder and the decoder of one checkpoint."""

    def __init__(self, config: DalleBartConfig):
        super().__init__()
        self.config = config
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)


def text_attention_mask(text_present: Tensor) -> Tensor:
    """From (B, S) bool to the shape that attention broadcasts over heads and queries: (B, 1, 1, S)."""
    return text_present[:, None, None]
