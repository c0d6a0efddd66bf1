"""min-dalle, painting with our random weights: its own modules, its own loop."""

import tempfile
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from bench.generation.memory import peak_bytes
from bench.generation.painted import Painted
from bench.generation.seconds import NONE, Seconds, now, timed
from bench.generation.setup import Setup
from generation.models.dalle.checkpoint import PICTURE_WEIGHTS, TOKENIZER, WEIGHTS

INSTALL = "pip install '.[bench]'"
STEPS = 256
UNSCALED = ("pre_self_attn_layer_norm", "pre_encoder_attn_layer_norm", "ln0", "ln1", "final_ln")
"""Norms whose weights, all 1, are in no checkpoint."""


def installed() -> bool:
    """Whether there is a min-dalle to compare with."""
    return find_spec("min_dalle") is not None


class _EnoughError(Exception):
    """So many steps were wanted and no more."""


class _Words:
    """Stands in for its tokeniser: the checkpoint's, so that both read the same tokens."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))

    def tokenize(self, text: str, is_verbose: bool = False) -> list[int]:
        return self._tokenizer.encode(text).ids


class MinDalleSide:
    """A contender; see `worker`."""

    def __init__(self, setup: Setup) -> None:
        if setup.precision != "fp32":
            raise ValueError("min-dalle paints in fp32 alone on a CPU")
        warnings.simplefilter("ignore")  # of names in torch that are older than they should be
        self._model = _load(setup.checkpoint)
        torch.set_num_threads(setup.threads)  # its import has taken all cores

    def paint(self, prompt: str, seed: int, samples: int, most_steps: int | None = None) -> dict[str, Any]:
        """Paint, but do no more than `most_steps` steps before the pictures are drawn."""
        loop = _TimedLoop(self._model, most_steps or STEPS)
        return loop.paint(prompt, seed, samples).to_json()

    def judge(self, prompt: str, sample: str, path: str) -> None:
        """Write to a file what it makes of the sample that `NonetSide.reveal` wrote to another."""
        tokens = load_file(sample)["tokens"]
        pixels = self._model.image_grid_from_tokens(tokens[None, 1:], is_seamless=False)
        logits = self._logits(prompt, tokens[:-1]).transpose(0, 1)
        picture = pixels.to(torch.uint8)
        save_file({"logits": logits.contiguous(), "picture": picture.contiguous()}, path)

    def _logits(self, prompt: str, previous: Tensor) -> Tensor:
        """Without and with the text, at all positions at once, which it can do as well: (2, L, V)."""
        ids = torch.ones((2, self._model.text_token_count), dtype=torch.long)
        words = torch.tensor(self._model.tokenizer.tokenize(prompt))
        ids[0, :2] = words[[0, -1]]
        ids[1, : len(words)] = words
        logits: Tensor = self._model.decoder(
            attention_mask=ids.not_equal(1)[:, None, None, :],
            encoder_state=self._model.encoder(ids),
            attention_state=torch.zeros(self._model.layer_count, 1),
            prev_tokens=previous[None],
            token_index=torch.arange(len(previous)),
        )[0]
        return logits


class _TimedLoop:
    """Runs its own loop and looks on: notes when steps begin, and breaks it off after so many."""

    def __init__(self, model: Any, most_steps: int) -> None:
        self._model, self._most_steps = model, most_steps
        self._moments: list[Seconds] = []
        self._drawing = NONE

    def paint(self, prompt: str, seed: int, samples: int) -> Painted:
        decoder, side = self._model.decoder, round(samples**0.5)
        if side**2 != samples:
            raise ValueError(f"min-dalle paints square grids, not {samples} samples")
        decoder.sample_tokens = self._watch(type(decoder).sample_tokens.__get__(decoder))
        self._model.image_grid_from_tokens = self._draw
        began = now()
        try:
            next(self._model.generate_raw_image_stream(prompt, max(1, seed), side))
        except _EnoughError:
            pass
        finally:
            del decoder.sample_tokens, self._model.image_grid_from_tokens
        pairs = zip(self._moments, self._moments[1:], strict=False)
        return Painted(
            read=self._moments[0] - began,
            steps=tuple(end - begin for begin, end in pairs),
            all_steps=STEPS,
            draw=self._drawing,
            peak_bytes=peak_bytes(),
        )

    def _watch(self, sample_tokens: Callable[..., Any]) -> Callable[..., Any]:
        def watched(**arguments: Any) -> Any:
            self._moments.append(now())
            if len(self._moments) > self._most_steps:
                # drawn while the loop's memory is still held, as it is at its own end
                self._picture(arguments["encoder_state"].shape[0] // 2)
                raise _EnoughError
            return sample_tokens(**arguments)

        return watched

    def _picture(self, samples: int) -> None:
        tokens = torch.randint(0, 2**14, (samples, STEPS))
        self._drawing = timed(lambda: type(self._model).image_grid_from_tokens(self._model, tokens, False))[1]

    def _draw(self, **arguments: Any) -> Any:
        """In its place at the end of its own loop."""
        self._moments.append(now())
        pixels, self._drawing = timed(
            lambda: type(self._model).image_grid_from_tokens(self._model, **arguments)
        )
        return pixels


def _load(checkpoint: Path) -> Any:
    package, models = import_module("min_dalle"), import_module("min_dalle.models")

    class LocalMinDalle(package.MinDalle):  # type: ignore[misc,name-defined]  # it has no types
        """Reads our files where it would download its own."""

        def init_tokenizer(self) -> None:
            self.tokenizer = _Words(checkpoint / TOKENIZER)

        def init_encoder(self) -> None:
            self.encoder = _filled(
                models.DalleBartEncoder(
                    text_token_count=self.text_token_count,
                    text_vocab_count=self.text_vocab_count,
                    **self._sizes(),
                ),
                _part(checkpoint, "encoder."),
            )

        def init_decoder(self) -> None:
            self.decoder = _filled(
                models.DalleBartDecoder(image_vocab_count=self.image_vocab_count, **self._sizes()),
                _part(checkpoint, "decoder."),
            )

        def init_detokenizer(self) -> None:
            self.detokenizer = _filled(models.VQGanDetokenizer(), load_file(checkpoint / PICTURE_WEIGHTS))

        def _sizes(self) -> dict[str, Any]:
            return {
                "attention_head_count": self.attention_head_count,
                "embed_count": self.embed_count,
                "glu_embed_count": self.glu_embed_count,
                "layer_count": self.layer_count,
                "device": self.device,
            }

    with tempfile.TemporaryDirectory() as folder:  # it makes folders for what it would download
        return LocalMinDalle(folder, torch.float32, "cpu", is_mega=False, is_verbose=False)


def _part(checkpoint: Path, prefix: str) -> dict[str, Tensor]:
    weights = load_file(checkpoint / WEIGHTS)
    return {name.removeprefix(prefix): weight for name, weight in weights.items() if name.startswith(prefix)}


def _filled(module: nn.Module, weights: Mapping[str, Tensor]) -> nn.Module:
    """As it does it, but that nothing may be missing which should be there."""
    missing, surplus = module.eval().load_state_dict(weights, strict=False)
    wrong = [name for name in missing if name.split(".")[-2:] not in [[norm, "weight"] for norm in UNSCALED]]
    if wrong or surplus:
        raise ValueError(f"the weights do not fit min-dalle: {wrong[:3]}, {surplus[:3]}")
    return module
