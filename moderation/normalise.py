"""Prompts made clean (what is stored and painted) and readable (what the filter looks at)."""

import re
import string
import unicodedata

from moderation.decoders import unhidden
from moderation.lookalikes import unstyled
from moderation.meaning import coded_words_plain, legible

PROMPT_CHARS = 10_000
"""Longest prompt that `clean` lets through; the setting `limits.prompt_chars` is lower."""

MOST_READINGS = 4
"""Each costs the classifier as much as a prompt does."""

LOUD = 0.4
"""Share of capitals among the letters of a text from which they say nothing."""

MARKS_IN_A_ROW = 4
"""Combining marks that one letter may bear: no language needs more, only scribbles do."""

_JOINERS = "\u200c\u200d"
_UNSEEN_LETTERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
"""Shown as nothing, although Unicode calls them letters, symbols or marks."""
_NEVER_VARIED = frozenset(string.ascii_letters + " ")
"""Bear no variation selectors."""
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
"""The flags of England, Scotland, Wales and the like: the only honest use of tag characters."""

_ACCENTS_AND_JOINERS = re.compile("[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]")
_NOT_WORDS = re.compile(r"[\W_]+")


class PromptError(ValueError):
    """What was typed is not a prompt at all; the message is a sentence for the person."""


def clean(prompt: str) -> str:
    """The prompt as it is stored and painted: composed (NFC), on one line, without what can't be seen.

    Control characters, zero-width characters and scribbled marks go, white space becomes single spaces.
    Joiners stay where writing needs them: in emoji, and in Arabic and Indian scripts. Markup stays text:
    whoever shows a prompt escapes it. At most `PROMPT_CHARS` characters; cleaning twice changes nothing.
    """
    text = _tidy(prompt[:PROMPT_CHARS])
    return text if len(text) <= PROMPT_CHARS else _tidy(text[:PROMPT_CHARS])


def require_content(cleaned: str) -> None:
    """Check that there is something to paint.

    Raises:
        PromptError: it holds no letter, digit or symbol.
    """
    if not any(unicodedata.category(character)[0] in "LNS" for character in cleaned):
        raise PromptError("There is nothing to paint in this prompt; describe a picture in a few words.")


def fold(text: str) -> str:
    """Lower case without accents and compatibility forms: how terms and prompts are compared."""
    folded = unicodedata.normalize("NFKD", _without_unseen(text)).casefold()
    plain = _ACCENTS_AND_JOINERS.sub("", folded)
    return unicodedata.normalize("NFC", plain)[: 2 * PROMPT_CHARS]


def readings(prompt: str) -> tuple[str, ...]:
    """What a prompt may mean to whoever reads it: at most `MOST_READINGS` texts, no two equal.

    The first is the prompt as it was typed, in plain letters and quiet capitals. The others are
    more like language than it is: with disguised words spelled out, codes undone, coded words in plain ones.
    A prompt that is mostly a code has no reading as it was typed, since that would say nothing.
    """
    typed = clean(unstyled(unhidden(prompt[:PROMPT_CHARS])))
    meant = legible(typed)
    plain = clean(meant.text)
    found = [plain] if meant.was_code else [typed, plain]
    found.append(coded_words_plain(found[-1]))
    return tuple(dict.fromkeys(_calm(text) for text in found if text))[:MOST_READINGS] or ("",)


def words_of(text: str) -> str:
    """The words of a text with one space between them, without any signs."""
    return " ".join(_NOT_WORDS.sub(" ", text).split())


def _calm(text: str) -> str:
    """Lower case if the capitals of a text are too many to mean anything."""
    cased = sum(character.islower() or character.isupper() for character in text)
    loud = sum(map(str.isupper, text))
    return text.lower() if loud > LOUD * cased else text


def _tidy(text: str) -> str:
    visible = unicodedata.normalize("NFC", _without_unseen(text))
    if not visible.isascii():
        visible = unicodedata.normalize("NFC", _with_marks_that_belong(visible))
    return " ".join(visible.split())


def _without_unseen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    flags = {place for match in _FLAG.finditer(text) for place in range(*match.span())}
    return "".join(
        " " if character.isspace() else character
        for place, character in enumerate(text)
        if character.isspace() or place in flags or _is_seen(character)
    )


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cn":  # unassigned: may be an emoji that is newer than our Unicode tables
        return "\U0001f000" <= character <= "\U0001fbff"
    if category[0] == "C":
        return character in _JOINERS
    return character not in _UNSEEN_LETTERS


def _with_marks_that_belong(text: str) -> str:
    """Drop joiners and variation selectors outside their scripts, and marks after the fourth in a row."""
    following = _next_groups(text)
    kept: list[str] = []
    base, marks = "", 0
    for character, next_group in zip(text, following, strict=True):
        if character in _JOINERS:
            if not next_group or _group(base) != next_group or kept[-1] in _JOINERS:
                continue
            marks = 0
        elif _is_selector(character):
            if kept[-1:] != [base] or base in _NEVER_VARIED:
                continue
        elif unicodedata.category(character)[0] == "M":
            marks += 1
            if marks > MARKS_IN_A_ROW:
                continue
        else:
            base, marks = character, 0
        kept.append(character)
    return "".join(kept)


def _next_groups(text: str) -> list[str]:
    """For each character, the group of the first character after it that is neither joiner nor mark."""
    groups, group = [], ""
    for character in reversed(text):
        groups.append(group)
        if character not in _JOINERS and unicodedata.category(character)[0] != "M":
            group = _group(character)
    return groups[::-1]


def _group(character: str) -> str:
    """`emoji` or `script` for characters that joiners may stand between, else nothing."""
    if "\u0600" <= character <= "\u109f" or "\u1780" <= character <= "\u18af":
        return "script"
    if "\u2190" <= character <= "\u2bff" or character >= "\U0001f000":
        return "emoji"
    return ""


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
