"""What the database holds of a person, table by table: how it is found, exported and erased.

Every table is here or in `IMPERSONAL`; a test fails for one that is in neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import of_person
from db.models import (
    ApiCallRow,
    AppealRow,
    BallotRow,
    Base,
    BlockedPictureRow,
    CaseDecision,
    CaseRow,
    ChoreRunRow,
    ContestRow,
    DeliveryRow,
    EntryRow,
    ImageRow,
    JobRow,
    MarkerRow,
    MentionRow,
    ModeratorActionRow,
    OutgoingRow,
    PersonNoteRow,
    PersonRow,
    PostRow,
    PreferenceRow,
    RankRow,
    RateLimitRow,
    RefusalRow,
    ReportRow,
    SampleRow,
    ScheduleRow,
    ServerBanRow,
    ServerChannelRow,
    ServerCoverRow,
    ServerLevelRow,
    ServerQuotaRow,
    ServerRow,
    ServerWordRow,
    SlotRow,
    StyleRow,
    SuggestionRow,
    SuggestionVoteRow,
    SuspicionRow,
    VoteRow,
)


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """A table that holds rows of persons."""

    table: type[Base]
    whose: Callable[[str, str], ColumnElement[bool]]
    """Which rows are those of a person, by platform and id."""
    hidden: frozenset[str] = frozenset()
    """Columns that are not exported: keys to act with, what would teach to get past the filter, bulk."""


def _of_their_jobs(table: type[DeliveryRow | SampleRow]) -> Callable[[str, str], ColumnElement[bool]]:
    return lambda platform, person_id: table.job_id.in_(
        select(JobRow.id).where(of_person(platform, person_id))
    )


def _outgoing(platform: str, person_id: str) -> ColumnElement[bool]:
    """Of posts of ours about a person's jobs, or in answer to their mentions."""
    jobs = select("job:" + JobRow.id).where(of_person(platform, person_id))
    mentions = select("mention:" + MentionRow.id).where(_mentioned(platform, person_id))
    return OutgoingRow.key.in_(jobs) | OutgoingRow.key.in_(mentions)


def _mentioned(platform: str, person_id: str) -> ColumnElement[bool]:
    return (literal(platform) == _X) & (MentionRow.person_id == person_id)


def _posted(platform: str, person_id: str) -> ColumnElement[bool]:
    return (PostRow.front == platform) & (PostRow.person_id == person_id)


_Naming = (
    VoteRow
    | ReportRow
    | CaseRow
    | AppealRow
    | PersonNoteRow
    | SuspicionRow
    | ServerBanRow
    | ModeratorActionRow
    | SuggestionRow
    | SuggestionVoteRow
    | EntryRow
    | BallotRow
    | RankRow
    | PreferenceRow
)


def _named_in(table: type[_Naming]) -> Callable[[str, str], ColumnElement[bool]]:
    """Of rows that name one person by platform and id."""
    return lambda platform, person_id: (table.platform == platform) & (table.person_id == person_id)


_voted, _reported = _named_in(VoteRow), _named_in(ReportRow)


def _suggested(platform: str, person_id: str) -> ColumnElement[bool]:
    """Of slots that took a person's words."""
    mine = _named_in(SuggestionRow)(platform, person_id)
    return SlotRow.suggestion_id.in_(select(SuggestionRow.id).where(mine))


def _hosted(platform: str, person_id: str) -> ColumnElement[bool]:
    return (ContestRow.front == platform) & (ContestRow.host_id == person_id)


def _scheduled(platform: str, person_id: str) -> ColumnElement[bool]:
    return (ScheduleRow.front == platform) & (ScheduleRow.created_by == person_id)


def _was_refused(platform: str, person_id: str) -> ColumnElement[bool]:
    return (RefusalRow.platform == platform) & (RefusalRow.requester_id == person_id)


def _is(platform: str, person_id: str) -> ColumnElement[bool]:
    return (PersonRow.platform == platform) & (PersonRow.id == person_id)


def _moderated(platform: str, person_id: str) -> ColumnElement[bool]:
    """Of what a person has done as a moderator, or a moderator about this person."""
    concerned = _named_in(ModeratorActionRow)(platform, person_id)
    return concerned | (ModeratorActionRow.moderator == f"{platform}:{person_id}")


_X = "twitter"
"""The platform that mentions come from."""

PERSONAL = (
    PersonalTable(JobRow, of_person, frozenset({"address", "lease_token", "lease_until"})),
    PersonalTable(SampleRow, _of_their_jobs(SampleRow), frozenset({"tokens"})),
    PersonalTable(DeliveryRow, _of_their_jobs(DeliveryRow), frozenset({"lease_token", "lease_until"})),
    PersonalTable(PostRow, _posted),
    PersonalTable(VoteRow, _voted),
    PersonalTable(ReportRow, _reported),
    PersonalTable(RefusalRow, _was_refused, frozenset({"audit", "score", "prompt_hash"})),
    PersonalTable(
        CaseRow, _named_in(CaseRow), frozenset({"alerted_at", "claimed_by", "claimed_until", "decided_by"})
    ),
    PersonalTable(AppealRow, _named_in(AppealRow)),
    PersonalTable(ModeratorActionRow, _moderated, frozenset({"moderator"})),
    PersonalTable(PersonNoteRow, _named_in(PersonNoteRow), frozenset({"moderator"})),
    PersonalTable(SuspicionRow, _named_in(SuspicionRow), frozenset({"weight"})),
    PersonalTable(ServerBanRow, _named_in(ServerBanRow)),
    PersonalTable(MentionRow, _mentioned),
    PersonalTable(OutgoingRow, _outgoing),
    PersonalTable(ScheduleRow, _scheduled),
    PersonalTable(SuggestionRow, _named_in(SuggestionRow), frozenset({"decided_by"})),
    PersonalTable(SlotRow, _suggested, frozenset({"lease_token", "lease_until"})),
    PersonalTable(SuggestionVoteRow, _named_in(SuggestionVoteRow)),
    PersonalTable(ContestRow, _hosted, frozenset({"lease_token", "lease_until"})),
    PersonalTable(EntryRow, _named_in(EntryRow)),
    PersonalTable(BallotRow, _named_in(BallotRow)),
    PersonalTable(RankRow, _named_in(RankRow)),
    PersonalTable(PreferenceRow, _named_in(PreferenceRow)),
    PersonalTable(PersonRow, _is),
)
"""Tables with rows of persons."""

