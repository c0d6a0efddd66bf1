"""What servers have chosen for the filter: levels of single categories, words, the named-person rule."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ServerLevelRow, ServerRow, ServerWordRow
from db.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What a server has chosen; nothing at first."""

    levels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """`strict`, `standard` or `relaxed`, by category."""
    extra_words: tuple[str, ...] = ()
    """Refused besides the filter's own."""
    allowed_words: tuple[str, ...] = ()
    """Harmless there."""
    named_people: bool | None = None
    """Whether real people may not be shown in scenes that demean or deceive; None: as the policy says."""


async def filter_choices(session: AsyncSession, front: str, server: str) -> FilterChoices:
    """What this server has chosen."""
    levels = await session.execute(
        select(ServerLevelRow.category, ServerLevelRow.level).where(
            ServerLevelRow.front == front, ServerLevelRow.server == server
        )
    )
    words = (
        await session.execute(
            select(ServerWordRow.word, ServerWordRow.allowed)
            .where(ServerWordRow.front == front, ServerWordRow.server == server)
            .order_by(ServerWordRow.word)
        )
    ).all()
    row = await session.get(ServerRow, (front, server))
    return FilterChoices(
        levels=MappingProxyType({row.category: row.level for row in levels}),
        extra_words=tuple(word for word, allowed in words if not allowed),
        allowed_words=tuple(word for word, allowed in words if allowed),
        named_people=row.named_people if row else None,
    )


async def set_level(session: AsyncSession, front: str, server: str, category: str, level: str | None) -> None:
    """Choose the level of a category; None: as in all others."""
    key = {"front": front, "server": server, "category": category}
    if level is not None:
        await upsert(session, ServerLevelRow, key, {"level": level})
        return
    row = await session.get(ServerLevelRow, (front, server, category))
    if row:
        await session.delete(row)


async def set_words(
    session: AsyncSession, front: str, server: str, *, extra: Collection[str], allowed: Collection[str]
) -> None:
    """Replace both lists of words; a word that is on both is refused."""
    await session.execute(
        delete(ServerWordRow).where(ServerWordRow.front == front, ServerWordRow.server == server)
    )
    for word, is_allowed in (dict.fromkeys(allowed, True) | dict.fromkeys(extra, False)).items():
        await session.execute(
            insert(ServerWordRow).values(front=front, server=server, word=word, allowed=is_allowed)
        )
