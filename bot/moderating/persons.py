"""Keeping people out, letting them in again, and remembering things about them."""

from datetime import UTC, datetime, timedelta

from bot.errors import BadRequestError
from bot.moderating.moderator import Moderator
from bot.moderation_metrics import acted
from db import audit, people, server_bans
from db.audit import Done, ModeratorAction, Note
from db.server_bans import ServerBan
from db.session import Database

SENTENCE_CHARS = 300
NOTE_CHARS = 1_000
LONGEST_DAYS = 36_500.0


async def ban(
    database: Database, moderator: Moderator, platform: str, person_id: str, *, days: float, reason: str
) -> datetime:
    """Keep someone out, of the moderator's server or, if an operator says so, everywhere; until when.

    Their jobs on the way there end. `reason` is a sentence that they read.

    Raises:
        BadRequestError: days or reason can't be taken, or it is the moderator.
    """
    reason = " ".join(reason.split())
    if not 0 < days <= LONGEST_DAYS:
        raise BadRequestError(
            f"A ban lasts up to {LONGEST_DAYS:g} days.", key="moderation-ban-days", limit=LONGEST_DAYS
        )
    if len(reason) > SENTENCE_CHARS:
        raise BadRequestError(
            f"The sentence may have {SENTENCE_CHARS} characters.",
            key="moderation-too-long",
            limit=SENTENCE_CHARS,
        )
    _check_is_other(moderator, platform, person_id)
    now = datetime.now(UTC)
    until = now + timedelta(days=days)
    async with database.session() as session:
        if moderator.scope:
            one = ServerBan(
                platform=platform, person_id=person_id, until=until, reason=reason, created_at=now
            )
            await server_bans.ban(session, moderator.scope, one)
        else:
            await people.ban(session, platform, person_id, until, reason, now=now)
        note = f"until {until:%Y-%m-%d %H:%M} UTC. {reason}".strip()
        await audit.log(session, _done(moderator, ModeratorAction.BAN, platform, person_id, note))
    acted(ModeratorAction.BAN)
    return until


def read_days(typed: str) -> float:
    """The days that were typed; what is no number is none that a ban can have."""
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        return 0.0


async def unban(database: Database, moderator: Moderator, platform: str, person_id: str) -> None:
    """Let someone in again, on the moderator's server or, if an operator says so, everywhere.

    Raises:
        BadRequestError: it is the moderator.
    """
    _check_is_other(moderator, platform, person_id)
    async with database.session() as session:
        if moderator.scope:
            await server_bans.unban(session, moderator.scope, platform, person_id)
        else:
            await people.unban(session, platform, person_id)
        await audit.log(session, _done(moderator, ModeratorAction.UNBAN, platform, person_id))
    acted(ModeratorAction.UNBAN)


async def note(database: Database, moderator: Moderator, platform: str, person_id: str, text: str) -> None:
    """Remember something of a person, for the moderators of the same server, or for operators.

    Raises:
        BadRequestError: there is nothing to remember, or too much.
    """
    text = text.strip()
    if not 0 < len(text) <= NOTE_CHARS:
        raise BadRequestError(
            f"A note has 1 to {NOTE_CHARS} characters.", key="moderation-too-long", limit=NOTE_CHARS
        )
    scope = moderator.scope
    async with database.session() as session:
        written = Note(
            platform=platform,
            person_id=person_id,
            front=scope.front if scope else None,
            server=scope.server if scope else None,
            moderator=moderator.key,
            text=text,
            created_at=datetime.now(UTC),
        )
        await audit.write_note(session, written)
        await audit.log(session, _done(moderator, ModeratorAction.NOTE, platform, person_id))
    acted(ModeratorAction.NOTE)


def _check_is_other(moderator: Moderator, platform: str, person_id: str) -> None:
    if moderator.is_person(platform, person_id):
        raise BadRequestError("Someone else must decide about you.", key="moderation-own")


def _done(
    moderator: Moderator, action: ModeratorAction, platform: str, person_id: str, text: str = ""
) -> Done:
    scope = moderator.scope
    return Done(
        at=datetime.now(UTC),
        moderator=moderator.key,
        front=scope.front if scope else None,
        server=scope.server if scope else None,
        action=action,
        platform=platform,
        person_id=person_id,
        note=text,
    )
