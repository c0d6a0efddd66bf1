"""Streams side by side: a few at once, none left open."""

import asyncio

import pytest

from generation.side_by_side import side_by_side


class Streams:
    """Streams that give their number as often as it says, and count how many are open."""

    def __init__(self):
        self.open = self.most_open = 0

    async def of(self, number, error=None):
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        try:
            for _ in range(number):
                await asyncio.sleep(0)
                yield number
            if error:
                raise error
        finally:
            self.open -= 1


@pytest.mark.parametrize("limit", [1, 2, 9])
async def test_everything_comes_and_only_so_many_are_open(limit):
    streams = Streams()
    came = [item async for item in side_by_side([streams.of(number) for number in range(5)], limit)]
    assert sorted(came) == [1, 2, 2, 3, 3, 3, 4, 4, 4, 4]
    assert streams.most_open <= limit
    assert streams.open == 0


async def test_one_that_fails_ends_the_others():
    streams = Streams()
    both = side_by_side([streams.of(1, KeyError("one")), streams.of(100)], 2)
    with pytest.raises(KeyError):
        async for _ in both:
            pass
    assert streams.open == 0


async def test_closing_closes_all():
    streams = Streams()
    several = side_by_side([streams.of(100) for _ in range(3)], 2)
    await anext(several)
    await several.aclose()
    assert streams.open == 0
