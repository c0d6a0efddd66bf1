"""The least time that a painting can take on this machine, by what the machine was measured to do."""

from dataclasses import dataclass
from typing import Any, Self

from generation.models.dalle.config import DalleBartConfig


@dataclass(frozen=True, slots=True)
class Work:
    """What a model has to compute at least. A product of sums counts as two operations."""

    weights: int
    """Weights of the dense layers that each step needs."""
    picture_flops: float
    """Operations that turn a sample's tokens into its picture."""
    steps: int
    streams: int
    """Rows of each sample: two with guidance."""

    @classmethod
    def of(cls, config: DalleBartConfig, picture_flops: float) -> Self:
        """Of painting with a DalleBart. Reading the text and attention, some 4 % of it all, are left out."""
        width, inner = config.d_model, config.decoder_ffn_dim
        layer = 6 * width**2 + 3 * width * inner  # the text's keys and values are no part of a step
        weights = config.decoder_layers * layer + width * (config.image_vocab_size + 1)
        streams = 1 if config.defaults.guidance == 1 else 2
        return cls(weights, picture_flops, config.image_length, streams)


@dataclass(frozen=True, slots=True)
class Rates:
    """What the machine did at best, in one precision with as many threads as the contenders have."""

    peak_flops: float
    """Operations a second in a large product or convolution."""
    row_flops: dict[str, float]
    """Operations a second in the products of a step with so many rows, their weights coming from memory."""
    memory_bytes_s: float

    @classmethod
    def best(cls, measured: list[dict[str, Any]]) -> Self:
        """The better of several measurements, each for itself."""
        rows = measured[0]["row_flops"]
        return cls(
            max(one["peak_flops"] for one in measured),
            {count: max(one["row_flops"][count] for one in measured) for count in rows},
            max(one["memory_bytes_s"] for one in measured),
        )


def floor_s(work: Work, rates: Rates, samples: int) -> float:
    """If each step's products ran at the rate measured for so many rows, and pictures at the peak rate."""
    rows = work.streams * samples
    step_s = 2 * work.weights * rows / rates.row_flops[str(rows)]
    return work.steps * step_s + samples * work.picture_flops / rates.peak_flops


def roofline_s(work: Work, rates: Rates, samples: int, weight_bytes: int) -> float:
    """If each step ran at the peak rate or read its weights at memory's, whichever takes longer.

    Stricter than `floor_s`: products of few rows reach the peak rate nowhere.
    """
    rows = work.streams * samples
    compute_s = 2 * work.weights * rows / rates.peak_flops
    step_s = max(compute_s, work.weights * weight_bytes / rates.memory_bytes_s)
    return work.steps * step_s + samples * work.picture_flops / rates.peak_flops
