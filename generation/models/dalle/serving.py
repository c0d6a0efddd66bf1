"""DalleBart's decoder made ready to serve: the next position of many paintings at once.

Shapes: N rows of all paintings (or positions of one text), S text positions, L picture positions, D d_model,
H heads, K = D / H.
"""

from collections.abc import Callable, Sequence
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from generation.models.dalle.attention import Rows, Seen, Texts
from generation.models.dalle.model import GLU, Decoder, DecoderLayer
from generation.models.dalle.packed import PackedDense

Attend = Callable[[Tensor], Tensor]


def attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Attention without a mask, (H, L, K) to (H, S, K) twice."""
    return (q.to(k.dtype) * k.shape[-1] ** -0.5 @ k.transpose(1, 2)).softmax(-1) @ v


class ServingLayer:
    """A layer of the decoder with packed weights; the residual stream x is fp32."""

    def __init__(self, layer: DecoderLayer):
        own, text = layer.self_attn, layer.encoder_attn
        self.heads = own.heads
        self.qkv = PackedDense(own.q_proj, own.k_proj, own.v_proj)
        self.out = PackedDense(own.out_proj)
        self.text_q = PackedDense(text.q_proj)
        self.text_kv = PackedDense(text.k_proj, text.v_proj)
        self.text_out = PackedDense(text.out_proj)
        self.fc01 = PackedDense(layer.glu.fc0, layer.glu.fc1)
        self.fc2 = PackedDense(layer.glu.fc2)
        self.norms = layer
        self.glu_norms: GLU = layer.glu

    @property
    def memory_bytes(self) -> int:
        """Of the packed weights."""
        return sum(part.memory_bytes for part in vars(self).values() if isinstance(part, PackedDense))

    def __call__(self, x: Tensor, see: Attend, read: Attend) -> Tensor:
        """From x (N, D) to x (N, D).

        `see` attends to the picture, from queries, keys and values (N, 3, H, K) to (N, D);
        `read` attends to the text, from queries (N, H, K) to (N, D).
        """
        qkv = self.qkv(self.norms.pre_self_attn_layer_norm(x)).view(len(x), 3, self.heads, -1)
        x = x + self.norms.self_attn_layer_norm(self.out(see(qkv)))
        q = self.text_q(self.norms.pre_encoder_attn_layer_norm(x)).view(len(x), self.heads, -1)
        x = x + self.norms.encoder_attn_layer_norm(self.text_out(read(q)))
        gate, up = self.fc01(self.glu_norms.ln0(x)).chunk(2, dim=-1)
        return x + self.fc2(self.glu_norms.ln1(F.gelu(gate) * up))


class ServingDecoder:
    """Predicts the next image token of many paintings at once. The decoder that it is made of is used up."""

    def __init__(self, decoder: Decoder):
        self.config = decoder.config
        self.device = decoder.lm_head.weight.device
        self.layers = [ServingLayer(layer) for layer in decoder.layers]
        self.head = PackedDense(decoder.lm_head, rows=slice(self.config.codebook_size))
        self._rest = decoder  # embeddings and norms
        self._texts: Texts | None = None  # of the last step

    @property
    def dtype(self) -> torch.dtype:
        """Of the dense layers."""
        return self.layers[0].qkv.dtype

    @property
    def memory_bytes(self) -> int:
        """Of all weights."""
        rest = sum(weight.nbytes for weight in self._rest.parameters())
        return rest + self.head.memory_bytes + sum(layer.memory_bytes for layer in self.layers)

    def read(self, encoder_state: Tensor) -> Tensor:
        """What all rows of a text share: encoder states (S, D) to keys and values (layers, 2, H, S, K)."""
        texts = [layer.text_kv(encoder_state) for layer in self.layers]  # each (S, 2 D)
        heads = self.config.decoder_attention_heads
        by_head = torch.stack(texts).to(self.dtype).view(len(texts), len(encoder_state), 2, heads, -1)
        return by_head.permute(0, 2, 3, 1, 4).contiguous()

    def begin(self, previous_tokens: Tensor, rows: Rows) -> None:
        """Remember the first positions of a painting at once, as a `step` at each of them would.

        From the tokens before these positions (L,) int64, the same for all rows, the first a start token.
        """
        length, shares = len(previous_tokens), len(rows) // len(rows.texts)
        cache = rows.slab.cache
        for number, text in enumerate(rows.texts):
            own = cache[:, :, :, number * shares : (number + 1) * shares]
            x = self._embed(previous_tokens, torch.arange(length, device=self.device))  # (L, D)
            for index, layer in enumerate(self.layers):

                def see(qkv: Tensor, index: int = index, own: Tensor = own) -> Tensor:
                    q, k, v = qkv.to(cache.dtype).permute(1, 2, 0, 3)  # 3 x (H, L, K)
                    for block, part in enumerate(torch.split(torch.stack((k, v)), cache.shape[-2], dim=2)):
                        own[index, block, ..., : part.shape[2], :] = part[:, None]
                    y = F.scaled_dot_product_attention(q[None], k[None], v[None], is_causal=True)[0]
                    return y.transpose(0, 1).flatten(1)

                def read(q: Tensor, text: Tensor = text[index]) -> Tensor:
                    return attend(q.transpose(0, 1), *text).transpose(0, 1).flatten(1)

                x = layer(x, see, read)

    def step(self, previous_tokens: Tensor, paintings: Sequence[Rows]) -> Tensor:
        """Compute the next position of every painting, whose rows stand in the order of their slabs.

        From the tokens before these positions (N,) int64 to logits (N, codebook_size) f32. Remembers what it
        computes at these positions, so that it may be done again; all before them must be remembered.
        """
        texts, seen = self._texts_of(paintings), Seen(paintings)
        positions = [rows.position for rows in paintings for _ in range(len(rows))]
        x = self._embed(previous_tokens, torch.tensor(positions, device=self.device))
        for index, layer in enumerate(self.layers):
            x = layer(x, partial(seen.see, index), partial(texts.read, index))
        return self.head(self._rest.final_ln(x)).float()

    def _texts_of(self, paintings: Sequence[Rows]) -> Texts:
        if self._texts is None or self._texts.paintings != paintings:
            self._texts = Texts(paintings)
        return self._texts

    def _embed(self, previous_tokens: Tensor, positions: Tensor) -> Tensor:
        x = self._rest.embed_tokens(previous_tokens) + self._rest.embed_positions(positions)
        return self._rest.layernorm_embedding(x)
