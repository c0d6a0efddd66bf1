"""What a model of a service that is not ours takes: what its description says, and what it refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from generation.errors import BadParameterError
from generation.protocol import SAMPLES_PER_JOB

OPTIONAL = frozenset({"response_format", "size", "user"})
"""Parameters without which a request still asks for the same pictures, more or less."""
STREAMING = frozenset({"stream", "partial_images"})


@dataclass(slots=True, kw_only=True)
class Manners:
    """How to ask one model. Nothing is known of a model by another name than OpenAI's: it may take it all."""

    at_once: int = SAMPLES_PER_JOB
    """Pictures for one request."""
    size: str | None = None
    """The smallest square that it paints, if its description tells."""
    edits: bool = True
    """Whether it may take pictures to go on from, as JSON."""
    streams: bool = False
    """Whether it shows previews. A stream is of one picture."""
    omitted: set[str] = field(default_factory=set)
    """Parameters that it refuses."""
    took_s: dict[int, float] = field(default_factory=dict)
    """How long it takes for so many samples, by experience."""

    @classmethod
    def of(cls, model: str | None) -> Self:
        """What the OpenAI API description (2.3.0) says of a model; proxies may put words before its name."""
        name = (model or "").rpartition("/")[2]
        if name.startswith("dall-e-2"):
            return cls(size="256x256", edits=False)
        if name.startswith("dall-e-3"):
            return cls(size="1024x1024", edits=False, at_once=1)
        if name.startswith(("gpt-image-", "chatgpt-image-")):
            return cls(size="1024x1024", streams=True, omitted={"response_format"})
        return cls()

    def learn(self, refusal: BadParameterError, body: Mapping[str, Any]) -> bool:
        """Whether this refusal of a request tells how to ask instead; if so, it is heeded from now on."""
        name = _at_fault(refusal, body)
        if name == "n" and body["n"] > 1:
            self.at_once = 1
        elif name in STREAMING:
            self.streams = False
        elif name in OPTIONAL:
            self.omitted.add(name)
        else:
            return False
        return True

    def heed(self, *, asked: int, came: int, streamed: bool) -> None:
        """Learn from an answer that is no stream, with so many pictures."""
        if streamed:
            self.streams = False
        if came < asked:
            self.at_once = came

    def remember(self, samples: int, seconds: float) -> None:
        """Take into account how long so many samples have taken just now."""
        known = self.took_s.get(samples, seconds)
        self.took_s[samples] = (known + seconds) / 2


def _at_fault(refusal: BadParameterError, body: Mapping[str, Any]) -> str | None:
    """The parameter of the body that is refused: not every service says so but in words."""
    if refusal.param is not None:
        return refusal.param if refusal.param in body else None
    quoted = re.findall(r"['\"`](\w+)['\"`]", str(refusal))
    return next((name for name in quoted if name in body), None)
