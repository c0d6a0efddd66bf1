"""What the generation service and its clients say to each other.

The wire format is the OpenAI Images API with our additions; these dataclasses are that format without
the JSON. A request paints `n` samples, numbered from `first_sample`; while it is worked on, its events
arrive in this order: `Queued` (any number), then `Progress` and `Partial` mixed, then one `Painted` for
each sample, then `Finished`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generation.errors import BadParameterError

SAMPLES_PER_JOB = 9
PROMPT_LIMIT_CHARS = 4_000
"""Longest prompt that a service takes, in characters; OpenAI's models take about as many."""
Priority = Literal["high", "normal", "low"]
SEED_LIMIT = 2**32
"""Seeds are whole numbers from 0 to SEED_LIMIT - 1, so that a person can type one and JSON keeps it exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageTokens:
    """How a model writes a picture down: first a start token, which sets the drawing style, then codes.

    The codes stand in rows from the top, each row from the left. To keep the first of a sample's tokens is
    thus to keep its style and its upper part.
    """

    rows: int
    columns: int
    codes: int
    """A code is 0 to codes - 1."""
    starts: tuple[int, ...]
    """The start tokens."""

    def check_prefix(self, prefix: Sequence[int]) -> None:
        """Raise BadParameterError unless a sample can begin with these tokens and have others after them."""
        most = self.rows * self.columns
        if len(prefix) > most:
            raise _bad_prefix(f"has {len(prefix)} tokens; {most} are all that leave something to draw")
        if prefix and prefix[0] not in self.starts:
            starts = ", ".join(map(str, self.starts))
            raise _bad_prefix(f"begins with {prefix[0]}, which is no start token of the model: {starts}")
        for code in prefix[1:]:
            if not 0 <= code < self.codes:
                raise _bad_prefix(f"has the code {code}, which is outside 0 to {self.codes - 1}")


def _bad_prefix(what: str) -> BadParameterError:
    return BadParameterError(f"'prefix_tokens' {what}.", param="prefix_tokens")


def upper_part(tokens: Sequence[int], share: float) -> tuple[int, ...]:
    """The prefix that keeps a share of a sample's rows, from the top: at least one row, never all.

    Args:
        tokens: all that the service gave for the sample, of a square picture.
        share: 0 to 1; what it makes of the rows is rounded.
    """
    side = math.isqrt(len(tokens) - 1)  # the first is the start token
    kept = max(1, min(side - 1, round(side * share)))
    return tuple(tokens[: 1 + kept * side])


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
    negative_prompt: str = ""
    """What guidance leads away from; empty: from the model's idea of any picture."""
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
    priority: Priority = "normal"
    """Which class it waits in: what is high begins before what is normal, and that before what is low, but
    one of nine turns is left to a class that would have to wait for others without end."""
    deadline_s: float | None = None
    """Seconds from its arrival after which nobody wants the pictures any more; then it fails."""
    prefix_tokens: tuple[int, ...] = ()
    """Every sample begins with these, as `ImageTokens` has them; the rest is drawn anew."""
    picture: bytes | None = None
    """A PNG, JPEG or WebP file. Every sample begins with its upper part, in place of `prefix_tokens`."""
    kept_share: float = 0.5
    """How much of the picture is kept, as `upper_part` takes it."""
    return_tokens: bool = False
    """Whether samples are wanted with their tokens, so that they can be varied later."""


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
    tokens: tuple[int, ...] | None = None
    """All its tokens, as `ImageTokens` has them, if they were asked for and the model has any."""


@dataclass(frozen=True, slots=True)
class Finished:
    """All samples are painted; what the service chose where the request left it the choice."""

    model: str
    seed: int | None
    """None from a service that doesn't tell, and paints something else each time."""


GenerationEvent = Queued | Progress | Partial | Painted | Finished
