"""The things that nonet-small can paint, and the words for them."""

from dataclasses import dataclass
from functools import cache

from generation.training.reading import tsv_rows

BEINGS = ("animal", "person", "face")


@dataclass(frozen=True)
class Concept:
    """One thing with a drawing in every house."""

    slug: str
    kind: str
    """animal, person, face, food, vehicle, object or nature."""
    weight: float
    """How often it is drawn, relative to the others."""
    names: tuple[str, ...]
    """Singular names, the usual one first; famous characters that it stands for come after."""


@cache
def names_by_slug() -> dict[str, tuple[str, ...]]:
    """Read the table of names; several lines may add to one slug."""
    names: dict[str, list[str]] = {}
    for slug, words in tsv_rows("names.tsv"):
        names.setdefault(slug, []).extend(word.strip() for word in words.split(","))
    return {slug: tuple(dict.fromkeys(words)) for slug, words in names.items()}


@cache
def load_concepts() -> tuple[Concept, ...]:
    """Read the concepts that are taught, in the order of their table."""
    return tuple(
        Concept(slug, kind, float(weight), names_by_slug().get(slug, (slug.replace("_", " "),)))
        for slug, kind, weight in tsv_rows("concepts.tsv")
    )
