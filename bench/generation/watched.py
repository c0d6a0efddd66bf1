"""A model that is looked at while the engine works with it."""

from collections.abc import Sequence
from typing import Any

from generation.models.base import Model, Painting


class WatchedModel:
    """Behaves as the model, and notes at which step each prompt joined in."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._prompts: dict[int, str] = {}  # by painting
        self.steps = 0
        """Steps done so far, each of however many paintings."""
        self.joined: dict[str, int] = {}
        """Prompts, and how many steps had been done before the first that was theirs too."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def begin(self, prompt: str, *arguments: Any, **named: Any) -> Painting:
        """As the model's."""
        painting = self._model.begin(prompt, *arguments, **named)
        self._prompts[id(painting)] = prompt
        return painting

    def step(self, paintings: Sequence[Painting]) -> None:
        """As the model's."""
        for painting in paintings:
            self.joined.setdefault(self._prompts[id(painting)], self.steps)
        self._model.step(paintings)
        self.steps += 1
