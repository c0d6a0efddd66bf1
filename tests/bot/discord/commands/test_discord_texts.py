"""Every text that Discord shows of our commands exists in every language, and obeys Discord's rules."""

import re
from collections.abc import Iterator

import pytest
from discord import Locale, app_commands
from discord.app_commands import locale_str

from bot.discord.commands import privacy
from bot.discord.connection.client import NonetBot
from bot.discord.connection.translator import FluentTranslator
from bot.discord.desk import Desk
from bot.settings import Settings
from bot.texts.texts import LANGUAGES, texts_for

LOCALES = ("de", "es-ES", "es-419", "fr", "ja", "pt-BR")
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
"""https://discord.com/developers/docs/interactions/application-commands#application-command-object"""
ANY_TEXT = re.compile(r".{1,100}")
MENU_NAME = re.compile(r".{1,32}")


@pytest.fixture
async def bot(settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> NonetBot:
    """Not connected to anything; `setup_hook` alone makes the commands known."""
    monkeypatch.setattr(privacy, "remove_owed", _nothing_owed)  # a look into the database would outlast us
    bot = NonetBot(settings, desk)
    await bot.setup_hook()
    return bot


async def _nothing_owed(_bot: NonetBot) -> None:
    """No message waits for its removal."""


def texts_in(tree: app_commands.CommandTree[NonetBot]) -> Iterator[tuple[locale_str | None, re.Pattern[str]]]:
    """Each text of the tree with the form that it must have."""
    for command in [*tree.walk_commands(), *menus(tree)]:
        if isinstance(command, app_commands.ContextMenu):
            yield command._locale_name, MENU_NAME
            continue
        yield command._locale_name, COMMAND_NAME
        yield command._locale_description, ANY_TEXT
        if isinstance(command, app_commands.Command):
            for parameter in command._params.values():
                yield parameter._rename, COMMAND_NAME  # type: ignore[misc]  # checked below to be one
                yield parameter.description, ANY_TEXT  # type: ignore[misc]
                yield from ((choice._locale_name, ANY_TEXT) for choice in parameter.choices or ())


def menus(tree: app_commands.CommandTree[NonetBot]) -> list[app_commands.ContextMenu]:
    return [command for command in tree.get_commands() if isinstance(command, app_commands.ContextMenu)]


async def test_there_are_commands_and_menus(bot: NonetBot) -> None:
    assert {"draw", "help", "about", "status"} <= {command.name for command in bot.tree.get_commands()}
    assert menus(bot.tree)


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_text_of_every_command_is_translated(bot: NonetBot, locale: str) -> None:
    translator, faults = FluentTranslator(), []
    for text, form in texts_in(bot.tree):
        if not isinstance(text, locale_str) or "key" not in text.extras:
            faults.append(f"{text!r} has no key")
            continue
        translated = await translator.translate(text, Locale(locale), None)  # type: ignore[arg-type]  # unused
        if translated is None:
            faults.append(f"{text.extras['key']} is missing")
        elif not form.fullmatch(translated) or (form is COMMAND_NAME and translated != translated.lower()):
            faults.append(f"{text.extras['key']}: {translated!r} is not allowed")
    assert not faults


async def test_english_texts_in_code_and_files_are_the_same(bot: NonetBot) -> None:
    english, faults = texts_for("en"), []
    for text, form in texts_in(bot.tree):
        assert isinstance(text, locale_str)
        assert form.fullmatch(text.message), text.message
        if english(text.extras["key"]) != text.message:
            faults.append(f"{text.extras['key']}: {text.message!r} and {english(text.extras['key'])!r}")
    assert not faults


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "zh-CN", "ko"])
async def test_other_languages_get_discords_default(locale: str) -> None:
    text = locale_str("help", key="commands-help-name")
    assert await FluentTranslator().translate(text, Locale(locale), None) is None  # type: ignore[arg-type]


async def test_no_two_commands_have_the_same_name_in_any_language(bot: NonetBot) -> None:
    for language in LANGUAGES:
        names = [
            texts_for(language)(c._locale_name.extras["key"])
            for c in bot.tree.walk_commands()
            if not c.parent
        ]
        assert len(names) == len(set(names)), (language, sorted(names))
