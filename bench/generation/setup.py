"""What a contender is given."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The same for all, but for the precision."""

    checkpoint: Path
    precision: str
    threads: int
    slots_mb: int | None
    """Memory for samples that Nonet has in hand; None: as much as it takes by itself."""

    def to_json(self) -> dict[str, Any]:
        """For `from_json`."""
        return asdict(self) | {"checkpoint": str(self.checkpoint)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read what `to_json` gave."""
        return cls(**values | {"checkpoint": Path(values["checkpoint"])})
