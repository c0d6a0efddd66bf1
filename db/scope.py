"""How far moderators see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A server, beyond which its moderators see nothing. Operators have no scope."""

    front: str
    server: str
