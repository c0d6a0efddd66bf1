"""Sentences by key and language, written in Fluent (https://projectfluent.org), which knows every plural.

A folder holds the files of one language, one for each subject. English is complete by a test, and so are the
others, each with the same variables.
"""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "de", "es", "fr", "ja", "pt-BR")
_FOLDER = Path(__file__).parent


class Texts:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Isolating marks around values would show up as boxes in some clients.
        self._bundle = FluentBundle([language], use_isolating=False)
        for file in sorted((_FOLDER / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))

    def __call__(self, key: str, **values: str | float) -> str:
        """The sentence of a key with its values.

        Raises:
            LookupError: there is no such key, or a value is missing: a mistake in the code, found by tests.
        """
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"The text {key} has no value.")
        sentence, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"The text {key} can't be written in {self.language}: {errors[0]}.")
        return str(sentence)

    def knows(self, key: str) -> bool:
        """Whether there is a sentence of this key."""
        return self._bundle.has_message(key)


def texts_for(locale: str | None) -> Texts:
    """The sentences for a locale as platforms name it (`de`, `es-419`, `pt-BR`); English for all others."""
    if locale in LANGUAGES:
        return _texts(locale)
    base = (locale or "").split("-")[0]
    return _texts(next((language for language in LANGUAGES if language.split("-")[0] == base), "en"))


@cache
def _texts(language: str) -> Texts:
    return Texts(language)
