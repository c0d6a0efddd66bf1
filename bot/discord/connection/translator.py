"""Names and descriptions of commands in the languages that Nonet speaks."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.texts.texts import texts_for


class FluentTranslator(app_commands.Translator):
    """Looks up what `locale_str("English text", key="commands-…")` says in other languages.

    The English text stands in the code, so that Discord's default is English. Where a language has no
    sentence of the key, Discord shows that default.
    """

    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """The text in the locale's language, or None to let Discord show the English one."""
        texts = texts_for(locale.value)
        key = string.extras.get("key", "")
        if texts.language == "en" or not texts.knows(key):
            return None
        return texts(key)
