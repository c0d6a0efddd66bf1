"""Prompts out of messages: what people wrote, without what only Discord understands."""

import re
from collections.abc import Mapping

import discord

_MARKUP = re.compile(
    r"<@!?(?P<person>\d+)>|<@&(?P<role>\d+)>|<#(?P<channel>\d+)>|<a?:(?P<emoji>\w+):\d+>"
    r"|<t:-?\d+(?::\w)?>|</(?P<command>[^:>]+):\d+>"
)


def text_of(message: discord.Message) -> str:
    """The words of a message, or else those of its embeds: title and description, one after the other."""
    words = plain_text(message.content, {person.id: person.display_name for person in message.mentions})
    if words:
        return words
    embedded = [part for embed in message.embeds for part in (embed.title, embed.description) if part]
    return plain_text(" ".join(embedded), {})


def plain_text(content: str, names: Mapping[int, str]) -> str:
    """Content with names in place of mentions and emoji; nobody stays of a person who is not in `names`."""

    def written_out(match: re.Match[str]) -> str:
        person = match["person"]
        return names.get(int(person), "") if person else match["emoji"] or match["command"] or ""

    return " ".join(_MARKUP.sub(written_out, content).split())
