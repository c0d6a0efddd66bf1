"""Templates and word tables (`tables/*.toml`) -> texts.

A template is a text in which `[this|that]` stands for one of its parts and `{word}` for an entry of the
table `word`; both may be nested. Each template gives at most `each` texts.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from moderation.training.data.rows import HERE, Row

TABLES = HERE / "tables"
SEED = 6
_CHOICE = re.compile(r"\[([^\[\]{}]*)\]")
_WORD = re.compile(r"\{([a-z_]+)\}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Set:
    """Templates that share their labels."""

    templates: Sequence[str]
    labels: tuple[str, ...] = ()
    kind: str = "prompt"
    tier: str = "core"
    lang: str = "en"
    each: int = 4
    style: str = ""
    """`both`: may stand after "a photo of" and before ", 4k"; `after`: only before; empty: stands alone."""


def rows_of(path: Path) -> Iterator[Row]:
    """Every row of one file of templates, in its order, each text once."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words = shared_words() | table.get("words", {})
    source = f"nonet-{table.get('source', path.stem)}"
    seen: set[str] = set()
    for entry in table["set"]:
        templates = _read_set(entry, table.get("lang", "en"))
        for template in templates.templates:
            for text in _texts(template, templates, words):
                if text.casefold() not in seen:
                    seen.add(text.casefold())
                    yield _row(text, templates, source, template)


def expand(template: str, words: Mapping[str, Sequence[str]], random: Random) -> str:
    """One text of a template.

    Raises:
        KeyError: the template names a table that does not exist.
    """
    while choice := _WORD.search(template) or _CHOICE.search(template):
        parts = words[choice[1]] if choice[0].startswith("{") else choice[1].split("|")
        template = template[: choice.start()] + random.choice(parts) + template[choice.end() :]
    return _SPACES.sub(" ", template).strip()


@cache
def shared_words() -> dict[str, list[str]]:
    """The tables that every file of templates may use."""
    words: dict[str, list[str]] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return words


def _read_set(entry: dict[str, Any], lang: str) -> Set:
    return Set(**{"lang": lang} | entry | {"labels": tuple(entry.get("labels", ()))})


def _texts(template: str, templates: Set, words: Mapping[str, Sequence[str]]) -> list[str]:
    random = Random(f"{SEED}:{template}")  # noqa: S311 - not for secrets: the same rows on every run
    tries = templates.each * 3 if "[" in template or "{" in template else 1
    texts = dict.fromkeys(expand(template, words, random) for _ in range(tries))
    return [_styled(text, templates.style, words, random) for text in list(texts)[: templates.each]]


def _styled(text: str, style: str, words: Mapping[str, Sequence[str]], random: Random) -> str:
    if style == "both" and random.random() < 0.45:
        text = f"{expand('{style_before}', words, random)} {text}"
    if style and random.random() < 0.3:
        text = f"{text}, {expand('{style_after}', words, random)}"
    return text


def _row(text: str, templates: Set, source: str, template: str) -> Row:
    return Row(
        text=text,
        labels=templates.labels,
        source=source,
        unsafe=bool(templates.labels),
        tier=templates.tier,
        kind=templates.kind,
        lang=templates.lang,
        group="n" + sha256(f"{source}:{templates.lang}:{template}".encode()).hexdigest()[:8],
    )
