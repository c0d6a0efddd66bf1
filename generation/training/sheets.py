"""Sheets of pictures to look at: one row a prompt, with the prompt above it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from generation.models.base import Model
from generation.protocol import SAMPLES_PER_JOB
from generation.training.icons import Pixels
from generation.training.reading import tsv_rows

THUMBNAIL_PX, LABEL_PX = 112, 20


def sheet_prompts() -> list[str]:
    """The fixed prompts of the sheets."""
    return [row[0] for row in tsv_rows("sheet_prompts.tsv")]


def paint_prompt(model: Model, prompt: str, seed: int = 1, samples: int = SAMPLES_PER_JOB) -> Pixels:
    """Paint the first samples of a prompt, (samples, side, side, 3), with the model's own defaults."""
    painting = model.begin(prompt, seed, range(1, samples + 1), model.defaults)
    while painting.done < painting.steps:
        painting.step()
    return painting.pictures()


def write_sheet(model: Model, prompts: Sequence[str], path: Path) -> None:
    """Paint nine samples of each prompt and write them as one PNG."""
    rows = [labelled_row(prompt, paint_prompt(model, prompt)) for prompt in prompts]
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate(rows)).save(path)


def labelled_row(label: str, pictures: Pixels) -> Pixels:
    """Lay pictures (n, side, side, 3) side by side as thumbnails under their label."""
    small = [
        Image.fromarray(p).resize((THUMBNAIL_PX, THUMBNAIL_PX), Image.Resampling.LANCZOS) for p in pictures
    ]
    strip = Image.new("RGB", (THUMBNAIL_PX * len(small), LABEL_PX), "white")
    ImageDraw.Draw(strip).text((4, 3), label, fill="black", font=ImageFont.load_default(13))
    return np.concatenate([np.asarray(strip), np.concatenate([np.asarray(p) for p in small], axis=1)])
