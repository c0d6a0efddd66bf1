"""Checkpoint directories: a config and a safetensors file of the transformer, and of the picture decoder.

Weights are memory-mapped into modules that never had any of their own (made on the meta device), and every
tensor must be there, of the right shape, and wanted.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from generation.errors import CheckpointError
from generation.models.dalle.config import CONFIG, DalleBartConfig
from generation.models.dalle.decoders import PictureDecoder, PictureEncoder, decoder_class, encoder_class
from generation.models.dalle.model import DalleBart, Dense
from generation.models.json_config import read_fields, read_json_object

WEIGHTS = "model.safetensors"
PICTURE_CONFIG, PICTURE_WEIGHTS = "vqgan_config.json", "vqgan.safetensors"
ENCODER_WEIGHTS = "picture_encoder.safetensors"
"""Without it, a model paints but can't go on from pictures that people bring."""
TOKENIZER = "tokenizer.json"
SHOWN_NAMES = 5  # of tensors that do not fit, in one error


class SkipInitialisation(TorchFunctionMode):
    """Spares new modules the first values of their weights, for which the meta device loads torch's compiler.

    That would be a second of every start.
    """

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Run what torch is asked to, but leave a tensor alone that `torch.nn.init` would fill."""
        kwargs = kwargs or {}
        if getattr(func, "__module__", "") == "torch.nn.init":
            return kwargs["tensor"] if "tensor" in kwargs else args[0]
        return func(*args, **kwargs)


def load_dalle_bart(
    directory: Path, dense_dtype: torch.dtype = torch.float32, device: torch.device | str = "cpu"
) -> DalleBart:
    """Load the transformer. Dense layers but the head become `dense_dtype`, all else fp32.

    Raises CheckpointError for files that are missing, damaged or do not fit one another.
    """
    config = DalleBartConfig.from_json(directory / CONFIG)
    with torch.device("meta"), SkipInitialisation():
        model = DalleBart(config)
    fill(model, read_safetensors(directory / WEIGHTS), str(directory / WEIGHTS))
    for module in model.modules():
        if next(module.children(), None) is None:  # one by one: a mega checkpoint fits once, not twice
            dense = isinstance(module, Dense) and module is not model.decoder.lm_head
            module.to(device, dense_dtype if dense else torch.float32)
    return model


def load_picture_decoder(
    directory: Path, config: DalleBartConfig, device: torch.device | str = "cpu"
) -> PictureDecoder:
    """Load the picture decoder of the kind that `config` names, in fp32; raises CheckpointError."""
    decoder = _picture_decoder_without_weights(directory, config)
    module = cast(nn.Module, decoder)
    fill(module, read_safetensors(directory / PICTURE_WEIGHTS), str(directory / PICTURE_WEIGHTS))
    module.to(device, torch.float32)
    for weight in module.parameters():
        if weight.dim() == 4:  # of a convolution, which is the faster for it
            weight.data = weight.data.contiguous(memory_format=torch.channels_last)
    return decoder


def has_picture_encoder(directory: Path, config: DalleBartConfig) -> bool:
    """Whether pictures can be turned into the checkpoint's tokens."""
    return (directory / ENCODER_WEIGHTS).exists() and encoder_class(config.picture_decoder) is not None


def load_picture_encoder(
    directory: Path, config: DalleBartConfig, device: torch.device | str = "cpu"
) -> PictureEncoder:
    """Load the encoder that `has_picture_encoder` has found, in fp32; raises CheckpointError."""
    kind = encoder_class(config.picture_decoder)
    if kind is None:
        raise CheckpointError(f"there is no encoder for picture_decoder {config.picture_decoder!r}")
    with torch.device("meta"), SkipInitialisation():
        encoder = kind(_picture_config(directory, config))
    module = cast(nn.Module, encoder)
    fill(module, read_safetensors(directory / ENCODER_WEIGHTS), str(directory / ENCODER_WEIGHTS))
    module.to(device, torch.float32)
    return encoder


def describe(directory: Path) -> tuple[DalleBartConfig, int]:
    """The config and the picture size in pixels, told without the weights; raises CheckpointError."""
    config = DalleBartConfig.from_json(directory / CONFIG)
    return config, config.grid * _picture_decoder_without_weights(directory, config).upsampling


def _picture_decoder_without_weights(directory: Path, config: DalleBartConfig) -> PictureDecoder:
    with torch.device("meta"), SkipInitialisation():
        decoder = decoder_class(config.picture_decoder)(_picture_config(directory, config))
    if decoder.codes < config.codebook_size:
        path = directory / PICTURE_CONFIG
        raise CheckpointError(
            f"{path} has {decoder.codes} codes, fewer than codebook_size {config.codebook_size}"
        )
    return decoder


def _picture_config(directory: Path, config: DalleBartConfig) -> Any:
    path = directory / PICTURE_CONFIG
    return read_fields(decoder_class(config.picture_decoder).config_class, read_json_object(path), str(path))


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Memory-map the tensors of a safetensors file; raises CheckpointError."""
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  # the file is no mapping
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"{path} can't be read: {error}") from None


def fill(module: nn.Module, tensors: Mapping[str, Tensor], where: str) -> None:
    """Make `tensors` the weights of a module on the meta device.

    Raises CheckpointError, naming them, for tensors that are missing, surplus, misshapen or not of floats.
    """
    expected = module.state_dict()
    complaints = [
        ("missing", sorted(expected.keys() - tensors.keys())),
        ("surplus", sorted(tensors.keys() - expected.keys())),
        ("of the wrong shape", sorted(_misshapen(expected, tensors))),
        ("not of floating point", sorted(n for n, t in tensors.items() if not t.is_floating_point())),
    ]
    for complaint, names in complaints:
        if names:
            more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
            raise CheckpointError(f"{where}: {complaint}: {', '.join(names[:SHOWN_NAMES])}{more}")
    module.load_state_dict(dict(tensors), assign=True)
    module.requires_grad_(False).eval()


def _misshapen(expected: Mapping[str, Tensor], tensors: Mapping[str, Tensor]) -> list[str]:
    common = expected.keys() & tensors.keys()
    return [
        f"{name} {list(tensors[name].shape)}, not {list(expected[name].shape)}"
        for name in common
        if tensors[name].shape != expected[name].shape
    ]
