"""How a job gets on, told to whoever watches it in this process."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """The job is in the queue; `place` counts from 1."""

    place: int
    expected_s: float


@dataclass(frozen=True, slots=True)
class Painting:
    """The job is being painted: steps done and in all, seconds expected until it is finished."""

    done: int
    total: int
    expected_s: float


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview of one sample, 1 to 9, as PNG."""

    sample: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """All samples and the collage are in the image store."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The job has ended without a result; `reason` is a sentence for the person."""

    reason: str


ProgressEvent = Waiting | Painting | Preview | Rendered | Failed
