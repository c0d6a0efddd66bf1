"""What presses do. Whoever calls `act` gets every error, and answers for it."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.discord.asking.ask import ask, options_after
from bot.discord.card import panels
from bot.discord.card.frame import VIOLET, note_card
from bot.discord.card.ids import Action
from bot.discord.card.pictures import all_nine, file_name, the_sample
from bot.discord.pressing.forms import caption_form, edit_form, report_form
from bot.discord.pressing.press import Press, Who, is_from_here, owns, read_press
from bot.discord.pressing.sample_post import picked_sample
from bot.discord.removal.jobs import remove_job
from bot.discord.voting import showcase
from bot.discord.voting.votes import votes_of
from bot.enlarge import pack
from bot.errors import BadRequestError
from bot.pipeline.cancel import cancel
from bot.pipeline.request import Requester

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_ZIP_OVERHEAD_BYTES = 8_192


@dataclass(frozen=True, slots=True)
class Deed:
    """What an action does, and who may."""

    do: Callable[[Press], Awaitable[None]]
    who: Who = Who.PRESSERS
    defers: bool = True
    """Whether the press is acknowledged before anything else. Forms and new jobs are answers themselves."""


async def act(interaction: "Interaction", action: Action, job_id: str, number: int | None = None) -> None:
    """Do what a button, or an entry of a message's menu, stands for.

    Raises:
        NonetError, DatabaseError, discord.HTTPException: it can't be done.
    """
    deed = DEEDS[action]
    if deed.defers:
        await interaction.response.defer(ephemeral=True)
    await deed.do(await read_press(interaction, job_id, number, deed.who))


async def _pick(press: Press) -> None:
    if press.number is None:
        await press.show(panels.keypad(press.job, press.texts, Action.PICK))
    else:
        await picked_sample(press, press.number)


async def _vary(press: Press) -> None:
    if press.number is None:
        keypad = panels.keypad(press.job, press.texts, Action.VARY)
        await press.interaction.response.send_message(view=keypad, ephemeral=True)
        return
    if (await the_sample(press.desk, press.job, press.number)).tokens is None:
        raise BadRequestError("Pictures of this model can't be varied.", key="card-no-tokens")
    await ask(press.interaction, press.job.prompt, options_after(press.job, vary=press.number))


async def _again(press: Press) -> None:
    await ask(press.interaction, press.job.prompt, options_after(press.job))


async def _edit(press: Press) -> None:
    await press.interaction.response.send_modal(await edit_form(press))


async def _caption(press: Press) -> None:
    await press.interaction.response.send_modal(caption_form(press))


async def _report(press: Press) -> None:
    await press.interaction.response.send_modal(report_form(press))


async def _favourite(press: Press) -> None:
    counter = votes_of(press.interaction.client)
    liked = await counter.toggle(press.job, press.person_id)
    if press.interaction.message:
        await counter.show(press.interaction, press.interaction.message, press.job)
    await press.say("card-favourite-added" if liked else "card-favourite-removed")


async def _more(press: Press) -> None:
    await press.show(
        panels.more_panel(
            press.job,
            press.texts,
            number=press.number,
            pictures=press.job.collage_key is not None,
            showcase=press.choices.showcase_channel is not None
            and is_from_here(press.interaction, press.job),
            owner=owns(press.interaction, press.job, press.choices),
        )
    )


async def _share(press: Press) -> None:
    if press.job.private:
        raise BadRequestError("Private pictures can't be shared by a link.", key="card-share-private")
    address = press.desk.settings.web.public_url.rstrip("/")
    page = f"{address}/jobs/{press.job.id}" if address else None
    await press.show(panels.share_panel(press.job, press.texts, page))


async def _publish(press: Press) -> None:
    message = await showcase.publish(press.interaction.client, press.job, press.person_id)
    await press.say("card-published", link=message.jump_url)


async def _download(press: Press) -> None:
    limit_bytes = press.interaction.filesize_limit - _ZIP_OVERHEAD_BYTES
    files = await all_nine(press.desk, press.job, limit_bytes)
    packed = io.BytesIO(await asyncio.to_thread(pack, files))
    file = discord.File(packed, file_name(press.job, ".zip"))
    await press.interaction.followup.send(file=file, ephemeral=True)


async def _delete(press: Press) -> None:
    await press.show(panels.confirm_panel(press.job, press.texts))


async def _erase(press: Press) -> None:
    left = await remove_job(press.interaction.client, press.job.id, press.person_id)
    says = press.texts("card-deleted-but", left=left) if left else press.texts("card-deleted")
    await press.show(note_card(VIOLET, says))


async def _cancel(press: Press) -> None:
    requester = Requester(press.job.platform, press.job.requester_id)
    if not await cancel(press.desk.database, press.desk.board, press.job.id, requester):
        raise BadRequestError("It is too late to cancel this one.", key="card-too-late")


DEEDS: Mapping[Action, Deed] = {
    Action.PICK: Deed(_pick),
    Action.VARY: Deed(_vary, defers=False),
    Action.AGAIN: Deed(_again, defers=False),
    Action.EDIT: Deed(_edit, defers=False),
    Action.CAPTION: Deed(_caption, defers=False),
    Action.FAVOURITE: Deed(_favourite, Who.ANYONE),
    Action.MORE: Deed(_more, Who.ANYONE),
    Action.SHARE: Deed(_share, Who.ANYONE),
    Action.PUBLISH: Deed(_publish, Who.OWNERS),
    Action.DOWNLOAD: Deed(_download),
    Action.REPORT: Deed(_report, Who.ANYONE, defers=False),
    Action.DELETE: Deed(_delete, Who.OWNERS),
    Action.ERASE: Deed(_erase, Who.OWNERS),
    Action.CANCEL: Deed(_cancel, Who.OWNERS),
}
