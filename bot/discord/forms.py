"""Forms of which nothing is kept: their ids say what they are for, so that restarts don't matter."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import ui


def make_form(custom_id: str, title: str, fields: Mapping[str, ui.Item[Any]]) -> ui.Modal:
    """A form with a field below each of these labels. What is sent comes as an `on_interaction` event."""
    form = ui.Modal(title=title, custom_id=custom_id, timeout=None)
    for label, field in fields.items():
        form.add_item(ui.Label(text=label, component=field))
    form.stop()  # discord.py need not wait for it
    return form


def sent_id(interaction: discord.Interaction[Any]) -> str | None:
    """The id of the form that is sent with this interaction, if it is one."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: Any = interaction.data
    return str(data["custom_id"])


def sent_fields(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """What each field of a sent form holds, by the field's id; of a menu, what was chosen first."""
    data: Any = interaction.data
    found = (label["component"] for label in data["components"] if "component" in label)
    return {
        field["custom_id"]: field.get("value") or next(iter(field.get("values", [])), "") for field in found
    }
