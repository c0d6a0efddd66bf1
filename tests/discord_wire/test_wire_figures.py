"""What the bench reckons with."""

import asyncio
import time

import pytest

from bench.common.figures import at_most, exactly, percentile, table
from bench.discord.loop_watch import LoopWatch
from bot.at_work import at_work


@pytest.mark.parametrize(("share", "value"), [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == value


def test_a_table_says_which_goals_are_missed() -> None:
    good, bad = table([at_most("wait", 0.5, 1.0, "s"), exactly("lost", 1, 0)]).splitlines()
    assert good.split() == ["wait", "0.5", "s", "<=", "1", "s", "ok"]
    assert bad.split() == ["lost", "1", "0", "MISSED"]


async def test_a_blocked_event_loop_is_seen_with_what_blocked_it() -> None:
    watch = LoopWatch()
    async with at_work(watch.run()):
        await asyncio.sleep(0.02)
        time.sleep(0.3)  # noqa: ASYNC251 - that is what is watched for
        await asyncio.sleep(0.02)
    assert watch.longest_s > 0.2
    assert any("test_wire_figures.py" in place for place in watch.suspects)
    watch.begin_anew()
    assert watch.longest_s == 0.0
