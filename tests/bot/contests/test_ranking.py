"""Votes are counted as a plain reference counts them."""

from collections import Counter
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.contests.ranking import rank
from db.ballots import Ballot, Entry

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = "job of the day"
ENTRANTS = ["ann", "ben", "cid", "dot"]


def entry(person: str) -> Entry:
    return Entry(
        contest_id="c", job_id=f"entry of {person}", platform="discord", person_id=person, entered_at=NOON
    )


def ballot(person: str, job_id: str, sample: int = 0) -> Ballot:
    return Ballot(platform="discord", person_id=person, job_id=job_id, sample=sample)


CHOICES = st.one_of(
    st.tuples(st.just(DAY), st.integers(0, 10)),
    st.tuples(st.sampled_from([*(entry(person).job_id for person in ENTRANTS), "gone"]), st.integers(0, 1)),
)
VOTERS = st.dictionaries(st.sampled_from([*ENTRANTS, *map(str, range(20))]), CHOICES)


@given(
    votes=VOTERS,
    entrants=st.lists(st.sampled_from(ENTRANTS), unique=True),
    job_id=st.sampled_from([DAY, None]),
)
def test_ranks_are_those_of_a_simple_count(
    votes: dict[str, tuple[str, int]], entrants: list[str], job_id: str | None
) -> None:
    ranks = rank(
        [ballot(voter, *choice) for voter, choice in votes.items()], [entry(one) for one in entrants], job_id
    )

    valid = [(DAY, sample) for sample in range(1, 10)] if job_id else []
    valid += [(entry(one).job_id, 0) for one in entrants]
    count = Counter(
        choice for voter, choice in votes.items() if choice in valid and choice[0] != entry(voter).job_id
    )
    assert {(found.job_id, found.sample): found.votes for found in ranks} == dict(count)
    assert {(found.job_id, found.sample): found.rank for found in ranks} == {
        choice: 1 + len([other for other in count if count[other] > count[choice]]) for choice in count
    }
    assert [found.rank for found in ranks] == sorted(found.rank for found in ranks)


@given(votes=VOTERS)
def test_the_order_in_which_votes_came_does_not_matter(votes: dict[str, tuple[str, int]]) -> None:
    ballots = [ballot(voter, *choice) for voter, choice in votes.items()]
    entries = [entry(one) for one in ENTRANTS]
    assert rank(ballots, entries, DAY) == rank(ballots[::-1], entries, DAY)


def test_equals_share_a_rank_and_the_next_is_as_many_further_on() -> None:
    ballots = [ballot("1", DAY, 4), ballot("2", DAY, 2), ballot("3", DAY, 2), ballot("4", DAY, 4)]
    ranks = rank([*ballots, ballot("5", entry("ann").job_id)], [entry("ann")], DAY)
    assert [(found.rank, found.sample, found.person) for found in ranks] == [
        (1, 2, None),
        (1, 4, None),
        (3, 0, ("discord", "ann")),
    ]


def test_nobody_wins_where_nobody_voted() -> None:
    assert rank([], [entry("ann")], DAY) == []


def test_ones_own_entry_gets_no_vote_of_ones_own() -> None:
    assert rank([ballot("ann", entry("ann").job_id)], [entry("ann")], DAY) == []
