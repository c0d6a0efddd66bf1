"""Scoring pictures by CLIP (arXiv 2103.00020), from a directory that transformers has written of one."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from generation.errors import CheckpointError
from generation.models.base import Pixels
from generation.models.hugging_face import import_quietly, load_whole, naming_damage
from generation.models.json_config import read_json_object
from generation.models.reranking import Score

CONFIG = "config.json"
VOCABULARIES = ("tokenizer.json", "vocab.json")  # either; without them transformers makes up an empty one
LARGEST_SIDE = 1024  # pixels; the largest CLIP models see 378


class ClipScorer:
    """A `generation.models.reranking.Scorer`: the cosine between what CLIP makes of picture and prompt.

    Args:
        model: CLIPModel of transformers, on its device.
        tokenizer: its CLIPTokenizer.
        processor: its CLIPImageProcessor.
    """

    def __init__(self, model: Any, tokenizer: Any, processor: Any) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._processor = processor
        self.memory_bytes: int = sum(weight.nbytes for weight in model.parameters())

    @torch.inference_mode()
    def read(self, prompt: str) -> Score:
        """Read a prompt; what is longer than the model can read is left out."""
        longest = self._model.config.text_config.max_position_embeddings
        tokens = self._tokenizer(prompt, truncation=True, max_length=longest, return_tensors="pt")
        text = self._model.get_text_features(**tokens.to(self._model.device)).pooler_output  # (1, D)
        return lambda picture: float(torch.cosine_similarity(text, self._look(picture)))

    @torch.inference_mode()
    def _look(self, picture: Pixels) -> Tensor:
        """What the model makes of a picture (H, W, 3): (1, D) f32."""
        pixels = self._processor(images=picture, return_tensors="pt", input_data_format="channels_last")
        return self._model.get_image_features(**pixels.to(self._model.device)).pooler_output


def load_clip(directory: Path, device: str) -> ClipScorer:
    """Load the CLIP model in a directory, in fp32.

    Raises:
        CheckpointError: the files are damaged, or of another kind of model.
        ServiceOptionsError: transformers is not installed.
    """
    kind = read_json_object(directory / CONFIG).get("model_type")
    if kind != "clip":
        raise CheckpointError(f"{directory} holds a model of type {str(kind)[:80]!r}, not clip")
    if not any((directory / name).is_file() for name in VOCABULARIES):
        raise CheckpointError(f"{directory} has no {' or '.join(VOCABULARIES)}")
    (transformers,) = import_quietly("transformers")
    with naming_damage(directory):
        model = load_whole(transformers.CLIPModel, directory, dtype=torch.float32)
        tokenizer = transformers.CLIPTokenizer.from_pretrained(directory, local_files_only=True)
        side = model.config.vision_config.image_size
        if not 1 <= side <= LARGEST_SIDE:
            raise CheckpointError(f"{directory}: it sees {side} pixels a side, outside 1 to {LARGEST_SIDE}")
        processor = transformers.CLIPImageProcessorPil.from_pretrained(
            directory, local_files_only=True, size={"shortest_edge": side}, crop_size=side
        )
    return ClipScorer(model.to(device).eval(), tokenizer, processor)
