"""What words of a text look like, before anything is known of what they mean."""

import unicodedata
from collections.abc import Iterator

from moderation.lookalikes import leet_spellings

FOREIGN = 0.2
"""Share of another language's commonest words from which a text is taken for one in it."""
MOST_ACCENTS = 0.3
"""Share of accented letters up to which a word may be one of a language that we don't know."""
QUOTES = ".,;:!?¿¡\"'()[]{}<>«»“”„…"
"""Signs around words."""

STOPS = ",.;:"
"""Signs after a word, which stay when it is spelled anew."""

_COMPOUND_SIGNS = frozenset("-.'\u2019/:,")
_FOREIGN = (
    "de la le les des du el los las que una un une est et il che di non per con por para der das und ist ein "
    "eine nicht nichts gibt zu ich es sind auch nur het een van er dat ze je sont vais tous ne och att som "
    "nie jest sie na w z e do da os uma um se son sono ma todos ki ka ke hai mein yeh ko aap bir ve bu "
    "ana enta yang dan"
)
_ELSEWHERE = frozenset(_FOREIGN.split())
"""Words that hardly any English text has, and hardly any in another Latin script does without."""


def plain_forms(text: str) -> Iterator[str]:
    """A word in Latin letters, with digits and signs read as letters, and without hyphens and the like."""
    for form in dict.fromkeys([text] if text.isalpha() else [text, *leet_spellings(text)]):
        yield form
        if form.isascii() and not form.isalnum() and not any(map(is_mask, form)):
            yield without_signs(form)


def without_signs(text: str) -> str:
    """The letters and digits of a word."""
    return "".join(filter(str.isalnum, text))


def with_stop_of(token: str, spelling: str) -> str:
    """The spelling with the comma or stop that ends the token; a spelling that has one already stays."""
    stop = token[len(token.rstrip(STOPS)) :]
    return spelling if spelling[-1:] in STOPS else spelling + stop


def seems_foreign(text: str) -> bool:
    """Whether a text seems to be in a language other than English."""
    tokens = text.casefold().split()
    return not text.isascii() or sum(token in _ELSEWHERE for token in tokens) >= FOREIGN * len(tokens) > 0


def is_accented(word: str) -> bool:
    """Whether the word has a few accents on Latin letters, as many languages write them."""
    letters = unicodedata.normalize("NFC", word)
    accented = sum(letter > "\u007f" for letter in letters)
    return 0 < accented <= MOST_ACCENTS * len(letters) and all(letter < "\u0180" for letter in letters)


def is_mask(character: str) -> bool:
    """Whether a sign within a word may hide a letter."""
    return not character.isalnum() and character not in _COMPOUND_SIGNS
