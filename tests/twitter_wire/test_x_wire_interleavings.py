"""Whatever happens in whatever order, a mention gets no second reply, and one that deserves a reply gets it.

A process dies here between any two of the things that outlast it: transactions and calls of X.
"""

import asyncio
import gc
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.common import faults
from bench.common.painter import painter
from bench.twitter import faults as x_faults
from bench.twitter.server import StandIn, stand_in
from bench.twitter.world import Account, Post
from bot.settings import Settings
from tests.twitter_wire.mortal import LIFE, DeadError, mortal
from tests.twitter_wire.nonet import House, decisions, let_time_pass, opened, settings_for

pytestmark = pytest.mark.filterwarnings("ignore:.*was deleted before being closed:ResourceWarning")
"""A process that dies closes nothing; here the collector of garbage finds its connections."""

PEOPLE = 3
FAULTS = {
    "503": faults.server_error(503),
    "500": x_faults.internal_error(),
    "429": x_faults.rate_limited(100.0),
    "429 without reset": x_faults.rate_limited_without_reset(),
    "401": x_faults.unauthorized(),
    "402": x_faults.credits_used_up(),
    "dropped before": faults.dropped_before(),
    "dropped after": faults.dropped_after(),
}


@dataclass
class Story:
    """What happens around one Nonet, and what should come of it."""

    server: StandIn
    chosen: Settings
    people: list[Account]
    deserving: list[Post] = field(default_factory=list)
    withdrawn: list[Post] = field(default_factory=list)
    """By people who said stop afterwards: one reply at most."""
    undeserving: list[Post] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)
    """Who has said stop, by account."""

    def mention(self, number: int, text: str = "@nonet {} red foxes") -> None:
        person = self.people[number % PEOPLE]
        post = self.server.world.add_post(person, text.format(len(self.server.world.posts)))
        deserves = person.id not in self.silent and "fox" in text
        (self.deserving if deserves else self.undeserving).append(post)

    def stop(self, number: int) -> None:
        self.mention(number, "@nonet stop")
        person = self.people[number % PEOPLE]
        self.silent.add(person.id)
        self.withdrawn += [post for post in self.deserving if post.author is person]
        self.deserving = [post for post in self.deserving if post.author is not person]

    def thank(self) -> None:
        """Somebody answers us without naming us."""
        for reply in self.server.world.posts_of_bot()[-1:]:
            post = self.server.world.add_post(self.people[0], "a lovely fox!", replied_to=reply)
            self.undeserving.append(post)

    async def tell(self, steps: list[tuple[str, int]]) -> None:
        while steps:
            LIFE.steps_left = None
            with suppress(DeadError):
                async with opened(self.chosen) as house:
                    await let_time_pass(house.app.database)
                    steps = await self._live(house, steps)
        LIFE.steps_left = None
        self.server.faults.clear()

    async def _live(self, house: House, steps: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Until death or restart; what is still to come."""
        for number, (what, which) in enumerate(steps):
            if what == "restart":
                return steps[number + 1 :]
            try:
                await self._step(house, what, which)
            except (DeadError, BaseExceptionGroup):
                assert LIFE.steps_left == 0
                return steps[number + 1 :]
        return []

    async def _step(self, house: House, what: str, which: int) -> None:
        match what:
            case "mention":
                self.mention(which)
            case "stop":
                self.stop(which)
            case "thanks":
                self.thank()
            case "nothing":
                self.mention(which, "@nonet https://t.co/abc")
            case "fault":
                self.server.faults.for_next(FAULTS[sorted(FAULTS)[which % len(FAULTS)]])
            case "lost":
                self.server.faults.for_calls("POST /2/tweets", {1}, faults.dropped_after())
            case "death":
                LIFE.steps_left = which
            case "hour":
                await let_time_pass(house.app.database)
            case "answer":
                await house.look()
                await house.paint()
                await house.deliver()
            case "two":
                await asyncio.gather(house.deliver(), house.deliver())
            case _:
                await getattr(house, what)()

    async def end(self) -> dict[str, str]:
        """All goes well from now on, for as long as it takes; what became of the mentions."""
        async with opened(self.chosen) as house:
            await house.settle()
            return await decisions(house.app.database)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("mention", "look", "paint", "deliver", "answer") * 3,
                *("fault", "death", "lost") * 2,
                *("stop", "thanks", "nothing", "restart", "hour", "two"),
            ]
        ),
        st.integers(0, 40),
    ),
    min_size=12,
    max_size=36,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_never_two_replies_and_never_a_lost_mention(
    empty_database: Path, steps: list[tuple[str, int]]
) -> None:
    with mortal():
        asyncio.run(_check(empty_database, steps))
    gc.collect()  # here, and not in some later test


async def _check(empty_database: Path, steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_database, folder)
        async with stand_in() as server, painter(seconds=0.0) as service:
            server.posting.refuses_duplicates = False  # it would hide second replies
            people = [server.world.add_account(f"person{number}") for number in range(PEOPLE)]
            story = Story(server, settings_for(Path(folder), server, service), people)
            async with opened(story.chosen) as house:
                await house.look()
            await story.tell(steps)
            known = await story.end()
            replies = {
                post.id: len(server.world.replies_to(post)) for post in list(server.world.posts.values())
            }
            assert [replies[post.id] for post in story.deserving] == [1] * len(story.deserving), known
            assert not any(replies[post.id] for post in story.undeserving), known
            assert all(replies[post.id] <= 1 for post in story.withdrawn), known
            named = [*story.deserving, *story.withdrawn, *story.undeserving]
            assert known.keys() == {str(post.id) for post in named}
            assert server.journal.violations() == []
