"""What moderators decide of a case, and what follows from it."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError
from bot.moderating.moderator import Moderator, Office
from bot.moderation_metrics import decided
from bot.pipeline.block_pictures import block_pictures
from bot.pipeline.suspicion import FALSE_REPORT, UPHELD, weight_of
from bot.pipeline.withdraw import withdraw_all
from db import appeals, audit, blocked_pictures, cases, jobs, refusals, reports, suspicions
from db.audit import Done, ModeratorAction
from db.cases import Case, CaseDecision, CaseKind
from db.jobs import Job
from db.posts import Post
from db.refusals import KnownRefusal, Refusal
from db.suspicions import Suspicion
from moderation.verdict import Category, Decision

NOTE_CHARS = 1_000
REMOVED = "The moderators have removed these pictures."
"""What their requester reads."""
_REPORTERS = 100
_REMOVE = "remove"
"""The decision of a refusal that stands for a job that was taken back."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A job that moderators have taken back."""

    job: Job
    """As it was."""
    posts: list[Post]
    """What was posted of it. Fronts may remove it at once, or leave that to what removes what is owed."""
    refusal: KnownRefusal
    """What is kept of it, against which its requester may appeal."""
    note: str
    """What the moderators say to the requester, or empty."""


def removal_of(job: Job, moderator: Moderator) -> Callable[[AsyncSession], Awaitable[None]] | None:
    """Writes into the audit log that a moderator deletes a job without a case; None: it is their own."""
    if moderator.is_person(job.platform, job.requester_id):
        return None
    scope = moderator.scope
    done = Done(
        at=datetime.now(UTC),
        moderator=moderator.key,
        front=scope.front if scope else None,
        server=scope.server if scope else None,
        action=ModeratorAction.REMOVE,
        job_id=job.id,
        platform=job.platform,
        person_id=job.requester_id,
    )
    return lambda session: audit.log(session, done)


async def case_of(office: Office, moderator: Moderator, case_id: int) -> Case:
    """A case, whether it is decided or not. Raises `BadRequestError` if there is none for this moderator."""
    async with office.database.reading() as session:
        case = await cases.get(session, case_id, moderator.scope)
    if case is None:
        raise _not_free(case)
    return case


async def claim(office: Office, moderator: Moderator, case_id: int) -> None:
    """Keep a case for oneself for a while (`moderation.claim_minutes`), so that no other works on it.

    Raises:
        BadRequestError: there is no such case to be decided, or another works on it.
    """
    now = datetime.now(UTC)
    until = now + timedelta(minutes=office.settings.moderation.claim_minutes)
    async with office.database.session() as session:
        claimed = await cases.claim(
            session, case_id, moderator.scope, moderator=moderator.key, until=until, now=now
        )
        case = await cases.get(session, case_id, moderator.scope)
        if not claimed or case is None:
            raise _not_free(case)
        await audit.log(session, _done(moderator, ModeratorAction.CLAIM, case, now))


async def uphold(office: Office, moderator: Moderator, case_id: int, note: str = "") -> Case:
    """Say that whoever brought a case up is right: reporter, filter, or requester; the case as it is then.

    Raises:
        BadRequestError: there is no such case to be decided, another works on it, or it is one's own.
    """
    return await _decide(office, moderator, case_id, CaseDecision.UPHELD, note)


async def dismiss(office: Office, moderator: Moderator, case_id: int, note: str = "") -> Case:
    """Say that whoever brought a case up is wrong; the case as it is then. Raises as `uphold` does."""
    return await _decide(office, moderator, case_id, CaseDecision.DISMISSED, note)


async def remove(office: Office, moderator: Moderator, case_id: int, note: str = "") -> Removal:
    """Uphold a case, and take its job back everywhere; no picture like its own is shown there again.

    Raises:
        BadRequestError: there is no such case to be decided, another works on it, or it has no pictures.
        DatabaseError, StorageError: it could not be done.
    """
    now, note = datetime.now(UTC), note.strip()[:NOTE_CHARS]
    case, job = await _claim_job(office, moderator, case_id, now)

    recorded: list[KnownRefusal] = []

    async def write(session: AsyncSession) -> None:
        closed = await cases.decide(
            session, case_id, moderator.scope, CaseDecision.REMOVED, moderator=moderator.key, now=now
        )
        if closed is None:
            raise _not_free(await cases.get(session, case_id, moderator.scope))
        refusal = _removal(job, closed, note, now)
        refusal_id = await refusals.record(session, refusal)
        recorded.append(KnownRefusal(**asdict(refusal), id=refusal_id))
        await _suspect(session, office, moderator, closed, refusal_id)
        await audit.log(session, _done(moderator, ModeratorAction.REMOVE, closed, now, note))

    await block_pictures(office.database, office.image_store, job.id, moderator.key, moderator.scope)
    posts = await withdraw_all(office.database, office.image_store, office.board, [job.id], also=write)
    decided(case.kind, CaseDecision.REMOVED)
    return Removal(job, posts, recorded[0], note)


async def _claim_job(office: Office, moderator: Moderator, case_id: int, now: datetime) -> tuple[Case, Job]:
    """A case with its job, which is the moderator's own to decide from now on."""
    until = now + timedelta(minutes=office.settings.moderation.claim_minutes)
    async with office.database.session() as session:
        claimed = await cases.claim(
            session, case_id, moderator.scope, moderator=moderator.key, until=until, now=now
        )
        case = await cases.get(session, case_id, moderator.scope)
        job = await jobs.get(session, case.job_id) if case and case.job_id else None
    if not claimed or case is None:
        raise _not_free(case)
    if job is None:
        raise BadRequestError("There are no pictures to remove.", key="moderation-no-pictures")
    return case, job


