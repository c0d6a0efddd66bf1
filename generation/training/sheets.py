"""Sheets of pictures to look at: one row a prompt, with the prompt above it."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from rich.progress import track

from generation.models.base import Model, finish
from generation.models.loading import load
from generation.protocol import SAMPLES_PER_JOB, SamplingSettings
from generation.training.captions import caption
from generation.training.data import EXPORTED
from generation.training.icons import Pixels
from generation.training.reading import tsv_rows
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import paint

THUMBNAIL_PX, SMALL_PX, LABEL_PX = 112, 64, 20


def sheet_prompts() -> list[str]:
    """The fixed prompts of the sheets."""
    return [row[0] for row in tsv_rows("sheet_prompts.tsv")]


def paint_prompt(model: Model, prompt: str, settings: SamplingSettings, seed: int = 1) -> Pixels:
    """Paint the nine samples of a prompt, (9, side, side, 3)."""
    return finish(model, model.begin(prompt, seed, range(1, SAMPLES_PER_JOB + 1), settings))


def write_sample_sheet(path: Path) -> None:
    """Paint nine samples of each fixed prompt with the exported checkpoint."""
    torch.set_num_threads(1)
    model = load(EXPORTED)
    prompts = track(sheet_prompts(), "sheet")
    write_sheet(
        [labelled_row(prompt, paint_prompt(model, prompt, model.defaults)) for prompt in prompts], path
    )


def write_observed_sheet(path: Path) -> None:
    """Paint what the observer is asked about, small and in two columns, with the exported checkpoint."""
    torch.set_num_threads(1)
    model = load(EXPORTED)
    prompts = [row[2] for row in tsv_rows("observer_prompts.tsv")]
    rows = [
        labelled_row(prompt, paint_prompt(model, prompt, model.defaults), SMALL_PX)
        for prompt in track(prompts, "observed")
    ]
    half = len(rows) // 2
    columns = [np.concatenate(column) for column in (rows[:half], rows[half : 2 * half])]
    write_sheet([np.concatenate(columns, axis=1)], path)


def write_scene_sheet(path: Path, rows: int = 6) -> None:
    """Paint training scenes, nine a row, under their captions."""
    rng = Random("sheet")  # noqa: S311 - reproducible, not secret
    lines = []
    for _ in range(rows):
        scenes = [sample_scene(rng, 1.0) for _ in range(SAMPLES_PER_JOB)]
        label = " | ".join(caption(scene, rng) for scene in scenes)
        lines.append(labelled_row(label, np.stack([paint(scene) for scene in scenes])))
    write_sheet(lines, path)


def write_sheet(rows: Sequence[Pixels], path: Path) -> None:
    """Write rows of one width below one another; the file's name says its format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate(rows)).save(path, quality=85)


def labelled_row(label: str, pictures: Pixels, side: int = THUMBNAIL_PX) -> Pixels:
    """Lay pictures (n, side, side, 3) beside one another as thumbnails under their label."""
    small = [Image.fromarray(p).resize((side, side), Image.Resampling.LANCZOS) for p in pictures]
    strip = Image.new("RGB", (side * len(small), LABEL_PX), "white")
    ImageDraw.Draw(strip).text((4, 3), label, fill="black", font=ImageFont.load_default(13))
    return np.concatenate([np.asarray(strip), np.concatenate([np.asarray(p) for p in small], axis=1)])
