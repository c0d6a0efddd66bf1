"""How much the filter refuses: thresholds for each category, and a server's own words."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Self

from moderation.verdict import GRADED, Category

LEVELS = ("strict", "standard", "relaxed")
"""The named policies, from which a server also chooses for single categories; each refuses less."""

_ALL_AT = [dict.fromkeys(GRADED, number) for number in (0.5, 0.7, 0.9)]


@dataclass(frozen=True)
class Policy:
    """What is refused. Build it with `Policy.named` or `Policy.build`, or give every threshold yourself."""

    name: str
    thresholds: Mapping[Category, float] = field(hash=False)
    """The score from which each category is refused. What is not graded is refused by every policy."""
    extra_words: frozenset[str] = frozenset()
    """Words and phrases that are refused besides the filter's own."""
    allowed_words: frozenset[str] = frozenset()
    """Words and phrases that are no reason to refuse by themselves."""
    trusted_words: frozenset[str] = frozenset()
    """Those that the operator vouches for: besides, the classifier doesn't read them. From a server's list,
    that would hide any prompt from it, word by word."""
    named_people: bool = True
    """Whether real people who are named may not be shown in demeaning, deceptive or sexual scenes."""

    def __post_init__(self) -> None:
        missing = set(GRADED) - set(self.thresholds)
        if missing:
            raise ValueError(f"Policy {self.name} has no threshold for {', '.join(sorted(missing))}.")
        if not all(map(str.strip, self.extra_words | self.allowed_words | self.trusted_words)):
            raise ValueError(f"Policy {self.name} has an empty word.")
        wrong = {category: value for category, value in self.thresholds.items() if not 0 < value <= 1}
        if wrong:
            raise ValueError(f"Policy {self.name}: a threshold lies above 0 and up to 1, not {wrong}.")

    @classmethod
    def named(cls, name: str, extra_words: Iterable[str] = (), trusted_words: Iterable[str] = ()) -> Self:
        """The policy `strict`, `standard` or `relaxed`, with an operator's own words.

        Raises:
            ValueError: there is no policy of that name.
        """
        return cls.build(name, extra_words=extra_words, trusted_words=trusted_words)

    @classmethod
    def build(
        cls,
        name: str,
        *,
        strictness: Mapping[str, str] = MappingProxyType({}),
        thresholds: Mapping[str, float] = MappingProxyType({}),
        extra_words: Iterable[str] = (),
        allowed_words: Iterable[str] = (),
        trusted_words: Iterable[str] = (),
        named_people: bool | None = None,
    ) -> Self:
        """A named policy with changes.

        Args:
            name: the policy to begin with: `strict`, `standard` or `relaxed`.
            strictness: other levels for single categories, as servers choose them.
            thresholds: scores from which single categories are refused, as operators choose them. Where a
                server chose a level for the category, the stricter of the two counts.
            extra_words: words and phrases to refuse besides.
            allowed_words: words and phrases that are no reason to refuse, as servers choose them.
            trusted_words: the same, as operators choose them; the classifier doesn't read them.
            named_people: whether the rule for named people holds; None: as the named policy has it, which is
                everywhere but under `relaxed`.

        Raises:
            ValueError: there is no such policy, level or category, or a number is out of range.
        """
        numbers = dict(level_thresholds(name))
        for category, level in strictness.items():
            numbers[_graded(category)] = level_thresholds(level)[_graded(category)]
        for category, number in thresholds.items():
            chosen = (number, numbers[_graded(category)]) if category in strictness else (number,)
            numbers[_graded(category)] = min(chosen)
        rule = name != "relaxed" if named_people is None else named_people
        trusted = frozenset(trusted_words)
        allowed = frozenset(allowed_words) | trusted
        return cls(name, numbers, frozenset(extra_words), allowed, trusted, rule)


def level_thresholds(level: str) -> Mapping[Category, float]:
    """The score from which a level refuses each category.

    Raises:
        ValueError: there is no level of that name.
    """
    if level not in LEVELS:
        raise ValueError(f"There is no policy {level!r}; there are {', '.join(LEVELS)}.")
    return _calibrated()[level]


def _graded(category: str) -> Category:
    if category not in GRADED:
        raise ValueError(f"A policy grades {', '.join(GRADED)}, not {category!r}.")
    return Category(category)


@lru_cache(maxsize=1)
def _calibrated() -> Mapping[str, Mapping[Category, float]]:
    """What `moderation.training.calibrate` found, for each level."""
    file = resources.files("moderation") / "models" / "text" / "thresholds.toml"
    if not file.is_file():
        return {"strict": _ALL_AT[0], "standard": _ALL_AT[1], "relaxed": _ALL_AT[2]}
    levels = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        level: MappingProxyType({category: float(levels[level][category]) for category in GRADED})
        for level in LEVELS
    }
