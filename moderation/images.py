"""The verdict on pictures, before anyone sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from moderation.verdict import ADVICE, ALLOWED, REASONS, Category, Decision, Verdict

Pixels = NDArray[np.uint8]
"""A picture: (height, width, 3), red, green and blue from 0 to 255."""
VERSION = "picture filter 1"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The scores of `ImageNets.scores` from which a picture is refused; above 1: never."""

    photo: float
    explicit: float
    suggestive: float


THRESHOLDS: Mapping[str, Thresholds] = MappingProxyType(
    {
        "strict": Thresholds(photo=0.3, explicit=0.4, suggestive=0.4),
        "standard": Thresholds(photo=0.5, explicit=0.6, suggestive=0.8),
        "relaxed": Thresholds(photo=0.8, explicit=0.85, suggestive=2.0),
    }
)
"""For each level of the category `sexual`. What they flag of harmless pictures: `models/images/CARD.md`."""


class PictureFilter(Protocol):
    """Judges samples and their previews."""

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        """A verdict on each of these pictures, at one of the levels of `THRESHOLDS`.

        Takes CPU time: to be called in a thread. Whatever it raises, none of the pictures may be shown.
        """


class Scorer(Protocol):
    """The learned part, `moderation.image_nets.ImageNets`."""

    def scores(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        """As `ImageNets.scores`."""


class ImageFilter:
    """The picture filter that ships: it looks for nakedness and sex."""

    def __init__(self, nets: Scorer) -> None:
        self._nets = nets

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Load the nets, which takes 0.2 s of CPU time.

        Raises:
            ImageNetError: a file is missing, or not the one that ships.
        """
        from moderation.image_nets import FOLDER, ImageNets  # late: whose nets are elsewhere needs none

        return cls(ImageNets(folder or FOLDER))

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        """As `PictureFilter` says.

        Raises:
            ImageNetError: a net gives what is no score.
            ValueError: no such level, or one of the pictures has no `Pixels`.
        """
        if level not in THRESHOLDS:
            raise ValueError(f"There is no level {level!r}; there are {', '.join(THRESHOLDS)}.")
        return [_verdict(scores, level) for scores in self._nets.scores(pictures)]


class AllowAllPictures:
    """Looks at nothing: for tests of what goes on around the filter."""

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        """Allow all of them."""
        return [ALLOWED] * len(pictures)


def _verdict(scores: np.ndarray[tuple[int], np.dtype[np.float32]], level: str) -> Verdict:
    limits = THRESHOLDS[level]
    over = scores - np.array(astuple(limits))
    worst = int(over.argmax())
    score = min(1.0, round(float(scores[worst]), 4))
    aspect, limit = Thresholds.__slots__[worst], astuple(limits)[worst]
    refused = over[worst] >= 0
    return Verdict(
        Decision.REFUSE if refused else Decision.ALLOW,
        Category.SEXUAL if refused else None,
        score,
        REASONS[Category.SEXUAL] if refused else "",
        ADVICE[Category.SEXUAL] if refused else "",
        {Category.SEXUAL: score},
        f"{VERSION}: {aspect} {score:.3f}, {level} refuses from {limit}",
    )
