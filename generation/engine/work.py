"""A request in the engine's thread: what it asks for, and how far it has come."""

import math
import time
from collections.abc import Sequence
from dataclasses import fields, replace

import structlog

from generation.engine.ticket import Ticket
from generation.models.base import Model, Painting
from generation.protocol import GenerationRequest, SamplingSettings, upper_part

log = structlog.get_logger()


class Work:
    """What the engine's thread knows of one request. Only that thread may use it."""

    def __init__(self, ticket: Ticket) -> None:
        request = ticket.request
        self.ticket = ticket
        self.request = request
        self.model = ticket.model
        self.n = request.n
        self.arrived_at = ticket.arrived_at
        self.deadline_at = math.inf if request.deadline_s is None else ticket.arrived_at + request.deadline_s
        self._painting: Painting | None = None
        self.length = 0
        """Steps of a whole painting, with those that the tokens which are given spare this one."""
        self.begun_at = math.inf
        self.begin_s = 0.0
        """What it took to begin."""
        self.painted_at = math.inf
        """When its last step was done."""
        self.previews_due: Sequence[int] = ()
        """After which steps to show a preview."""
        self.previews = 0
        """How many were begun."""

    @property
    def begun(self) -> bool:
        """Whether it is in hand, or was."""
        return self._painting is not None

    @property
    def painting(self) -> Painting:
        """Once it is in hand."""
        assert self._painting is not None
        return self._painting

    @property
    def steps_left(self) -> int:
        """Of its painting."""
        return self.painting.steps - self.painting.done

    def steps_ahead(self, length: int) -> float:
        """About how many steps it will need, before it has begun, if whole paintings have so many."""
        if self.ticket.picture is not None:
            return length * (1 - self.request.kept_share)
        return length - max(0, len(self.request.prefix_tokens) - 1)

    @property
    def depth(self) -> float:
        """How far its samples have come, all together: each from 0 to 1."""
        return self.n * (1 - self.steps_left / self.length)

    def begin(self, model: Model) -> None:
        """Begin to paint; the caller sees to it that there are free slots.

        Raises:
            GenerationError: the model refuses the request.
            Exception: whatever goes wrong inside the model.
        """
        request = self.request
        began = time.monotonic()
        self._painting = model.begin(
            request.prompt,
            self.ticket.seed,
            range(request.first_sample, request.first_sample + request.n),
            _settings(request, model.defaults),
            prefix=self._prefix(model),
            negative_prompt=request.negative_prompt,
        )
        tokens = model.image_tokens
        self.length = tokens.rows * tokens.columns if tokens else self.painting.steps
        self.previews_due = preview_steps(self.painting.steps, request.partial_images)
        self.begun_at = time.monotonic()
        self.begin_s = self.begun_at - began

    def close(self) -> None:
        """Give the slots back, if it has any. What goes wrong with that concerns nobody, and is logged."""
        if self._painting is not None:
            try:
                self._painting.close()
            except Exception:  # models raise whatever they like, and all others go on
                log.exception("closing a painting failed", model=self.model)

    def _prefix(self, model: Model) -> Sequence[int]:
        if self.ticket.picture is None:
            return self.request.prefix_tokens
        return upper_part(model.write_down(self.ticket.picture), self.request.kept_share)


def preview_steps(steps: int, previews: int) -> list[int]:
    """After which steps to show each preview: evenly spaced between nothing and the finished picture."""
    return [steps * (index + 1) // (previews + 1) for index in range(previews)]


def _settings(request: GenerationRequest, defaults: SamplingSettings) -> SamplingSettings:
    names = [field.name for field in fields(SamplingSettings)]
    wanted = {name: value for name in names if (value := getattr(request, name)) is not None}
    return replace(defaults, **wanted)
