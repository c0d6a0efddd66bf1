"""What people wish for whenever they don't say otherwise."""

from dataclasses import asdict, dataclass

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PreferenceRow
from db.rows import record_of
from db.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Someone's lasting wishes. `db.models.PreferenceRow` says what each means."""

    style: str = ""
    negative_prompt: str = ""
    spoiler: bool | None = None


async def of_person(session: AsyncSession, platform: str, person_id: str) -> Preferences:
    """What this person wishes for; those who never said have no wishes."""
    row = await session.get(PreferenceRow, (platform, person_id))
    return record_of(row, Preferences) if row else Preferences()


async def prefer(session: AsyncSession, platform: str, person_id: str, wishes: Preferences) -> None:
    """Remember what this person wishes for from now on, in place of what it was."""
    key = {"platform": platform, "person_id": person_id}
    if wishes == Preferences():
        mine = (PreferenceRow.platform == platform) & (PreferenceRow.person_id == person_id)
        await session.execute(delete(PreferenceRow).where(mine))
    else:
        await upsert(session, PreferenceRow, key, asdict(wishes))
