"""What moderators are told of pictures that nobody has seen."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.pipeline.paint import RefusedSample
from db.jobs import Job
from db.refusals import Refusal
from moderation.images import VERSION
from moderation.verdict import Decision


def refusal_of(job: Job, refused: Sequence[RefusedSample], decision: Decision, reason: str = "") -> Refusal:
    """One record of all refused pictures of a job, with the category and score of the worst.

    `decision` is REVIEW for a job that goes on with others in their place, and REFUSE for one that doesn't;
    `reason` is what the person was told then.
    """
    worst = max((one.refusal for one in refused), key=lambda refusal: refusal.score)
    return Refusal(
        front=job.front,
        source_id=job.source_id,
        platform=job.platform,
        requester_id=job.requester_id,
        server=job.server,
        job_id=job.id,
        decision=decision,
        prompt=job.prompt,
        category=worst.category,
        score=worst.score,
        reason=reason,
        audit="\n".join(f"sample {one.number}, seed {one.seed}: {one.refusal.audit}" for one in refused),
        policy=job.picture_level,
        filter_version=VERSION,
        created_at=datetime.now(UTC),
    )
