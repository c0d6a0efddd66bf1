"""No text is missing or broken in any language, and none is asked for that does not exist."""

import ast as python
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.errors import RefusedError
from bot.pipeline.cancel import CANCELLED
from bot.pipeline.mend import GIVEN_UP
from bot.pipeline.paint import PICTURES_REFUSED, PICTURES_UNJUDGED
from bot.pipeline.vary import GONE, NO_TOKENS
from bot.texts.failures import failure_text
from bot.texts.texts import LANGUAGES, texts_for
from moderation.verdict import Category

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
    assert other == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    texts = texts_for(language)
    assert [
        key
        for area in AREAS
        for key, names in entries(language, area).items()
        if not texts(key, **dict.fromkeys(names, 2)).strip()
    ] == []


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


def test_no_text_is_left_that_nothing_asks_for() -> None:
    literals, made = strings_in_code()
    keys = [key for area in AREAS for key in entries("en", area)]
    assert [
        key for key in keys if key not in literals and not any(form.fullmatch(key) for form in made)
    ] == []


def strings_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """All strings in the bot's code, and the forms of keys that f-strings make."""
    nodes = [
        node
        for path in (ROOT / "bot").rglob("*.py")
        for node in python.walk(python.parse(path.read_text("utf-8")))
    ]
    literals = {node.value for node in nodes if isinstance(node, python.Constant)}
    made = [form for node in nodes if isinstance(node, python.JoinedStr) and (form := form_of(node))]
    return {text for text in literals if isinstance(text, str)}, made


def form_of(made: python.JoinedStr) -> re.Pattern[str] | None:
    """What an f-string can make, if it makes keys, which begin with an area.

    After an area alone it fills in single words, or it would pass for every key of that area.
    """
    parts = [part.value if isinstance(part, python.Constant) else None for part in made.values]
    if not re.fullmatch("[a-z]+-[a-z-]*", str(parts[0])):
        return None
    gap = "[a-z]+" if str(parts[0]).count("-") == 1 else "[a-z0-9_-]+"
    return re.compile("".join(gap if part is None else re.escape(str(part)) for part in parts))


def values_in_code() -> dict[str, set[str]]:
    """The names of the values that each error is raised with, by its key."""
    raised: dict[str, set[str]] = {}
    for path in (ROOT / "bot").rglob("*.py"):
        for node in python.walk(python.parse(path.read_text("utf-8"))):
            if isinstance(node, python.Call):
                named = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
                key = named.pop("key", None)
                if isinstance(key, python.Constant) and str(key.value).startswith("error-"):
                    raised[str(key.value)] = set(named) - {"final"}
    return raised


def test_errors_are_raised_with_the_values_that_their_texts_speak_of() -> None:
    english, raised = entries("en", "errors"), values_in_code()
    assert raised
    assert {key: names for key, names in raised.items() if english[key] != names} == {}


@pytest.mark.parametrize("category", [*Category, "opt-out"])
def test_every_kind_of_refusal_has_its_text_and_self_harm_a_helpline(category: str) -> None:
    for language in LANGUAGES:
        said = texts_for(language)(RefusedError("No.", category).key)
        assert ("findahelpline.com" in said) == (category == Category.SELF_HARM)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_why_a_job_failed_is_said_in_the_readers_language(language: str) -> None:
    texts, english = texts_for(language), texts_for("en")
    for known in (GIVEN_UP, PICTURES_REFUSED, PICTURES_UNJUDGED, CANCELLED, GONE, NO_TOKENS):
        assert failure_text(texts, known) not in (known, failure_text(english, known))
    assert failure_text(texts, None) == failure_text(texts, CANCELLED)
    assert failure_text(texts, "The service is on fire.") == "The service is on fire."
