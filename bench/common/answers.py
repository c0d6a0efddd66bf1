"""What stand-ins answer."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: JSON, or text as a proxy before the platform would send it, or nothing."""

    status: int
    json: object = None
    text: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """A call that the platform refuses."""

    def answer(self) -> Answer:
        """As the platform says it."""
        raise NotImplementedError
