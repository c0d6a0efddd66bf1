"""What the generation service and its clients say to each other.

The wire format is the OpenAI Images API with our additions; these dataclasses are that format without
the JSON. A request paints `n` samples, numbered from `first_sample`; while it is worked on, its events
arrive in this order: `Queued` (any number), then `Progress` and `Partial` mixed, then one `Painted` for
each sample, then `Finished`.
"""

from dataclasses import dataclass

SAMPLES_PER_JOB = 9
PROMPT_LIMIT_CHARS = 4_000
"""Longest prompt that a service takes, in characters; OpenAI's models take about as many."""
SEED_LIMIT = 2**32
"""Seeds are whole numbers from 0 to SEED_LIMIT - 1, so that a person can type one and JSON keeps it exact."""


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """How the next image token is drawn from the model's logits."""

    temperature: float = 1.0
    """Logits are divided by it; above 0."""
    top_k: int = 0
    """Only the k likeliest tokens may be drawn; 0 allows all."""
    top_p: float = 1.0
    """Only the likeliest tokens that together reach this probability may be drawn; 1.0 allows all."""
    guidance: float = 1.0
    """Super-conditioning scale; 1.0 follows the prompt no more than the model does by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """One prompt to paint. `None` leaves a choice to the service or to the model's own defaults."""

    prompt: str
    seed: int | None = None
    n: int = SAMPLES_PER_JOB
    first_sample: int = 1
    """Number of the first sample, 1 to 9: sample 3 of a seed is the same picture alone or among nine."""
    model: str | None = None
    temperature: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    guidance: float | None = None
    partial_images: int = 0
    """How many previews of each unfinished sample to send, 0 to 3."""
    user: str | None = None
    """Who asks, opaque to the service: it shares its time fairly between users."""


@dataclass(frozen=True, slots=True)
class Queued:
    """The request waits. `place` counts from 1 (next to be painted)."""

    place: int
    expected_s: float
    """Seconds until it is expected to be finished."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The request is being painted."""

    done: int
    total: int
    """Steps of the model done, and in all."""
    expected_s: float


@dataclass(frozen=True, slots=True)
class Partial:
    """A preview of an unfinished sample."""

    sample: int
    index: int
    """Which preview of this sample, from 0."""
    png: bytes


@dataclass(frozen=True, slots=True)
class Painted:
    """A finished sample."""

    sample: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Finished:
    """All samples are painted; what the service chose where the request left it the choice."""

    model: str
    seed: int


GenerationEvent = Queued | Progress | Partial | Painted | Finished
