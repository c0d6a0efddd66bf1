"""What happens in the engine's thread: loading models and painting with them, step by step."""

import time
from collections.abc import Callable
from dataclasses import fields, replace

from generation.models.base import Model, Painting
from generation.protocol import SAMPLES_PER_JOB, GenerationRequest, SamplingSettings
from generation.ticket import Drawn, Started, Ticket

WARM_UP_STEPS = 3


class Painter:
    """Owns the loaded models. Only one thread may use it."""

    def __init__(self, load: Callable[[str], Model]) -> None:
        self._load = load
        self._models: dict[str, Model] = {}

    def warm_up(self, name: str) -> float:
        """Load a model, let it do a little of everything, and return the seconds that nine samples will take.

        Raises:
            GenerationError: it can't be loaded.
        """
        painting = _begin(self._model(name), GenerationRequest(prompt="warm up", n=SAMPLES_PER_JOB), seed=0)
        painting.step()  # slower than the others: caches fill, libraries choose their kernels
        began = time.perf_counter()
        while painting.done < min(1 + WARM_UP_STEPS, painting.steps):
            painting.step()
        stepped = time.perf_counter()
        painting.pictures()
        step_s = (stepped - began) / WARM_UP_STEPS
        return step_s * painting.steps + time.perf_counter() - stepped

    def paint(
        self, ticket: Ticket, tell: Callable[[Started | Drawn], None], stepped: Callable[[int, int], None]
    ) -> None:
        """Paint a request, unless or until its ticket is cancelled.

        Args:
            ticket: says what to paint and whether it is cancelled.
            tell: called with each event.
            stepped: called after each step with the steps done and in all.

        Raises:
            GenerationError: the model can't be loaded or refuses the request.
            Exception: whatever goes wrong inside the model.
        """
        model = self._model(ticket.model)
        painting = _begin(model, ticket.request, ticket.seed)
        tell(Started(model.text_length(ticket.request.prompt), painting.steps))
        previews = preview_steps(painting.steps, ticket.request.partial_images)
        while painting.done < painting.steps:
            if ticket.cancelled:
                return
            painting.step()
            stepped(painting.done, painting.steps)
            if painting.done in previews:
                _draw(painting, ticket.request, previews.index(painting.done), tell)
        _draw(painting, ticket.request, None, tell)

    def _model(self, name: str) -> Model:
        if name not in self._models:
            self._models[name] = self._load(name)
        return self._models[name]


def preview_steps(steps: int, previews: int) -> list[int]:
    """After which steps to show each preview: evenly spaced between nothing and the finished picture."""
    return [steps * (index + 1) // (previews + 1) for index in range(previews)]


def _begin(model: Model, request: GenerationRequest, seed: int) -> Painting:
    names = [field.name for field in fields(SamplingSettings)]
    wanted = {name: value for name in names if (value := getattr(request, name)) is not None}
    samples = range(request.first_sample, request.first_sample + request.n)
    return model.begin(request.prompt, seed, samples, replace(model.defaults, **wanted))


def _draw(
    painting: Painting, request: GenerationRequest, preview: int | None, tell: Callable[[Drawn], None]
) -> None:
    for sample, pixels in enumerate(painting.pictures(), start=request.first_sample):
        tell(Drawn(sample, preview, pixels))
