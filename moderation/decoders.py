"""Codes that anyone can undo: base64, hexadecimal, Morse, rotated alphabets and the like."""

import base64
import binascii
import html
import re
import string
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from moderation.lookalikes import upright

SHORTEST_CODE = 8
"""Characters of a token that may be base64 or hexadecimal."""

READABLE = 0.8
"""Share of letters, digits and spaces in what a code may stand for."""

_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_MARKUP = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|p|div|br|font|sup|sub|mark|small|big|code|tt|wbr)(?:[ /][^<>]{0,60})?>"
    r"|<!--[^-]{0,60}-->|/\*[^*]{0,60}\*/"
)
_ESCAPE = re.compile(
    r"\\u\{?([0-9a-fA-F]{4,5})\}?|\\x([0-9a-fA-F]{2})|U\+([0-9a-fA-F]{4,5})|=([0-9A-F]{2})(?==)"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}={0,2}")
_BASE32 = re.compile(r"[A-Z2-7]{8,}={0,6}")
_HEX = re.compile(r"(?:0[xX])?(?:[0-9a-fA-F]{2}){4,}")
_HEX_PAIRS = re.compile(r"[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){3,}")
_HEX_BYTE = re.compile(r"(?:0[xX]|\\x)?[0-9a-fA-F]{2}[,:;]?")
_BITS = re.compile(r"(?:[01]{8}){2,}")
_BYTE = re.compile(r"[01]{7,8}")
_NUMBER = re.compile(r"\d{1,3}[,;]?")
_PLACES = re.compile(r"\d{1,2}(?:-\d{1,2}){2,}")
_WORD = re.compile(r"[^\W_][\w'-]*")
_MORSE_WORD = re.compile(r"[.\-/|·\u2013\u2014\u2212•_]+")

_MORSE_SIGNS = str.maketrans("·•\u2013\u2014\u2212_|", "..----/")
_MORSE_LETTERS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- "
    "--.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
)
_MORSE = dict(zip(_MORSE_LETTERS.split(), string.ascii_lowercase + string.digits, strict=True))
_BRAILLE = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵⠀", string.ascii_lowercase + " ", strict=True))
_NAMES = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
)
_SPELLING_ALPHABET = dict(zip(_NAMES.split(), string.ascii_lowercase, strict=True)) | {
    "alfa": "a",
    "juliett": "j",
    "whisky": "w",
    "x-ray": "x",
}
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_RIGHT_KEY = str.maketrans({right: left for row in _KEYS for left, right in pairwise(row)})
_LEFT_KEY = str.maketrans({left: right for row in _KEYS for left, right in pairwise(row)})


def unhidden(text: str) -> str:
    """The text with characters that are cleaned away, though they stand for letters, as those letters.

    These are tag characters, which nobody sees, and Braille with its blank.
    """
    text = _TAGS.sub(lambda run: "".join(chr(ord(tag) - 0xE0000) for tag in run[0]), text)
    return "".join(_BRAILLE.get(character, character) for character in text)


def decoded(text: str) -> str:
    """The text with every part that is plainly a code in its place decoded.

    Only what decodes to readable text is replaced; whether it is language, the caller decides.
    """
    text = _MARKUP.sub("", html.unescape(text))
    text = _ESCAPE.sub(_unescape, text)
    if "%" in text:
        text = unquote(text)
    return " ".join(_decode_runs([_decode_token(token) for token in text.split()]))


def whole_text_codes(text: str) -> Iterator[str]:
    """What a text in lower case may be when all its letters were exchanged or turned round."""
    yield text[::-1]
    yield _WORD.sub(lambda word: word[0][::-1], text)
    yield upright(text)
    for exchange in (*map(_rotation, range(1, 26)), _ATBASH):
        yield text.translate(exchange)
        yield text[::-1].translate(exchange)
    yield text.translate(_RIGHT_KEY)
    yield text.translate(_LEFT_KEY)


def rot13(word: str) -> str:
    """The letters half an alphabet on."""
    return word.translate(_rotation(13))


def from_pig_latin(word: str) -> Iterator[str]:
    """`akednay` becomes `naked`; how many consonants were moved to the end is not told."""
    if word.endswith("ay") and len(word) > 2:
        yield from (word.removesuffix(end) for end in ("way", "yay") if word.endswith(end))
        stem = word.removesuffix("ay")
        yield stem
        for moved in range(1, min(4, len(stem))):
            yield stem[-moved:] + stem[:-moved]


def _unescape(match: re.Match[str]) -> str:
    number = int(next(filter(None, match.groups())), 16)
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else ""