IMPERSONAL: tuple[type[Base], ...] = (
    ImageRow,  # pictures belong to the jobs that show them
    ServerRow,
    ServerChannelRow,
    ServerCoverRow,
    ServerQuotaRow,
    ServerLevelRow,
    ServerWordRow,
    BlockedPictureRow,  # a job that may be gone, and neither whose it was nor who blocked it
    StyleRow,
    ChoreRunRow,
    MarkerRow,
    ApiCallRow,
    RateLimitRow,
)
"""Tables without any row of a person."""


async def rows_of(
    session: AsyncSession, personal: PersonalTable, platform: str, person_id: str, limit: int
) -> list[dict[str, Any]]:
    """A person's rows of one table as they are exported, the newest first where they have a date."""
    columns = [column for column in personal.table.__table__.columns if column.name not in personal.hidden]
    statement = select(*columns).where(personal.whose(platform, person_id)).limit(limit)
    dates = [column.desc() for column in columns if column.name == "created_at"]
    return [dict(row) for row in (await session.execute(statement.order_by(*dates))).mappings()]


async def erase(session: AsyncSession, platform: str, person_id: str, now: datetime) -> None:
    """Erase a person from all tables but the jobs with what hangs on them, which `db.jobs` deletes after.

    It stays known that a mention was decided, so that it never is again, and moderators keep that there was a
    report or a refusal, and what was decided, but no longer whose, nor its words. An opt-out, bans that still
    last and suspicion stay, or deleting would undo them.
    """
    for table, rows in ((PostRow, _posted), (OutgoingRow, _outgoing)):
        await session.execute(delete(table).where(rows(platform, person_id)))
    suggested = _suggested(platform, person_id)
    await session.execute(update(SlotRow).where(suggested).values(prompt=""))
    for named in (VoteRow, SuggestionRow, SuggestionVoteRow, EntryRow, BallotRow, PreferenceRow):
        await session.execute(delete(named).where(_named_in(named)(platform, person_id)))
    ranked = _named_in(RankRow)(platform, person_id)  # others keep their places
    await session.execute(update(RankRow).where(ranked).values(platform=None, person_id=None))
    hosted, scheduled = _hosted(platform, person_id), _scheduled(platform, person_id)
    await session.execute(update(ContestRow).where(hosted).values(host_id="", host_name=""))
    await session.execute(update(ScheduleRow).where(scheduled).values(created_by=""))
    mine = _mentioned(platform, person_id)
    await session.execute(update(MentionRow).where(mine).values(person_id="", conversation_id=""))
    await session.execute(
        update(ReportRow)
        .where(_reported(platform, person_id))
        .values(platform=None, person_id=None, contact="", text="")
    )
    await session.execute(
        update(RefusalRow)
        .where(_was_refused(platform, person_id))
        .values(requester_id="", source_id="", prompt="", reason="", audit="")
    )
    await _erase_from_moderation(session, platform, person_id, now)
    me = _is(platform, person_id)
    await session.execute(update(PersonRow).where(me).values(tier=None))
    over = PersonRow.banned_until.is_(None) | (PersonRow.banned_until <= now)
    await session.execute(delete(PersonRow).where(me, PersonRow.opted_out_at.is_(None), over))


async def _erase_from_moderation(session: AsyncSession, platform: str, person_id: str, now: datetime) -> None:
    """Take a person out of what moderators have decided, whether it was about them or by them."""
    mine = _named_in(CaseRow)(platform, person_id)
    moot = {"decision": CaseDecision.MOOT, "decided_at": now}
    await session.execute(update(CaseRow).where(mine, CaseRow.decided_at.is_(None)).values(moot))
    await session.execute(update(CaseRow).where(mine).values(person_id=""))
    for table in (AppealRow, PersonNoteRow):
        await session.execute(delete(table).where(_named_in(table)(platform, person_id)))
    concerned = _named_in(ModeratorActionRow)(platform, person_id)
    await session.execute(update(ModeratorActionRow).where(concerned).values(person_id="", note=""))
    suspected = _named_in(SuspicionRow)(platform, person_id)
    await session.execute(update(SuspicionRow).where(suspected).values(refusal_id=None))
    bans = _named_in(ServerBanRow)(platform, person_id)
    await session.execute(delete(ServerBanRow).where(bans, ServerBanRow.until <= now))
    await _erase_moderator(session, f"{platform}:{person_id}")


async def _erase_moderator(session: AsyncSession, moderator: str) -> None:
    for column in (
        CaseRow.claimed_by,
        CaseRow.decided_by,
        ModeratorActionRow.moderator,
        PersonNoteRow.moderator,
    ):
        await session.execute(update(column.class_).where(column == moderator).values({column: ""}))
