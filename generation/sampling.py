"""Drawing image tokens: guidance, temperature, top-k, top-p and a random stream for each sample.

Pure functions on fp32 tensors, for many rows at once (R rows, C codes). Chance comes from a counter-based
generator: what is drawn depends on seed, sample number, position and code alone, so a sample is the same
picture whether it is painted by itself, among nine, or beside other people's.

Numbers are SplitMix64's: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), with
the finaliser of Stafford's variant 13. A draw is a race of exponential variables (the Gumbel-max trick).
"""

import math
from dataclasses import replace

import torch
from torch import Tensor

from generation.errors import InvalidRequestError
from generation.protocol import SamplingSettings

GAMMA = 0x9E3779B97F4A7C15 - 2**64  # 2**64 over the golden ratio, as int64 has it
MULTIPLIERS = (0xBF58476D1CE4E5B9 - 2**64, 0x94D049BB133111EB - 2**64)
START_POSITION = -1  # of the stream: which start token a sample has


def check_settings(settings: SamplingSettings) -> None:
    """Raise InvalidRequestError, naming the value, unless these settings can be sampled with."""
    if not (math.isfinite(settings.temperature) and settings.temperature > 0):
        raise InvalidRequestError(f"temperature is {settings.temperature}, it must be above 0")
    if settings.top_k < 0:
        raise InvalidRequestError(f"top_k is {settings.top_k}, it must be 0 (off) or more")
    if not 0 < settings.top_p <= 1:
        raise InvalidRequestError(f"top_p is {settings.top_p}, it must be above 0 and at most 1")
    if not math.isfinite(settings.guidance):
        raise InvalidRequestError(f"guidance is {settings.guidance}, it must be a finite number")


def guide(unconditional: Tensor, conditional: Tensor, guidance: float) -> Tensor:
    """Super-conditioning: away from what the model paints for no text, towards what it paints for this."""
    return unconditional + guidance * (conditional - unconditional)


def keep_likely(logits: Tensor, settings: SamplingSettings) -> Tensor:
    """Apply temperature, then top-k (ties with the k-th stay), then top-p; what is excluded becomes -inf.

    From logits (R, C) f32 to logits (R, C) f32. Top-p keeps the fewest codes that together reach it.
    """
    logits = logits / settings.temperature
    if 0 < settings.top_k < logits.shape[-1]:
        least = logits.topk(settings.top_k).values[:, -1:]  # (R, 1)
        logits = logits.masked_fill(logits < least, -torch.inf)
    if settings.top_p < 1:
        ordered = logits.softmax(-1).sort(descending=True)
        before = ordered.values.cumsum(-1) - ordered.values  # (R, C), probability of all likelier codes
        excluded = torch.zeros_like(before, dtype=torch.bool)
        excluded.scatter_(1, ordered.indices, before >= settings.top_p)
        logits = logits.masked_fill(excluded, -torch.inf)
    return logits


def streams(seed: int, samples: Tensor) -> Tensor:
    """The random streams (R,) int64 of these sample numbers (R,) int64 under one seed."""
    return _mix(_mix(torch.full_like(samples, seed)) + samples * GAMMA)


def gumbel_noise(streams: Tensor, positions: Tensor, codes: Tensor) -> Tensor:
    """One Gumbel variable for each row and code: (R,) int64 twice and (R or 1, n) int64 to (R, n) f32.

    Evaluated in 31 random bits and fp32, which every device has; exact where it decides, at large values.
    """
    keys = _mix(streams + (positions - START_POSITION + 1) * GAMMA)  # (R,)
    bits = _shift(_mix(keys[:, None] + codes * GAMMA), 33)  # (R, n), 31 of them
    uniform = ((bits.float() + 0.5) * 2**-31).clamp(max=1 - 2**-24)  # below 1, whose noise would be -inf
    return -torch.log(-torch.log1p(-uniform))


def draw(logits: Tensor, settings: SamplingSettings, streams: Tensor, positions: Tensor) -> Tensor:
    """Draw a code (R,) int64 from each row of guided logits (R, C) f32 at these positions (R,) int64."""
    likely, codes = _likely_codes(logits, settings)
    winner = (likely + gumbel_noise(streams, positions, codes)).argmax(-1, keepdim=True)  # (R, 1)
    return codes.expand(len(logits), -1).gather(1, winner)[:, 0]


def draw_start(streams: Tensor, choices: int) -> Tensor:
    """Which of so many start tokens each row begins with: (R,) int64 to (R,) int64, all equally likely."""
    codes = torch.arange(choices, device=streams.device)[None]
    return gumbel_noise(streams, torch.full_like(streams, START_POSITION), codes).argmax(-1)


def _likely_codes(logits: Tensor, settings: SamplingSettings) -> tuple[Tensor, Tensor]:
    """The logits that `keep_likely` makes, (R, n), and their codes, (R or 1, n): all, or only the top k.

    To leave the others out saves a CPU their noise; a GPU would have to wait to know whether there are ties.
    """
    if logits.is_cpu and 0 < settings.top_k < logits.shape[-1]:
        values, codes = (logits / settings.temperature).topk(settings.top_k + 1)  # from the likeliest down
        if not (values[:, -1] == values[:, -2]).any():
            return keep_likely(values[:, :-1], replace(settings, temperature=1.0, top_k=0)), codes[:, :-1]
    return keep_likely(logits, settings), torch.arange(logits.shape[-1], device=logits.device)[None]


def _mix(z: Tensor) -> Tensor:
    """SplitMix64's finaliser, on int64 that wraps as uint64 would."""
    z = (z ^ _shift(z, 30)) * MULTIPLIERS[0]
    z = (z ^ _shift(z, 27)) * MULTIPLIERS[1]
    return z ^ _shift(z, 31)


def _shift(z: Tensor, bits: int) -> Tensor:
    """Shift right as an unsigned number, which torch's `>>` does not."""
    return (z >> bits) & ((1 << (64 - bits)) - 1)
