"""Appeals: someone says that a refusal, or a removal, was a mistake."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from bot.errors import BadRequestError, QuotaError
from bot.pipeline.refuse import UNAPPEALABLE
from bot.settings import Settings
from db import appeals, cases, refusals
from db.appeals import Appeal, Outcome
from db.refusals import KnownRefusal
from db.session import Database
from moderation.verdict import Decision

APPEAL_CHARS = 1_000
_LOOKED_THROUGH = 50


@dataclass(frozen=True, slots=True)
class Appealable:
    """Something that was refused to a person, and what has become of their appeal against it."""

    refusal: KnownRefusal
    appeal: Appeal | None
    outcome: Outcome | None


async def appeal(
    database: Database, settings: Settings, platform: str, person_id: str, *, refusal_id: int, text: str
) -> None:
    """Put an appeal before the moderators.

    Raises:
        BadRequestError: nothing was refused to this person that could be appealed against, it was appealed
            against, or there are no words.
        QuotaError: this person has made too many appeals.
    """
    now, text = datetime.now(UTC), text.strip()[:APPEAL_CHARS]
    if not text:
        raise BadRequestError("Please say why it was a mistake.", key="moderation-appeal-empty")
    try:
        async with database.session() as session:
            refusal = await refusals.get(session, refusal_id)
            if refusal is None or not refusal.is_of(platform, person_id) or not _can_be_wrong(refusal):
                raise BadRequestError("There is no appeal against that.", key="moderation-appeal-none")
            made = await appeals.count_since(session, platform, person_id, now - timedelta(days=1))
            limit = settings.moderation.appeals_per_day
            if made >= limit:
                raise QuotaError(
                    f"You have made {limit} appeals today.", key="moderation-appeals-enough", limit=limit
                )
            case_id = await cases.open_appeal(session, refusal, now)
            await appeals.insert_appeal(
                session,
                Appeal(
                    refusal_id=refusal_id,
                    case_id=case_id,
                    platform=platform,
                    person_id=person_id,
                    text=text,
                    answer="",
                    lets_pass=False,
                    created_at=now,
                    told_at=None,
                ),
            )
    except IntegrityError:
        raise BadRequestError("You have appealed already.", key="moderation-appealed") from None


async def own_refusals(database: Database, platform: str, person_id: str, limit: int) -> list[Appealable]:
    """What was refused to a person and can be appealed against, or was; newest first."""
    async with database.reading() as session:
        found = await refusals.of_person(session, platform, person_id, _LOOKED_THROUGH)
        ended = await appeals.outcomes(session, platform, person_id=person_id, limit=_LOOKED_THROUGH)
        by_refusal = {one.refusal_id: one for one in ended}
        return [
            Appealable(one, await appeals.get(session, one.id), by_refusal.get(one.id))
            for one in [refusal for refusal in found if _can_be_wrong(refusal)][:limit]
        ]


def _can_be_wrong(refusal: KnownRefusal) -> bool:
    return refusal.decision != Decision.REVIEW and refusal.category not in UNAPPEALABLE
