"""No text is missing or broken in any language, and none is asked for that does not exist."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts.texts import LANGUAGES, texts_for

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "bot" / "texts"
AREAS = sorted(path.stem for path in (TEXTS / "en").glob("*.ftl"))
KEY_IN_CODE = re.compile(r"""(?:texts\(|\btexts_of\(interaction\)\(|key=)\s*"([a-z0-9-]+)\"""")


class Variables(Visitor):
    """The names of the values that a text speaks of."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def entries(language: str, area: str) -> dict[str, set[str]]:
    """The keys of a file, each with the variables of its text. Fails on what Fluent can't read."""
    resource = FluentParser().parse((TEXTS / language / f"{area}.ftl").read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for entry in resource.body:
        assert not isinstance(entry, ast.Junk), f"{language}/{area}.ftl: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{language}/{area}.ftl has {entry.id.name} twice"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
@pytest.mark.parametrize("area", AREAS)
def test_each_language_says_the_same_with_the_same_values(language: str, area: str) -> None:
    english, other = entries("en", area), entries(language, area)
    assert other.keys() == english.keys()
    assert {key: names for key, names in other.items() if names - english[key]} == {}


def test_no_language_has_texts_that_english_lacks() -> None:
    for language in LANGUAGES:
        assert sorted(path.stem for path in (TEXTS / language).glob("*.ftl")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_keys_begin_with_their_area(area: str) -> None:
    prefixes = ("commands-",) if area.startswith("commands-") else (f"{area}-", f"{area.removesuffix('s')}-")
    assert [key for key in entries("en", area) if not key.startswith(prefixes)] == []


def test_every_key_in_the_code_has_a_text() -> None:
    english = texts_for("en")
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for path in (ROOT / "bot").rglob("*.py")
        for key in KEY_IN_CODE.findall(path.read_text("utf-8"))
        if not english.knows(key)
    }
    assert missing == set()