async def _decide(
    office: Office, moderator: Moderator, case_id: int, decision: CaseDecision, note: str
) -> Case:
    now, note = datetime.now(UTC), note.strip()[:NOTE_CHARS]
    async with office.database.session() as session:
        before = await cases.get(session, case_id, moderator.scope)
        if before and moderator.server is not None and moderator.is_person(before.platform, before.person_id):
            raise BadRequestError("Someone else must decide about you.", key="moderation-own")
        case = await cases.decide(
            session, case_id, moderator.scope, decision, moderator=moderator.key, now=now
        )
        if case is None:
            raise _not_free(await cases.get(session, case_id, moderator.scope))
        if case.kind is CaseKind.APPEAL:
            await _answer_appeal(session, moderator, case, note)
        elif decision is CaseDecision.UPHELD:
            await _suspect(session, office, moderator, case, case.refusal_id)
        elif case.kind is CaseKind.REPORT:
            await _suspect_reporters(session, office, moderator, case)
        action = ModeratorAction.UPHOLD if decision is CaseDecision.UPHELD else ModeratorAction.DISMISS
        done = _done(moderator, action, case, now, note)
        await audit.log(session, await _with_version(session, done, case.refusal_id))
    decided(case.kind, decision)
    return case


async def _answer_appeal(session: AsyncSession, moderator: Moderator, case: Case, note: str) -> None:
    """An appeal that is right takes back what the refusal has counted against the person, and its blocks.

    The prompt passes from then on if an operator says so, or if a server's own words were all that was
    against it: what the filter refuses everywhere, a server can't allow.
    """
    if case.refusal_id is None:
        return
    right = case.decision is CaseDecision.UPHELD
    refusal = await refusals.get(session, case.refusal_id)
    if right:
        await suspicions.take_back(session, case.refusal_id)
        if refusal and refusal.decision == _REMOVE:
            await blocked_pictures.unblock(session, refusal.source_id, moderator.scope)
    of_words = refusal is not None and refusal.decision == Decision.REFUSE and refusal.job_id is None
    may = moderator.server is None or case.category == Category.OWN_WORDS
    await appeals.answer(session, case.refusal_id, note, lets_pass=right and of_words and may)


async def _suspect(
    session: AsyncSession, office: Office, moderator: Moderator, case: Case, refusal_id: int | None
) -> None:
    """What is right against a job counts against who asked for it."""
    cause = UPHELD if case.kind is CaseKind.REPORT else case.category
    counted = _suspicion(office, moderator, cause, case.platform, case.person_id)
    await _add(session, replace(counted, refusal_id=refusal_id))


async def _suspect_reporters(session: AsyncSession, office: Office, moderator: Moderator, case: Case) -> None:
    """A report that was wrong counts against who sent it, once for each case."""
    sent = await reports.of_case(session, case.id, _REPORTERS)
    for platform, person_id in {(one.platform, one.person_id) for one in sent}:
        if platform and person_id:
            await _add(session, _suspicion(office, moderator, FALSE_REPORT, platform, person_id))


async def _add(session: AsyncSession, suspicion: Suspicion) -> None:
    if suspicion.weight:
        await suspicions.add(session, suspicion)


def _suspicion(office: Office, moderator: Moderator, cause: str, platform: str, person_id: str) -> Suspicion:
    """What a server's moderators decide counts on their server only."""
    scope = moderator.scope
    return Suspicion(
        platform=platform,
        person_id=person_id,
        front=scope.front if scope else None,
        server=scope.server if scope else None,
        weight=weight_of(cause, office.settings.moderation),
        cause=cause,
        at=datetime.now(UTC),
    )


def _removal(job: Job, case: Case, note: str, now: datetime) -> Refusal:
    """What is kept for an appeal, after the job itself is gone."""
    captions = f"{job.caption_top} {job.caption_bottom}".strip()
    return Refusal(
        front=job.front,
        source_id=job.id,
        platform=job.platform,
        requester_id=job.requester_id,
        server=case.server,
        job_id=job.id,
        decision=_REMOVE,
        prompt=f"{job.painted_prompt}\n{captions}".strip(),
        category=case.category,
        reason=f"{REMOVED} {note}".strip(),
        created_at=now,
    )


async def _with_version(session: AsyncSession, done: Done, refusal_id: int | None) -> Done:
    """With the version of the filter whose verdict the case is about."""
    refusal = await refusals.get(session, refusal_id) if refusal_id else None
    return replace(done, filter_version=refusal.filter_version) if refusal else done


def _done(moderator: Moderator, action: ModeratorAction, case: Case, now: datetime, note: str = "") -> Done:
    scope = moderator.scope
    return Done(
        at=now,
        moderator=moderator.key,
        front=scope.front if scope else None,
        server=scope.server if scope else None,
        action=action,
        case_id=case.id,
        job_id=case.job_id,
        platform=case.platform,
        person_id=case.person_id,
        category=case.category,
        note=note,
    )


def _not_free(case: Case | None) -> BadRequestError:
    """Why a case can't be decided now, as it is (or was a moment ago)."""
    if case is None:
        return BadRequestError("There is no such case.", key="moderation-gone")
    if case.decision:
        return BadRequestError("This has been decided already.", key="moderation-decided")
    return BadRequestError("Another moderator works on this one.", key="moderation-taken")
