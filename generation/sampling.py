"""Drawing image tokens: guidance, temperature, top-k, top-p and a random stream for each sample.

Pure functions on fp32 tensors, for many rows at once (R rows, C codes). Chance comes from a counter-based
generator: what is drawn depends on seed, sample number, position and code alone, so a sample is the same
picture whether it is painted by itself, among nine, or beside other people's.

Numbers are SplitMix64's: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), with
the finaliser of Stafford's variant 13. A draw is a race of exponential variables (the Gumbel-max trick).
"""

import math

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


def gumbel_noise(streams: Tensor, positions: Tensor, codes: int) -> Tensor:
    """One Gumbel variable for each row and code: (R,) int64 twice to (R, codes) f32.

    Evaluated in 31 random bits and fp32, which every device has; exact where it decides, at large values.
    """
    keys = _mix(streams + (positions - START_POSITION + 1) * GAMMA)  # (R,)
    counters = torch.arange(codes, device=keys.device) * GAMMA
    bits = _shift(_mix(keys[:, None] + counters), 33)  # (R, codes), 31 of them
    uniform = ((bits.float() + 0.5) * 2**-31).clamp(max=1 - 2**-24)  # below 1, whose noise would be -inf
    return -torch.log(-torch.log1p(-uniform))


def draw(logits: Tensor, settings: SamplingSettings, streams: Tensor, positions: Tensor) -> Tensor:
    """Draw a code (R,) int64 from each row of guided logits (R, C) f32 at these positions (R,) int64."""
    return (keep_likely(logits, settings) + gumbel_noise(streams, positions, logits.shape[-1])).argmax(-1)


def draw_start(streams: Tensor, choices: int) -> Tensor:
    """Which of so many start tokens each row begins with: (R,) int64 to (R,) int64, all equally likely."""
    return gumbel_noise(streams, torch.full_like(streams, START_POSITION), choices).argmax(-1)


def _mix(z: Tensor) -> Tensor:
    """SplitMix64's finaliser, on int64 that wraps as uint64 would."""
    z = (z ^ _shift(z, 30)) * MULTIPLIERS[0]
    z = (z ^ _shift(z, 27)) * MULTIPLIERS[1]
    return z ^ _shift(z, 31)


def _shift(z: Tensor, bits: int) -> Tensor:
    """Shift right as an unsigned number, which torch's `>>` does not."""
    return (z >> bits) & ((1 << (64 - bits)) - 1)
