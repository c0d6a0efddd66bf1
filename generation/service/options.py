"""What a generation service is told when it starts."""

import ipaddress
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Literal, Self

from generation.errors import ServiceOptionsError


@dataclass(frozen=True, kw_only=True)
class ServiceOptions:
    """Options of the service process.

    Raises:
        ServiceOptionsError: it would be open to other machines without a key.
    """

    model: str
    """Painted with when a request names none; loaded at start."""
    models_dir: Path
    """Where fetched models are."""
    host: str = "127.0.0.1"
    port: int = 0
    """0 takes any free one."""
    socket_fd: int | None = None
    """A listening socket, inherited from the parent, to use instead of host and port."""
    api_key: str = field(default="", repr=False)
    """Bearer key that requests must bring; empty: none, which only a loopback host may have."""
    more_api_keys: tuple[str, ...] = field(default=(), repr=False)
    """Further keys that open, each for another client."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    precision: Literal["auto", "fp32", "bf16"] = "auto"
    threads: int = 0
    """CPU threads of the model; 0: the cores that are free."""
    body_limit_bytes: int = 65_536
    picture_limit_bytes: int = 4_000_000
    """Largest picture file that a request may go on from."""
    slots_memory_bytes: int = 0
    """Memory for the samples that a model has in hand at once; 0: as the model sees fit."""
    models_memory_bytes: int = 0
    """Memory for all loaded models; beyond it the one unused for longest is put away. 0: no limit."""
    reranker: str = ""
    """CLIP model that chooses among candidates; empty: none, and no candidates."""
    candidates: int = 2
    """How many are painted for each sample, if there is a reranker."""
    queue_limit: int = 1_000
    requests_per_user: int = 100
    """How many requests one user may have here, from arrival until the answer is read."""
    requests_per_key: int = 1_000
    """The same for all users of one API key together."""
    kept_answers_bytes: int = 64_000_000
    """How much finished answers to requests with an idempotency key may take."""
    kept_answers_s: float = 600.0
    """How long they are kept."""
    grace_s: float = 20.0
    """How long requests may go on when the service stops."""

    def __post_init__(self) -> None:
        if not self.all_keys and not _is_loopback(self.host):
            raise ServiceOptionsError(
                f"The generation service would be open to everyone who can reach {self.host}: "
                "set a key (generation.api_key), or listen on 127.0.0.1."
            )

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key that opens; none if none is needed."""
        return tuple(key for key in (self.api_key, *self.more_api_keys) if key)

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            ServiceOptionsError: it is not that.
        """
        try:
            values = json.loads(text)
            values["models_dir"] = Path(values["models_dir"])
            values["more_api_keys"] = tuple(values.get("more_api_keys", ()))
            return cls(**values)
        except (ValueError, TypeError, KeyError) as error:
            names = ", ".join(option.name for option in fields(cls))
            raise ServiceOptionsError(
                f"The service expects one line of JSON with its options ({names}) on its input: {error!r}."
            ) from None


def _is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address. Names other than localhost count as reachable."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