def _decode_token(token: str) -> str:
    if len(token) < SHORTEST_CODE:
        return token
    core = token.strip(".,;:!?\"'()[]")
    if _PLACES.fullmatch(core):
        return _run_of_numbers(core.split("-")) or token
    for pattern, decode in _TOKEN_CODES:
        if pattern.fullmatch(core):
            readable = _readable(decode, core)
            if readable:
                return token.replace(core, readable)
    return token


def _from_base64(code: str) -> bytes:
    stripped = code.rstrip("=").translate(str.maketrans("-_", "+/"))
    return base64.b64decode(stripped + "=" * (-len(stripped) % 4), validate=True)


def _from_base32(code: str) -> bytes:
    stripped = code.rstrip("=")
    return base64.b32decode(stripped + "=" * (-len(stripped) % 8))


def _from_hex(code: str) -> bytes:
    return bytes.fromhex(code.lower().removeprefix("0x"))


def _from_hex_pairs(code: str) -> bytes:
    return bytes.fromhex(code.replace(":", "").replace("-", ""))


def _from_bits(code: str) -> bytes:
    return bytes(int(code[at : at + 8], 2) for at in range(0, len(code), 8))


_TOKEN_CODES: tuple[tuple[re.Pattern[str], Callable[[str], bytes]], ...] = (
    (_BITS, _from_bits),
    (_HEX, _from_hex),
    (_HEX_PAIRS, _from_hex_pairs),
    (_BASE32, _from_base32),
    (_BASE64, _from_base64),
)


def _readable(decode: Callable[[str], bytes], code: str) -> str:
    """The text that a code stands for; empty if it is none."""
    try:
        text = decode(code).decode()
    except (ValueError, binascii.Error):
        return ""
    letters = sum(character.isalnum() or character == " " for character in text)
    if len(text) < SHORTEST_CODE and not (text.isascii() and text.isalpha()):
        return ""  # a few bytes are soon printable by chance
    return text if text.isprintable() and letters >= READABLE * len(text) else ""


def _decode_runs(tokens: list[str]) -> list[str]:
    """Replace runs of tokens that each stand for one character."""
    for belongs, least, decode in _RUN_CODES:
        tokens = list(_replace_runs(tokens, belongs, least, decode))
    return tokens


def _replace_runs(
    tokens: Sequence[str], belongs: Callable[[str], object], least: int, decode: Callable[[list[str]], str]
) -> Iterator[str]:
    run: list[str] = []
    for token in [*tokens, ""]:
        if token and belongs(token):
            run.append(token)
            continue
        readable = decode(run) if len(run) >= least else ""
        yield from [readable] if readable else run
        run = []
        if token:
            yield token


def _bytes_run(numbers: list[int]) -> str:
    return _readable(lambda _: bytes(numbers), "") if max(numbers) < 256 else ""


def _run_of_bits(run: list[str]) -> str:
    return _bytes_run([int(bits, 2) for bits in run])


def _run_of_hex(run: list[str]) -> str:
    return _bytes_run([int(code.strip(",:;")[-2:], 16) for code in run])


def _run_of_numbers(run: list[str]) -> str:
    numbers = [int(number.strip(",;")) for number in run]
    if all(1 <= number <= 26 for number in numbers):
        return "".join(string.ascii_lowercase[number - 1] for number in numbers)
    return _bytes_run(numbers)


def _run_of_morse(run: list[str]) -> str:
    words = " ".join(run).translate(_MORSE_SIGNS).replace("/", " / ").split("/")
    letters = ["".join(_MORSE.get(letter, "\0") for letter in word.split()) for word in words]
    text = " ".join(filter(None, letters))
    return "" if "\0" in text else text


def _run_of_names(run: list[str]) -> str:
    return "".join(_SPELLING_ALPHABET[name.casefold()] for name in run)


def _is_name(token: str) -> bool:
    return token.casefold() in _SPELLING_ALPHABET


_RUN_CODES: tuple[tuple[Callable[[str], object], int, Callable[[list[str]], str]], ...] = (
    (_BYTE.fullmatch, 2, _run_of_bits),
    (_NUMBER.fullmatch, 4, _run_of_numbers),
    (_HEX_BYTE.fullmatch, 4, _run_of_hex),
    (_MORSE_WORD.fullmatch, 3, _run_of_morse),
    (_is_name, 3, _run_of_names),
)


def _rotation(shift: int) -> dict[int, int]:
    letters = string.ascii_lowercase
    return str.maketrans(letters, letters[shift:] + letters[:shift])


_ATBASH = str.maketrans(string.ascii_lowercase, string.ascii_lowercase[::-1])
