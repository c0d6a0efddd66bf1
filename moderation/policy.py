"""How much the filter refuses: thresholds for each category, and a server's own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from moderation.verdict import GRADED, Category

THRESHOLDS: Mapping[str, Mapping[Category, float]] = MappingProxyType(
    {
        "strict": MappingProxyType(dict.fromkeys(GRADED, 0.5)),
        "standard": MappingProxyType(dict.fromkeys(GRADED, 0.7)),
        "relaxed": MappingProxyType(dict.fromkeys(GRADED, 0.9)),
    }
)
"""The score from which each policy refuses. What is not graded is refused by every policy."""


@dataclass(frozen=True)
class Policy:
    """What is refused. Build it with `Policy.named`, or give your own thresholds, one for each category."""

    name: str
    thresholds: Mapping[Category, float] = field(hash=False)
    extra_words: frozenset[str] = frozenset()
    """Words and phrases that are refused besides the filter's own."""
    allowed_words: frozenset[str] = frozenset()
    """Words and phrases that are no reason to refuse by themselves."""

    def __post_init__(self) -> None:
        missing = set(GRADED) - set(self.thresholds)
        if missing:
            raise ValueError(f"Policy {self.name} has no threshold for {', '.join(sorted(missing))}.")
        if not all(map(str.strip, self.extra_words | self.allowed_words)):
            raise ValueError(f"Policy {self.name} has an empty word.")
        wrong = {category: value for category, value in self.thresholds.items() if not 0 < value <= 1}
        if wrong:
            raise ValueError(f"Policy {self.name}: a threshold lies above 0 and up to 1, not {wrong}.")

    @classmethod
    def named(cls, name: str, extra_words: Iterable[str] = (), allowed_words: Iterable[str] = ()) -> "Policy":
        """The policy `strict`, `standard` or `relaxed`, with a server's own words.

        Raises:
            ValueError: there is no policy of that name.
        """
        if name not in THRESHOLDS:
            raise ValueError(f"There is no policy {name!r}; there are {', '.join(THRESHOLDS)}.")
        return cls(name, THRESHOLDS[name], frozenset(extra_words), frozenset(allowed_words))
