"""Who is next: the fair order of the queue, as one pure function.

First come the jobs of a higher priority class. Within a class, lines take turns: a line is a server, or
a requester who asks outside any server. Within a server's line, its requesters take turns likewise, and
a requester's own jobs go by age.

To take turns means to stand in a row: who has a job waiting joins at the end, and goes to the end again
whenever one of his jobs is taken. So whoever has waited longest since he came or was last served is
next, a thousand jobs of one person delay another person's first by one job at most, and newcomers
can't push back those who stand already.
"""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_Since = tuple[int, datetime]
"""Since when someone stands in a row: turns taken in this very order come after all moments of the past."""
_Row = list[tuple[_Since, str]]
"""A heap of who stands there, by name."""
_PAST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """What the order depends on."""

    id: str
    priority: int
    line: str
    requester: str
    created_at: datetime
    line_served_at: datetime | None = None
    """When a job of its line was last taken."""
    requester_served_at: datetime | None = None
    """When a job of its requester was last taken."""


def in_turn(jobs: Iterable[WaitingJob]) -> Iterator[WaitingJob]:
    """The jobs in the order in which they are taken, one by one, if no other joins."""
    classes: dict[int, list[WaitingJob]] = defaultdict(list)
    for job in sorted(jobs, key=lambda job: (job.created_at, job.id)):
        classes[job.priority].append(job)
    lines_served: Counter[str] = Counter()
    people_served: Counter[str] = Counter()
    turn = 0
    for priority in sorted(classes):
        own, people, lines = _stand_in_rows(classes[priority])
        while lines:
            turn += 1
            line = _first(lines, lines_served)
            person = _first(people[line], people_served)
            yield own[line, person].popleft()
            lines_served[line] = people_served[person] = turn
            if own[line, person]:
                heapq.heappush(people[line], ((turn, _PAST), person))
            if people[line]:
                heapq.heappush(lines, ((turn, _PAST), line))


def _stand_in_rows(
    jobs: list[WaitingJob],
) -> tuple[dict[tuple[str, str], deque[WaitingJob]], dict[str, _Row], _Row]:
    """Each person's jobs in each line, the people of each line, and the lines; `jobs` go by age."""
    own: dict[tuple[str, str], deque[WaitingJob]] = defaultdict(deque)
    people: dict[str, _Row] = defaultdict(list)
    lines: _Row = []
    for job in jobs:
        if job.line not in people:
            heapq.heappush(lines, (_since(job.created_at, job.line_served_at), job.line))
        if (job.line, job.requester) not in own:
            since = _since(job.created_at, job.requester_served_at)
            heapq.heappush(people[job.line], (since, job.requester))
        own[job.line, job.requester].append(job)
    return own, people, lines


def _since(came_at: datetime, served_at: datetime | None) -> _Since:
    return 0, max(came_at, served_at or came_at)


def _first(row: _Row, served: Counter[str]) -> str:
    """Take out who is next; whoever was served in another row meanwhile goes to the end before."""
    while True:
        (turn, _), name = heapq.heappop(row)
        if turn == served[name]:
            return name
        heapq.heappush(row, ((served[name], _PAST), name))
