"""The prompt as DALL-E Mini was trained to read it: plain lower-case ASCII with few kinds of punctuation.

The steps and their order are those of `TextNormalizer` in https://github.com/borisdayma/dalle-mini, of whose
training texts every one went through them; its golden cases are in tests/fixtures/dalle_mini/tokenizer.
"""

import html
import random
import re
import unicodedata
from collections.abc import Callable

import emoji
import ftfy
from text_unidecode import unidecode

LONGEST_TEXT = 4096
"""Characters that are read of a prompt: 64 tokens are full long before, and every step stays fast."""

# Stand-ins for marks that outlive the removal of punctuation: word characters, but none of ASCII's.
DOT, QUOTE, SLASH = "αβγ"
Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


BEFORE_HASHTAGS = _rules(
    (r"\A\s*\[\d+\]|\[\d+\]\s*\Z", ""),  # wiki references at either end
    (r"<[^<][^<>]*>", " "),  # markup
    (r"http\S+", ""),  # addresses
    *[(r"(\d),(\d{3})", r"\1\2")] * 2,  # 1,234,567 -> 1234567; twice, as one pass may make way for the next
    (r"(\w)\.(\w)", rf"\1{DOT}\2"),  # 1.5
    (r"'(?=(?:[stdm]|ll|re|ve)\b)", QUOTE),  # dog's, they'll
    (r"(\d)/(\d)", rf"\1{SLASH}\2"),  # 9/11
    (r"(\w)-(\w)", r"\1 \2"),  # black-and-white
    (r"([%&/$*])", r" \1 "),
)
AFTER_HASHTAGS = _rules(
    (r"[_#\\]", " "),
    (r"['\"`]", ' " '),
    (r"[()\[\].,|:;?!=+~\-/{}]", ","),
    (DOT, "."),
    (QUOTE, "'"),
    (SLASH, "/"),
    (r"(\D)\1{3,}", r"\1"),  # waaaaay -> way; three stay, for viii
    (r'\s*"[\s"]*', ' " '),
    (r"\s*,[\s,]*", ", "),
    (r"\s+", " "),
    (r"\A ?,? ?|,? ?\Z", ""),
)
HASHTAG = re.compile(r"#([a-z0-9_]+)")
SEVERAL_PERSONS = re.compile(r"<person>(?:[,\s]*(?:(?:and)+[,\s]*)?<person>)+")
FRACTIONS = str.maketrans({"¼": " 1/4", "½": " 1/2", "¾": " 3/4"})
UNKNOWN = "[?]"  # what text-unidecode writes for a character that it cannot spell
LATIN_LETTER = re.compile(r"LATIN (?:LETTER SMALL CAPITAL|CAPITAL LETTER|SMALL LETTER) ([A-Z])\b")
PERSONS = {"a person": 282265, "someone": 121194, "somebody": 12219}  # how often Wikipedia says so


def normalise(prompt: str, seed: int, split_hashtag: Callable[[str], str] = str) -> str:
    """Normalise a prompt of any length and content; the result starts with a space.

    `seed` chooses the words for `<person>`, which training texts had in place of names.
    """
    text = plain_ascii(prompt).lower()
    text = _replace_persons(text, random.Random(seed))  # noqa: S311  # chooses words, guards nothing
    for pattern, replacement in BEFORE_HASHTAGS:
        text = pattern.sub(replacement, text)
    text = HASHTAG.sub(lambda match: split_hashtag(match[1]), text)
    for pattern, replacement in AFTER_HASHTAGS:
        text = pattern.sub(replacement, text)
    return f" {text}"


def plain_ascii(prompt: str) -> str:
    """Mended, unescaped, with emoji in words and every other script spelled in ASCII."""
    text = html.unescape(html.unescape(ftfy.fix_text(prompt[:LONGEST_TEXT])))
    text = emoji.demojize(text)[:LONGEST_TEXT].translate(FRACTIONS)
    return "".join(map(_spell, text))[:LONGEST_TEXT]


def _spell(character: str) -> str:
    """One character in ASCII; fancy letters, which the tables lack, as the letters they stand for."""
    for form in (character, unicodedata.normalize("NFKC", character)):
        ascii_text: str = unidecode(form)
        if ascii_text and UNKNOWN not in ascii_text:
            return ascii_text
    named = LATIN_LETTER.match(unicodedata.name(character, ""))
    return named[1] if named else ""


def _replace_persons(text: str, rng: random.Random) -> str:
    text = SEVERAL_PERSONS.sub(" people ", text)
    names, weights = list(PERSONS), list(PERSONS.values())
    return re.sub("<person>", lambda _: f" {rng.choices(names, weights)[0]} ", text)
