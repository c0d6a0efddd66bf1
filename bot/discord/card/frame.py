"""The container that all our messages with a layout are: its edges' colours, and the simplest of them."""

from collections.abc import Iterable
from typing import Any

from discord import Colour, ui

VIOLET = Colour(0x7C4DFF)
"""Pictures, lists and facts."""
YELLOW = Colour(0xFFD84D)
"""What is still to come."""
GOLD = Colour(0xF2A900)
"""The showcase."""
RED = Colour(0xB3123F)
"""What went wrong, and what can't be undone."""


class Card(ui.LayoutView):
    """A container with a coloured edge. discord.py keeps nothing of it after it is sent."""

    def __init__(self, colour: Colour, items: Iterable[ui.Item[Any]]) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Container(*items, accent_colour=colour))
        self.stop()  # else each card would stay in memory to wait for presses, which our lasting items get


def note_card(colour: Colour, text: str, *buttons: ui.Button[Any]) -> Card:
    """A text, and perhaps a row of buttons below it."""
    rows = [ui.ActionRow[Any](*buttons)] if buttons else []
    return Card(colour, [ui.TextDisplay(text), *rows])
