"""Whether both contenders compute the same."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file

from bench.generation.plan import prompt
from generation.sampling import guide

if TYPE_CHECKING:
    from bench.generation.contenders import Worker

LOGIT_LIMIT = 1e-4


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one sample: Nonet painted it, min-dalle was given its tokens; at all 256 positions."""

    logits: float
    """The largest difference of a logit, with or without the text."""
    guided: float
    """The largest difference after guidance, which multiplies errors."""
    likeliest: float
    """Share of the positions at which both think the same token likeliest."""
    pixels: int
    """The largest difference of a pixel of the pictures, which both made of these tokens, out of 255."""


def compare(ours: "Worker", theirs: "Worker", guidance: float, number: int, folder: Path) -> Agreement:
    """Let both look at a sample of prompt `number`; the folder is for what they say."""
    paths = {"ours": str(folder / "ours.safetensors"), "theirs": str(folder / "theirs.safetensors")}
    ours.ask("reveal", prompt=prompt(number), seed=number, path=paths["ours"])
    theirs.ask("judge", prompt=prompt(number), sample=paths["ours"], path=paths["theirs"])
    one, other = load_file(paths["ours"]), load_file(paths["theirs"])
    codes = one["logits"].shape[-1]  # ours are of those alone that may be drawn
    both = [one["logits"], other["logits"][..., :codes]]
    guided = [guide(logits[:, 0], logits[:, 1], guidance) for logits in both]
    same = guided[0].argmax(-1) == guided[1].argmax(-1)
    return Agreement(
        logits=float((both[0] - both[1]).abs().max()),
        guided=float((guided[0] - guided[1]).abs().max()),
        likeliest=float(same.float().mean()),
        pixels=int((one["picture"].to(torch.int16) - other["picture"].to(torch.int16)).abs().max()),
    )
