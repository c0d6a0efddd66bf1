"""The button below a refusal, for who thinks that it is a mistake."""

from typing import Any

from discord import ui

from bot.errors import RefusedError
from bot.texts.texts import Texts

APPEAL = "appeal"
"""Begins its id; the number of the refusal follows."""


def appeal_button(refusal_id: int, texts: Texts) -> ui.Button[Any]:
    """The button for a refusal that can be appealed against."""
    return ui.Button(label=texts("moderation-appeal"), emoji="🙋", custom_id=f"{APPEAL}:{refusal_id}")


def appeal_row(error: BaseException, texts: Texts) -> ui.View | None:
    """The button alone, to go below a sentence; None if there is no appeal against the error."""
    if not isinstance(error, RefusedError) or error.refusal_id is None:
        return None
    row = ui.View(timeout=None)
    row.add_item(appeal_button(error.refusal_id, texts))
    row.stop()  # discord.py need not wait for a press: `bot.discord.moderating.appeals` gets it
    return row
