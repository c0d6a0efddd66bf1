"""What happens in the engine's thread: loading models and painting with them, step by step."""

import time
from collections.abc import Callable, Sequence
from dataclasses import fields, replace

from generation.engine.ticket import Drawn, Started, Ticket
from generation.models.base import Model, Painting, Pixels
from generation.protocol import SAMPLES_PER_JOB, GenerationRequest, SamplingSettings, upper_part

WARM_UP_STEPS = 3
CHEAP_PREVIEW_S = 1.0
PREVIEW_SHARE = 0.25
"""Of a painting's time, at most so much goes into previews that are not cheap; some are left out then."""


class Painter:
    """Owns the loaded models. Only one thread may use it."""

    def __init__(self, load: Callable[[str], Model]) -> None:
        self._load = load
        self._models: dict[str, Model] = {}
        self._sample_s: dict[str, float] = {}  # what it takes a model to turn one sample into a picture

    def warm_up(self, name: str) -> float:
        """Load a model, let it do a little of everything, and return the seconds that nine samples will take.

        Raises:
            GenerationError: it can't be loaded.
        """
        request = GenerationRequest(prompt="warm up", n=SAMPLES_PER_JOB)
        painting = _begin(self._model(name), request, seed=0, prefix=())
        painting.step()  # slower than the others: caches fill, libraries choose their kernels
        began = time.perf_counter()
        while painting.done < min(1 + WARM_UP_STEPS, painting.steps):
            painting.step()
        step_s = (time.perf_counter() - began) / WARM_UP_STEPS
        self._pictures(name, painting)
        return step_s * painting.steps + self._sample_s[name] * SAMPLES_PER_JOB

    def paint(
        self, ticket: Ticket, tell: Callable[[Started | Drawn], None], stepped: Callable[[int, int], None]
    ) -> None:
        """Paint a request, unless or until its ticket is cancelled.

        Previews come evenly spaced, but those are left out that would make everyone wait much longer.

        Args:
            ticket: says what to paint and whether it is cancelled.
            tell: called with each event.
            stepped: called after each step with the steps done and in all.

        Raises:
            GenerationError: the model can't be loaded or refuses the request.
            Exception: whatever goes wrong inside the model.
        """
        model, request = self._model(ticket.model), ticket.request
        prefix = request.prefix_tokens
        if ticket.picture is not None:
            prefix = upper_part(model.write_down(ticket.picture), request.kept_share)
        painting = _begin(model, request, ticket.seed, prefix)
        tell(Started(model.text_length(request.prompt), painting.steps))
        due = preview_steps(painting.steps, request.partial_images)
        previews = 0
        began = time.perf_counter()
        while painting.done < painting.steps:
            if ticket.cancelled:
                return
            painting.step()
            stepped(painting.done, painting.steps)
            if painting.done in due and self._affordable(ticket, previews, time.perf_counter() - began):
                self._draw(painting, ticket, previews, tell)
                previews += 1
        self._draw(painting, ticket, None, tell)

    def _affordable(self, ticket: Ticket, previews: int, elapsed_s: float) -> bool:
        """Whether another preview, after so many, keeps within their share of the time so far."""
        preview_s = self._sample_s.get(ticket.model, 0.0) * ticket.request.n
        return preview_s <= CHEAP_PREVIEW_S or (previews + 1) * preview_s <= PREVIEW_SHARE * elapsed_s

    def _draw(
        self, painting: Painting, ticket: Ticket, preview: int | None, tell: Callable[[Drawn], None]
    ) -> None:
        pictures = self._pictures(ticket.model, painting)
        wanted = preview is None and ticket.request.return_tokens
        tokens = painting.tokens() if wanted else None
        for index, pixels in enumerate(pictures):
            own = None if tokens is None else tuple(tokens[index].tolist())
            tell(Drawn(ticket.request.first_sample + index, preview, pixels, own))

    def _pictures(self, name: str, painting: Painting) -> Pixels:
        began = time.perf_counter()
        pictures = painting.pictures()
        self._sample_s[name] = (time.perf_counter() - began) / len(pictures)
        return pictures

    def _model(self, name: str) -> Model:
        if name not in self._models:
            self._models[name] = self._load(name)
        return self._models[name]


def preview_steps(steps: int, previews: int) -> list[int]:
    """After which steps to show each preview: evenly spaced between nothing and the finished picture."""
    return [steps * (index + 1) // (previews + 1) for index in range(previews)]


def _begin(model: Model, request: GenerationRequest, seed: int, prefix: Sequence[int]) -> Painting:
    names = [field.name for field in fields(SamplingSettings)]
    wanted = {name: value for name in names if (value := getattr(request, name)) is not None}
    samples = range(request.first_sample, request.first_sample + request.n)
    settings = replace(model.defaults, **wanted)
    return model.begin(
        request.prompt,
        seed,
        samples,
        settings,
        prefix=prefix,
        negative_prompt=request.negative_prompt,
    )
