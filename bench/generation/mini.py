"""A checkpoint of random weights, with the sizes of the published DALL-E Mini, set up as min-dalle has it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from torch import Tensor, nn

from bench.generation.plan import SEED
from generation.models.dalle.checkpoint import (
    PICTURE_CONFIG,
    PICTURE_WEIGHTS,
    TOKENIZER,
    WEIGHTS,
    SkipInitialisation,
)
from generation.models.dalle.config import CONFIG, DalleBartConfig
from generation.models.dalle.convert.safetensors_writer import write_safetensors
from generation.models.dalle.model import DalleBart
from generation.models.dalle.text.tokenise import SPECIAL_TOKENS
from generation.models.dalle.vqgan import VQGAN, VQGANConfig
from generation.protocol import SamplingSettings

MIN_DALLE_SETTINGS = SamplingSettings(temperature=1.0, top_k=256, guidance=16.0)
MINI = DalleBartConfig(
    d_model=1024,
    encoder_layers=12,
    decoder_layers=12,
    encoder_attention_heads=16,
    decoder_attention_heads=16,
    encoder_ffn_dim=2730,
    decoder_ffn_dim=2730,
    encoder_vocab_size=50264,
    image_vocab_size=16384,
    decoder_start_token_id=16383,  # min-dalle's; the model was trained with 16384
    normalize_text=False,
    defaults=MIN_DALLE_SETTINGS,
)
MINI_PICTURES: dict[str, Any] = {
    "ch": 128,
    "ch_mult": (1, 1, 2, 2, 4),
    "num_res_blocks": 2,
    "attn_resolutions": (16,),
    "resolution": 256,
    "z_channels": 256,
    "embed_dim": 256,
    "n_embed": 16384,
    "group_norm_eps": 1e-5,  # min-dalle's; the model was trained with 1e-6
}
_COMPLETE = "complete"


def make_checkpoint(
    directory: Path, config: DalleBartConfig = MINI, pictures_config: Mapping[str, Any] = MINI_PICTURES
) -> Path:
    """Write it into a directory, 1.9 GB, unless it is there already. The same weights each time."""
    if not (directory / _COMPLETE).exists():
        directory.mkdir(parents=True, exist_ok=True)
        config.to_json(directory / CONFIG)
        (directory / PICTURE_CONFIG).write_text(json.dumps(pictures_config), encoding="utf-8")
        _tokenizer(config.encoder_vocab_size).save(str(directory / TOKENIZER))
        with torch.device("meta"), SkipInitialisation():
            bart, pictures = DalleBart(config), VQGAN(VQGANConfig(**pictures_config))
        _write_random(bart, directory / WEIGHTS, SEED)
        _write_random(pictures, directory / PICTURE_WEIGHTS, SEED + 1)
        (directory / _COMPLETE).touch()
    return directory


def warm(directory: Path) -> None:
    """Read its files, so that no contender has to wait for the disk."""
    for path in directory.iterdir():
        with path.open("rb") as file:
            while file.read(2**24):
                pass


def _write_random(module: nn.Module, path: Path, seed: int) -> None:
    shapes = {name: tuple(tensor.shape) for name, tensor in module.state_dict().items()}
    write_safetensors(path, shapes, torch.float32, _random(shapes, seed))


def _random(shapes: dict[str, tuple[int, ...]], seed: int) -> Iterator[tuple[str, Tensor]]:
    """Weights that keep what goes through them at about its size: logits and pixels as a trained model's."""
    chance = torch.Generator().manual_seed(seed)
    for name, shape in shapes.items():
        tensor = torch.randn(shape, generator=chance)
        if len(shape) == 1:  # norms and biases
            yield name, tensor * 0.05 + float(name.endswith("weight"))
        elif "embed" in name:
            yield name, tensor * 0.5
        else:
            yield name, tensor * tensor[0].numel() ** -0.5


def _tokenizer(words: int) -> Tokenizer:
    """Reads "w123" as token 123: a prompt of so many words has so many tokens, and two for its ends."""
    vocab = SPECIAL_TOKENS | {f"w{number}": number for number in range(len(SPECIAL_TOKENS), words)}
    tokenizer = Tokenizer(models.WordLevel(vocab, unk_token="<unk>"))  # noqa: S106 - no secret, a word
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.add_special_tokens(list(SPECIAL_TOKENS))
    return tokenizer
