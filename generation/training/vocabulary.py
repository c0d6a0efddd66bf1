"""The words that our tables know, and what the rarer ones among them mean."""

import re
from collections.abc import Iterable, Iterator

from generation.models.dalle.text.normalise import normalise
from generation.training.backgrounds import load_places
from generation.training.concepts import load_concepts
from generation.training.data import PACKAGES
from generation.training.hats import load_hats
from generation.training.phrases import phrases
from generation.training.reading import tsv_rows
from generation.training.wordnet import WordNet


def english_texts() -> Iterator[str]:
    """What captions say in English, but for the nouns from WordNet."""
    for concept in load_concepts():
        yield from concept.names
    for place in load_places().values():
        yield from place.names
    for hat in load_hats().values():
        yield from hat.names
    yield from _strings(phrases())


def emoji_texts() -> list[str]:
    """The words that emojilib gives emoji."""
    return _strings(PACKAGES["emojilib"].read_json("dist/emoji-en-US.json"))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [string for part in parts for string in _strings(part)]


def words_of(texts: Iterable[str]) -> list[str]:
    """The words of some texts as prompts are read, in ASCII; not those of one letter."""
    return [word for text in texts for word in re.findall("[a-z]{2,}", normalise(text, 0))]


def explanations() -> dict[str, str]:
    """English texts for words that MiniLM hardly knows: their vectors are better than the words' own.

    For a noun that captions have from WordNet only, its entry there; for a word of another language, the
    English names and words that it stands for.
    """
    known, wordnet = set(words_of(english_texts())), WordNet()
    nouns = (noun for _, nouns in tsv_rows("wordnet.tsv") for noun in nouns.split(", "))
    return {noun: wordnet.entry(noun) for noun in nouns if noun not in known} | {
        word: ", ".join(list(dict.fromkeys(texts))[:3])
        for word, texts in _translations().items()
        if word not in known
    }


def _translations() -> dict[str, list[str]]:
    """English texts by the words of other languages."""
    pairs = [(english, words) for english, *words in tsv_rows("loanwords.tsv")]
    pairs += [(c.names[0], [name for _, name in c.translations]) for c in load_concepts()]
    english: dict[str, list[str]] = {}
    for text, translations in pairs:
        for word in words_of(translations):
            english.setdefault(word, []).append(text)
    return english
