"""The things that nonet-small can paint, and the words for them."""

from dataclasses import dataclass
from functools import cache

from generation.training.reading import tsv_rows

BEINGS = ("animal", "person", "face")
LANGUAGES = ("de", "es", "fr", "ja", "pt")


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
    nouns: tuple[str, ...] = ()
    """More nouns that mean it, or a kind of it."""
    translations: tuple[tuple[str, str], ...] = ()
    """Pairs of a language's code and the name in it."""


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
    held_out = {word for group, _, word in tsv_rows("judge_prompts.tsv") if group == "held_out"}
    nouns = {
        slug: tuple(w for w in words.split(", ") if w not in held_out)
        for slug, words in tsv_rows("wordnet.tsv")
    }
    translations = {
        slug: tuple(zip(LANGUAGES, names, strict=True)) for slug, *names in tsv_rows("languages.tsv")
    }
    return tuple(
        Concept(
            slug,
            kind,
            float(weight),
            names_by_slug().get(slug, (slug.replace("_", " "),)),
            nouns.get(slug, ()),
            translations.get(slug, ()),
        )
        for slug, kind, weight in tsv_rows("concepts.tsv")
    )
