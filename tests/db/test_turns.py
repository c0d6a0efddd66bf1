"""The fair order of the queue, as a function of who waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.turns import WaitingJob, in_turn

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def job(job_id: str, line: str, requester: str = "", *, minute: int = 0, priority: int = 1) -> WaitingJob:
    return WaitingJob(job_id, priority, line, requester or line, NOON + timedelta(minutes=minute))


def order(*jobs: WaitingJob) -> str:
    return "".join(job.id for job in in_turn(jobs))


def test_jobs_of_one_requester_go_by_age() -> None:
    assert order(job("b", "ann", minute=2), job("a", "ann", minute=1), job("c", "ann", minute=3)) == "abc"


def test_another_requesters_first_job_waits_for_one_job_only() -> None:
    thousand = [job("a", "ann", minute=minute) for minute in range(1000)]
    assert order(*thousand, job("b", "bob", minute=2000)).index("b") == 1


def test_servers_take_turns_and_requesters_within_a_server_do_too() -> None:
    busy = [job("a", "server", "ann", minute=1), job("b", "server", "ann", minute=2)]
    late = [job("c", "server", "bob", minute=3), job("d", "other", "cid", minute=4)]
    assert order(*busy, *late) == "adcb"


def test_a_higher_class_goes_first() -> None:
    assert order(job("a", "ann", minute=1), job("b", "ann", minute=9, priority=0)) == "ba"


def test_who_was_just_served_stands_behind_who_was_not() -> None:
    served = WaitingJob("a", 1, "ann", "ann", NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=5))
    assert order(served, job("b", "bob", minute=4)) == "ba"


def test_newcomers_do_not_push_back_who_stands_already() -> None:
    served = WaitingJob("a", 1, "ann", "ann", NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=5))
    assert order(served, *(job("n", f"new {n}", minute=6) for n in range(100))).index("a") == 0


moments = st.integers(0, 12).map(lambda minute: NOON + timedelta(minutes=minute))


@st.composite
def queues(draw: st.DrawFn) -> list[WaitingJob]:
    """Queues as the database tells of them: what is known of a line or requester is the same in each job."""
    lines_served = draw(st.dictionaries(st.sampled_from("XYZ"), moments))
    people_served = draw(st.dictionaries(st.sampled_from("abcd"), moments))
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 2), st.sampled_from("XYZ"), st.sampled_from("abcd"), moments),
            max_size=25,
        )
    )
    return [
        WaitingJob(f"{n:02}", priority, line, who, moment, lines_served.get(line), people_served.get(who))
        for n, (priority, line, who, moment) in enumerate(rows)
    ]


@given(queues())
def test_the_order_is_that_of_the_rule_applied_to_one_job_after_another(queue: list[WaitingJob]) -> None:
    assert [job.id for job in in_turn(queue)] == list(ruled(queue))


def ruled(queue: list[WaitingJob]) -> list[str]:
    """The docstring of `db.turns`, word for word and slowly: choose one job, serve it, begin again."""
    waiting, now, taken = list(queue), NOON + timedelta(days=1), []
    lines = {job.line: job.line_served_at for job in queue}
    people = {job.requester: job.requester_served_at for job in queue}
    while waiting:
        first_class = [job for job in waiting if job.priority == min(job.priority for job in waiting)]
        line = longest_waiting(first_class, "line", lines)
        in_line = [job for job in first_class if job.line == line]
        who = longest_waiting(in_line, "requester", people)
        chosen = min(
            (job for job in in_line if job.requester == who), key=lambda job: (job.created_at, job.id)
        )
        waiting.remove(chosen)
        taken.append(chosen.id)
        now += timedelta(minutes=1)
        lines[line] = people[who] = now
    return taken


def longest_waiting(jobs: list[WaitingJob], kind: str, served: dict[str, datetime | None]) -> str:
    def since(name: str) -> datetime:
        came = min(job.created_at for job in jobs if getattr(job, kind) == name)
        return max(came, served[name] or came)

    names: set[str] = {getattr(job, kind) for job in jobs}
    return min(names, key=lambda name: (since(name), name))
