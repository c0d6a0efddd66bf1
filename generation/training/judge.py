"""A small classifier that says which concept a picture shows; it scores the generator and never trains it."""

import math
from random import Random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.training.concepts import load_concepts
from generation.training.data import WORK
from generation.training.icons import HOUSES, Pixels
from generation.training.parallel import save_atomically
from generation.training.progress import Journal
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import Scene, paint

CHECKPOINT = WORK / "judge.pt"
SIDE, SHRINK = 64, 3
"""It looks at pictures of 64 pixels, a third of the side of ours."""
BATCH = 64
WIDTHS = (24, 48, 96, 192)


class Judge(nn.Module):
    """A plain convolutional network over 64 x 64 pictures."""

    def __init__(self, concepts: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.features = convolutions(widths)
        self.concepts = nn.Linear(2 * widths[-1], concepts)

    def forward(self, pictures: Tensor) -> Tensor:
        """From (B, 3, SIDE, SIDE), 0 to 1, to logits (B, concepts)."""
        logits: Tensor = self.concepts(pooled(self.features(pictures * 2 - 1)))
        return logits


def convolutions(widths: tuple[int, ...]) -> nn.Sequential:
    """Two convolutions for each width, the first of which halves the side."""
    layers: list[nn.Module] = []
    before = 3
    for width in widths:
        for inputs, stride in ((before, 2), (width, 1)):
            layers += [nn.Conv2d(inputs, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
        before = width
    return nn.Sequential(*layers)


def pooled(features: Tensor) -> Tensor:
    """Means and maxima over all places: (B, C, H, W) to (B, 2 C)."""
    return torch.cat([features.mean((2, 3)), features.amax((2, 3))], dim=1)


def shrunk(pictures: Pixels) -> Tensor:
    """From (B, 192, 192, 3) pixels to the judge's (B, 3, SIDE, SIDE), 0 to 1."""
    blocks = pictures.reshape(len(pictures), SIDE, SHRINK, SIDE, SHRINK, 3)
    return torch.from_numpy(blocks.mean(axis=(2, 4), dtype=np.float32)).permute(0, 3, 1, 2) / 255


def single_scenes(rng: Random, count: int) -> list[Scene]:
    """Scenes of one subject each, every concept equally likely."""
    teachable = [index for index, concept in enumerate(load_concepts()) if concept.weight]
    scenes: list[Scene] = []
    while len(scenes) < count:
        scene = sample_scene(rng, 1.0)
        if scene.layout == "single" and not scene.style:
            fields = vars(scene) | {"subjects": (rng.choice(teachable),), "house": rng.randrange(len(HOUSES))}
            scenes.append(Scene(**fields))
    return scenes


def train(steps: int = 1500) -> None:
    """Train the judge on scenes that the generator never sees; the result is `CHECKPOINT`."""
    torch.manual_seed(0)
    judge = Judge(len(load_concepts())).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = torch.optim.AdamW(judge.parameters(), lr=3e-3, weight_decay=0.02)
    journal = Journal("judge", steps, shown=True)
    for step in range(steps):
        rng = Random(f"judge {step}")  # noqa: S311 - reproducible, not secret
        scenes = single_scenes(rng, BATCH)
        pictures = shrunk(np.stack([paint(scene) for scene in scenes]))
        pictures = disturbed(pictures, rng)
        labels = torch.tensor([scene.subjects[0] for scene in scenes])
        set_rate(optimizer, step, steps)
        with torch.autocast("cpu", torch.bfloat16):
            logits = judge(pictures.contiguous(memory_format=torch.channels_last)).float()
        loss = F.cross_entropy(logits, labels, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        journal.note(step, {"loss": loss.item(), "right": (logits.argmax(1) == labels).float().mean().item()})
    journal.close()
    save_atomically({"model": judge.state_dict()}, CHECKPOINT)


def set_rate(optimizer: torch.optim.Optimizer, step: int, steps: int) -> None:
    """Fifty steps of warm-up, then a cosine down to nothing."""
    for group in optimizer.param_groups:
        group["lr"] = 3e-3 * min(1.0, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * step / steps))


def disturbed(pictures: Tensor, rng: Random) -> Tensor:
    """Blur some, mirror some and shift colours, so that the judge goes by shape, and by blurred ones too."""
    if rng.random() < 0.5:
        pictures = pictures.flip(3)
    if rng.random() < 0.5:
        pictures = F.interpolate(F.avg_pool2d(pictures, 2), scale_factor=2.0, mode="bilinear")
    return (pictures + torch.randn(len(pictures), 3, 1, 1) * 0.03).clamp(0, 1)


def load_judge() -> Judge:
    """The trained judge."""
    judge = Judge(len(load_concepts()))
    judge.load_state_dict(torch.load(CHECKPOINT, weights_only=True)["model"])
    return judge.eval()
