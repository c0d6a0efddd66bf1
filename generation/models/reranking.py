"""Painting more than is shown: of several candidates for each sample, the one that fits the prompt best.

The candidates of sample 3 are the samples 3, 12, 21 and so on of the same seed, and whichever is chosen is
sample 3 from then on. So sample 3 of a seed stays the same picture, alone or among nine, and nobody outside
needs to know of the others.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, cast

import numpy as np
import structlog

from generation.models.base import Model, Painting, Pixels, Tokens
from generation.protocol import SAMPLES_PER_JOB, ImageTokens, SamplingSettings

Score = Callable[[Pixels], float]
"""How well a picture (height, width, 3) shows what was read; more is better, and only the order counts."""

log = structlog.get_logger()


class Scorer(Protocol):
    """Tells how well pictures fit prompts. A checkpoint may bring one of its own kind along."""

    @property
    def memory_bytes(self) -> int:
        """Memory that its weights take."""

    def read(self, prompt: str) -> Score:
        """Read a prompt, to score pictures by it. Either may raise whatever goes wrong."""


class RerankingModel:
    """A `generation.models.base.Model` that shows the best of what another one paints.

    Its slots are those of the other, shared out among the candidates. There are as many of these as wanted,
    or as leave room for nine samples: always the same number, so that the same pictures come out.

    Args:
        model: which paints.
        scorer: which chooses.
        candidates: wanted for each sample, 1 or more.
    """

    def __init__(self, model: Model, scorer: Scorer, candidates: int) -> None:
        self._model = model
        self._scorer = scorer
        self.candidates = max(1, min(candidates, model.slots // SAMPLES_PER_JOB))
        if self.candidates < candidates:
            log.warning(
                "slots for fewer candidates than wanted",
                model=model.name,
                slots=model.slots,
                candidates=self.candidates,
                wanted=candidates,
            )
        self.slots = model.slots // self.candidates
        self.memory_bytes = model.memory_bytes + scorer.memory_bytes

    @property
    def name(self) -> str:
        """That of the model."""
        return self._model.name

    @property
    def picture_size(self) -> int:
        """That of the model."""
        return self._model.picture_size

    @property
    def defaults(self) -> SamplingSettings:
        """Those of the model."""
        return self._model.defaults

    @property
    def image_tokens(self) -> ImageTokens | None:
        """Those of the model."""
        return self._model.image_tokens

    def write_down(self, picture: Pixels) -> Sequence[int]:
        """As the model does; raises BadParameterError."""
        return self._model.write_down(picture)

    def text_length(self, prompt: str) -> int:
        """As the model counts."""
        return self._model.text_length(prompt)

    def begin(
        self,
        prompt: str,
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        *,
        prefix: Sequence[int] = (),
        negative_prompt: str = "",
    ) -> "RerankedPainting":
        """Begin to paint all candidates of these samples; raises InvalidRequestError."""
        numbers = [
            sample + SAMPLES_PER_JOB * candidate for candidate in range(self.candidates) for sample in samples
        ]
        painting = self._model.begin(
            prompt, seed, numbers, settings, prefix=prefix, negative_prompt=negative_prompt
        )
        return RerankedPainting(painting, len(samples), lambda: self._scorer.read(prompt))

    def step(self, paintings: Sequence[Painting]) -> None:
        """Do the next step of all candidates."""
        ours = cast(Sequence[RerankedPainting], paintings)  # of this model, says who calls
        self._model.step([painting.candidates for painting in ours])


class RerankedPainting:
    """One prompt being painted; see `generation.models.base.Painting`.

    Args:
        candidates: the painting of all of them: first one for each sample, then another for each, and so on.
        samples: how many are shown.
        read: reads the prompt.
    """

    def __init__(self, candidates: Painting, samples: int, read: Callable[[], Score]) -> None:
        self.candidates = candidates
        self._samples = samples
        self._read = read
        self._chosen = list(range(samples))
        """For each sample, which candidate is shown."""

    @property
    def steps(self) -> int:
        """Steps in all."""
        return self.candidates.steps

    @property
    def done(self) -> int:
        """Steps done so far."""
        return self.candidates.done

    def draw(self) -> Iterator[Pixels]:
        """The best candidates; as previews, which nothing can be said of yet, the first.

        To score one picture is a slice of work. If the scorer fails, this is logged, and the first are shown.
        Raises PaintingError as the model does.
        """
        return self._best() if self.done == self.steps else self._first()

    def tokens(self) -> Tokens | None:
        """Those of the best, once they are drawn; until then, of the first."""
        tokens = self.candidates.tokens()
        return None if tokens is None else tokens[self._chosen]

    def close(self) -> None:
        """Give the slots back."""
        self.candidates.close()

    def _first(self) -> Iterator[Pixels]:
        drawn = 0
        for pictures in self.candidates.draw():
            yield pictures[: self._samples - drawn]
            drawn += len(pictures)
            if drawn >= self._samples:
                return

    def _best(self) -> Iterator[Pixels]:
        pictures: list[Pixels] = []
        for some in self.candidates.draw():
            pictures.extend(some)
            yield some[:0]
        for _ in self._choose(pictures):
            yield some[:0]
        yield np.stack([pictures[candidate] for candidate in self._chosen])

    def _choose(self, pictures: Sequence[Pixels]) -> Iterator[None]:
        """Score the pictures of all candidates, one in each slice, and choose; of equals, the first."""
        if len(pictures) == self._samples:
            return
        try:
            score = self._read()
            scores = []
            for picture in pictures:
                yield
                scores.append(score(picture))
            self._chosen = best(scores, self._samples)
        except Exception:  # it is logged: scorers raise whatever they like, and the painting is fine
            log.warning("candidates not scored: the first are shown", exc_info=True)


def best(scores: Sequence[float], samples: int) -> list[int]:
    """The index of the highest score of each sample, where those of its candidates stand `samples` apart.

    Raises:
        ValueError: there is one that is not a number.
    """
    table = np.array(scores).reshape(-1, samples)
    if not np.isfinite(table).all():
        raise ValueError("the scorer computed something that is not a number")
    return [int(candidate) * samples + sample for sample, candidate in enumerate(table.argmax(axis=0))]
