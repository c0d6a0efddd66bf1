"""Which models the service offers, told without loading their weights."""

from dataclasses import dataclass
from typing import Protocol

from generation.protocol import SamplingSettings


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What clients may know of a model."""

    name: str
    picture_size: int
    """Pixels along either side of a sample."""
    defaults: SamplingSettings
    created: int
    """Unix time of its files."""
    display_name: str = ""
    licence: str = ""


class Catalogue(Protocol):
    """The models that requests may name."""

    def cards(self) -> list[ModelCard]:
        """All of them."""

    def card(self, name: str) -> ModelCard:
        """One of them. Raises UnknownModelError."""
