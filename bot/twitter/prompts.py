"""What the text of a post asks for: a prompt, an end to it all, or the post that it speaks about."""

import re
import unicodedata

HANDLE = re.compile(r"(?<![\w@\uff20])[@\uff20](\w{1,20})")
"""X takes the full-width sign for the same."""
_LEADING_HANDLES = re.compile(r"(?:\s*[@\uff20]\w{1,20})+")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKS = re.compile(r"[#\uff03]|\$(?=[A-Za-z])")
"""Of hashtags and cashtags, whose words stay."""
_NO_LETTERS = re.compile(r"[\W_]+")

_STOP = frozenset(
    {
        *(
            "stop",
            "please stop",
            "stop it",
            "stop this",
            "stop replying",
            "stop replying to me",
            "unsubscribe",
        ),
        *(
            "opt out",
            "optout",
            "leave me alone",
            "go away",
            "do not reply",
            "don t reply to me",
            "dont reply",
        ),
        *("stopp", "hör auf", "aufhören", "lass mich in ruhe", "bitte aufhören", "abmelden"),
        *("para", "basta", "detente", "déjame en paz", "no me respondas", "darme de baja"),
        *("arrête", "arrêter", "laisse moi tranquille", "ne me réponds plus", "désabonner"),
        *("やめて", "やめてください", "止めて", "ストップ", "返信しないで", "停止"),
        *("pare", "parar", "me deixa em paz", "não me responda", "cancelar inscrição"),
    }
)
"""What whoever wants to be left alone writes, and nothing else."""

_THIS = frozenset(
    {
        *("this", "draw this", "paint this", "draw it", "paint it", "draw that", "please draw this"),
        *("zeichne das", "zeichne dies", "mal das", "male das", "mal das mal"),
        *("dibuja esto", "pinta esto", "dibújalo", "dessine ça", "dessine cela", "peins ça"),
        *("これ描いて", "これを描いて", "これ", "desenha isso", "desenhe isso", "pinta isso"),
    }
)
"""What whoever means the quoted or parent post writes, and nothing else."""


def own_text(text: str, shown_from: int | None, *, is_reply: bool) -> str:
    """What the author wrote: without the handles that X puts before replies.

    Where X does not tell how many there are, all handles that a reply begins with count as X's.
    """
    if shown_from is not None:
        return text[shown_from:] if _LEADING_HANDLES.fullmatch(text[:shown_from].rstrip()) else text
    leading = _LEADING_HANDLES.match(text) if is_reply else None
    return text[leading.end() :] if leading else text


def names(text: str, username: str) -> bool:
    """Whether the text mentions this account by its handle."""
    return any(handle.casefold() == username.casefold() for handle in HANDLE.findall(text))


def prompt_of(text: str) -> str:
    """The text without handles, links, and the marks of hashtags and cashtags."""
    return " ".join(_MARKS.sub("", HANDLE.sub(" ", _LINK.sub(" ", text))).split())


def is_stop(text: str) -> bool:
    """Whether someone wants to be left alone. A stop sign on Mars is a prompt."""
    return _words(text) in _STOP


def means_another_post(text: str) -> bool:
    """Whether the prompt is to be found in the post that this one quotes or replies to."""
    return _words(text) in _THIS


def _words(text: str) -> str:
    return _NO_LETTERS.sub(" ", unicodedata.normalize("NFKC", prompt_of(text)).casefold()).strip()
