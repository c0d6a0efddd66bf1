"""A second judge, who says how many things there are, in which colour, in which hat, and what rides on what.

Like the judge it is trained on other scenes than the generator's, and never trains the generator.
"""

from random import Random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from generation.training.concepts import load_concepts
from generation.training.data import WORK
from generation.training.hats import load_hats
from generation.training.icons import Pixels
from generation.training.judge import BATCH, WIDTHS, convolutions, disturbed, pooled, set_rate, shrunk
from generation.training.parallel import save_atomically
from generation.training.progress import Journal
from generation.training.recolouring import COLOURS
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import CROWDS, Scene, paint

CHECKPOINT = WORK / "observer.pt"
ANSWERS: dict[str, tuple[str, ...]] = {
    "colour": ("", *COLOURS),
    "count": ("1", *map(str, CROWDS)),
    "hat": ("", *load_hats()),
    "upper": tuple(concept.slug for concept in load_concepts()),
    "lower": tuple(concept.slug for concept in load_concepts()),
}
"""What it may answer to each question; nothing means none, or the subject's own colour."""
UNASKED = -100


class Observer(nn.Module):
    """The judge's convolutions with an answer for each question; two of them look at one half each."""

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.features = convolutions(widths)
        self.heads = nn.ModuleDict(
            {key: nn.Linear(2 * widths[-1], len(answers)) for key, answers in ANSWERS.items()}
        )

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """From (B, 3, SIDE, SIDE), 0 to 1, to logits (B, answers) for each question."""
        features = self.features(pictures * 2 - 1)
        middle = features.shape[2] // 2
        seen = dict.fromkeys(ANSWERS, pooled(features))
        seen |= {"upper": pooled(features[:, :, :middle]), "lower": pooled(features[:, :, middle:])}
        return {key: head(seen[key]) for key, head in self.heads.items()}


def answers_of(scene: Scene) -> dict[str, int]:
    """The right answers to the questions that make sense for a scene, the others `UNASKED`."""
    answers = dict.fromkeys(ANSWERS, UNASKED)
    if scene.layout in ("single", "crowd"):
        answers["colour"] = ANSWERS["colour"].index(scene.colour)
        answers["count"] = ANSWERS["count"].index(str(scene.count))
    if scene.layout == "single":
        answers["hat"] = ANSWERS["hat"].index(scene.hat)
    if scene.layout == "stack":
        answers["upper"], answers["lower"] = scene.subjects
    return answers


def observed_scenes(rng: Random, count: int) -> list[Scene]:
    """Scenes in even shares: with a hat, a crowd, one on another, and anything of these."""
    wanted = ("hat", "crowd", "stack", "any")
    scenes: list[Scene] = []
    while len(scenes) < count:
        scene, want = sample_scene(rng, 1.0), wanted[len(scenes) % len(wanted)]
        asked = any(answer != UNASKED for answer in answers_of(scene).values())
        if asked and not scene.style and want in ("any", scene.layout, "hat" if scene.hat else ""):
            scenes.append(scene)
    return scenes


def train(steps: int) -> None:
    """Train the observer on scenes that the generator never sees; the result is `CHECKPOINT`."""
    torch.manual_seed(0)
    observer = Observer().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = torch.optim.AdamW(observer.parameters(), lr=3e-3, weight_decay=0.02)
    journal = Journal("observer", steps, shown=True)
    for step in range(steps):
        rng = Random(f"observer {step}")  # noqa: S311 - reproducible, not secret
        scenes = observed_scenes(rng, BATCH)
        pictures = disturbed(shrunk(np.stack([paint(scene) for scene in scenes])), rng)
        right = [answers_of(scene) for scene in scenes]
        with torch.autocast("cpu", torch.bfloat16):
            logits = observer(pictures.contiguous(memory_format=torch.channels_last))
        losses = {
            key: F.cross_entropy(
                logits[key].float(), torch.tensor([answers[key] for answers in right]), label_smoothing=0.05
            )
            for key in ANSWERS
        }
        set_rate(optimizer, step, steps)
        optimizer.zero_grad()
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        journal.note(step, {key: loss.item() for key, loss in losses.items()})
    journal.close()
    save_atomically({"model": observer.state_dict()}, CHECKPOINT)


def load_observer() -> Observer:
    """The trained observer."""
    observer = Observer()
    observer.load_state_dict(torch.load(CHECKPOINT, weights_only=True)["model"])
    return observer.eval()


@torch.inference_mode()
def observe(observer: Observer, pictures: Pixels, best: int = 1) -> dict[str, list[set[str]]]:
    """For each question and picture (B, 192, 192, 3), the `best` likeliest answers.

    Of the colours the nearest, be it the subject's own or not.
    """
    logits = observer(shrunk(pictures))
    logits["colour"][:, ANSWERS["colour"].index("")] = -torch.inf
    return {
        key: [{ANSWERS[key][index] for index in row[:best]} for row in scores.argsort(1, True).tolist()]
        for key, scores in logits.items()
    }
