"""What moderators' presses do. The queue is shown anew afterwards."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord.moderating.forms import FORMS, form_of
from bot.discord.moderating.ids import Deed
from bot.discord.moderating.show import show
from bot.discord.moderating.who import moderator_of, office_of
from bot.discord.speaking.language import texts_of
from bot.moderating import decide, persons
from bot.moderating.moderator import Moderator
from db.cases import CaseKind, Which

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


@dataclass(frozen=True, slots=True)
class Pressed:
    """A moderator has pressed something."""

    interaction: "Interaction"
    moderator: Moderator
    which: Which
    """The part of the queue that is shown."""
    case_id: int
    values: list[str]
    """Chosen in a menu."""

    async def next(self, key: str) -> None:
        """Say what was done, and show the case that comes after."""
        said = texts_of(self.interaction)(key, number=str(self.case_id))
        await show(self.interaction, self.moderator, self.which, after=self.case_id, said=said)

    async def same(self, key: str) -> None:
        """Say what was done, and show the case as it is now."""
        said = texts_of(self.interaction)(key)
        await show(self.interaction, self.moderator, self.which, case_id=self.case_id, said=said)


async def press(
    interaction: "Interaction", deed: Deed, which: Which, case_id: int, values: list[str]
) -> None:
    """Do what a button or menu of the queue stands for.

    Raises:
        MissingPermissions: the presser moderates nothing here.
        NonetError, DatabaseError: it can't be done.
    """
    moderator = await moderator_of(interaction)
    pressed = Pressed(interaction, moderator, which, case_id, values)
    if deed in FORMS or await _wants_words(pressed, deed):
        await interaction.response.send_modal(form_of(deed, which, case_id, texts_of(interaction)))
        return
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.defer()
    else:  # of what all moderators see in their channel, each opens the queue for themselves
        await interaction.response.defer(ephemeral=True, thinking=True)
    await DEEDS[deed](pressed)


async def _wants_words(pressed: Pressed, deed: Deed) -> bool:
    """Whether a decision is an answer to someone, who deserves a sentence."""
    if deed not in (Deed.UPHOLD, Deed.DISMISS):
        return False
    office = office_of(pressed.interaction.client.desk)
    case = await decide.case_of(office, pressed.moderator, pressed.case_id)
    return case.kind is CaseKind.APPEAL


async def _claim(pressed: Pressed) -> None:
    await decide.claim(office_of(pressed.interaction.client.desk), pressed.moderator, pressed.case_id)
    await pressed.same("moderation-done-claim")


async def _uphold(pressed: Pressed) -> None:
    await decide.uphold(office_of(pressed.interaction.client.desk), pressed.moderator, pressed.case_id)
    await pressed.next("moderation-done-uphold")


async def _dismiss(pressed: Pressed) -> None:
    await decide.dismiss(office_of(pressed.interaction.client.desk), pressed.moderator, pressed.case_id)
    await pressed.next("moderation-done-dismiss")


async def _unban(pressed: Pressed) -> None:
    desk = pressed.interaction.client.desk
    case = await decide.case_of(office_of(desk), pressed.moderator, pressed.case_id)
    await persons.unban(desk.database, pressed.moderator, case.platform, case.person_id)
    await pressed.same("moderation-done-unban")


async def _earlier(pressed: Pressed) -> None:
    await show(pressed.interaction, pressed.moderator, pressed.which, before=pressed.case_id)


async def _later(pressed: Pressed) -> None:
    await show(pressed.interaction, pressed.moderator, pressed.which, after=pressed.case_id)


async def _open(pressed: Pressed) -> None:
    await show(pressed.interaction, pressed.moderator, pressed.which, case_id=pressed.case_id or None)


async def _part(pressed: Pressed) -> None:
    which = Which(pressed.values[0]) if pressed.values and pressed.values[0] in set(Which) else Which.OPEN
    await show(pressed.interaction, pressed.moderator, which)


DEEDS: Mapping[Deed, Callable[[Pressed], Awaitable[None]]] = {
    Deed.CLAIM: _claim,
    Deed.UPHOLD: _uphold,
    Deed.DISMISS: _dismiss,
    Deed.UNBAN: _unban,
    Deed.EARLIER: _earlier,
    Deed.LATER: _later,
    Deed.OPEN: _open,
    Deed.PART: _part,
}
"""What needs nothing typed."""
