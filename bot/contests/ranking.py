"""Who has won: every vote counts one, and equals share a rank."""

from collections import Counter
from collections.abc import Iterable, Sequence

from db.ballots import Ballot, Entry
from db.standings import Rank

_SAMPLES = range(1, 10)

_Choice = tuple[str, int]
"""A job and its sample, or 0 for an entry as a whole."""


def rank(ballots: Iterable[Ballot], entries: Sequence[Entry], job_id: str | None) -> list[Rank]:
    """The places of everything that somebody voted for, the best first.

    A rank says how many are better, plus one: after two first places comes the third. Equals are in the order
    of the samples, then of the entries. Votes for what is not there, and for one's own entry, don't count.

    Args:
        ballots: one for each person.
        entries: of members, in the order in which they came.
        job_id: the job of the day, whose nine samples can be voted for too; none: there is no such job.
    """
    candidates: dict[_Choice, Entry | None] = {}
    if job_id is not None:
        candidates |= {(job_id, sample): None for sample in _SAMPLES}
    candidates |= {(entry.job_id, 0): entry for entry in entries}
    votes = Counter(_choice(ballot) for ballot in ballots if _counts(ballot, candidates))
    voted_for = [choice for choice in candidates if votes[choice]]
    return [
        _place(choice, candidates[choice], votes)
        for choice in sorted(voted_for, key=lambda choice: -votes[choice])
    ]


def _counts(ballot: Ballot, candidates: dict[_Choice, Entry | None]) -> bool:
    choice = _choice(ballot)
    entry = candidates.get(choice)
    own = entry and (entry.platform, entry.person_id) == (ballot.platform, ballot.person_id)
    return choice in candidates and not own


def _choice(ballot: Ballot) -> _Choice:
    return ballot.job_id, ballot.sample


def _place(choice: _Choice, entry: Entry | None, votes: Counter[_Choice]) -> Rank:
    return Rank(
        job_id=choice[0],
        sample=choice[1],
        rank=1 + sum(others > votes[choice] for others in votes.values()),
        votes=votes[choice],
        platform=entry.platform if entry else None,
        person_id=entry.person_id if entry else None,
    )
