"""Watchers see the newest of a job, and always its end."""

import asyncio
from contextlib import aclosing

import pytest

from bot.pipeline import progress
from bot.pipeline.progress import (
    Failed,
    Painting,
    Preview,
    ProgressBoard,
    ProgressEvent,
    Rendered,
    Waiting,
)


@pytest.fixture
def board() -> ProgressBoard:
    return ProgressBoard()


async def watch(board: ProgressBoard) -> list[ProgressEvent]:
    return [event async for event in board.watch("job")]


async def settle() -> None:
    """Let other tasks go on until they wait."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_watcher_hears_all_that_happens_and_the_end(board: ProgressBoard) -> None:
    watching = asyncio.create_task(watch(board))
    events: list[ProgressEvent] = [
        Waiting(1, 9.0),
        Painting(0, 9, 8.0),
        Preview(3, b"png"),
        Painting(9, 9, 0.0),
        Rendered(),
    ]
    for event in events:
        await settle()
        board.publish("job", event)
    assert await watching == events


async def test_a_late_watcher_begins_with_the_newest_of_each_kind(board: ProgressBoard) -> None:
    with board.painting("job"):
        for event in (Painting(1, 9, 8.0), Preview(1, b"old"), Preview(2, b"two"), Preview(1, b"new")):
            board.publish("job", event)
        board.publish("job", Painting(2, 9, 7.0))
        async with aclosing(board.watch("job")) as events:
            seen = [await anext(events) for _ in range(3)]
    assert set(seen) == {Painting(2, 9, 7.0), Preview(1, b"new"), Preview(2, b"two")}


async def test_who_comes_after_the_end_hears_the_end(board: ProgressBoard) -> None:
    board.publish("job", Failed("It can't be painted."))
    board.publish("job", Rendered())
    assert await watch(board) == [Failed("It can't be painted.")]


async def test_a_slow_watcher_misses_what_is_old_but_never_the_newest(board: ProgressBoard) -> None:
    watching = board.watch("job")
    with board.painting("job"):
        board.publish("job", Painting(0, 999, 9.0))
        assert await anext(watching) == Painting(0, 999, 9.0)
        for done in range(1, 1_000):
            board.publish("job", Painting(done, 999, 1.0))
            board.publish("job", Preview(done % 9 + 1, b"%d" % done))
        board.publish("job", Rendered())
    rest = [event async for event in watching]
    assert rest == [*(Preview(done % 9 + 1, b"%d" % done) for done in range(991, 1_000)), Rendered()]


async def test_nothing_is_told_twice(board: ProgressBoard) -> None:
    watching = asyncio.create_task(watch(board))
    events: list[ProgressEvent] = [Waiting(1, 9.0), Waiting(1, 9.0), Rendered()]
    for event in events:
        await settle()
        board.publish("job", event)
    assert await watching == [Waiting(1, 9.0), Rendered()]


async def test_jobs_that_are_neither_watched_nor_painted_take_no_memory(board: ProgressBoard) -> None:
    board.publish("job", Waiting(1, 9.0))
    assert board.newest("job") is None
    with board.painting("job"):
        board.publish("job", Preview(1, b"png"))
    async with aclosing(board.watch("other")) as events:
        first = asyncio.create_task(anext(events))
        await settle()
        assert board.watched() == ["other"]
        board.publish("other", Waiting(2, 9.0))
        assert await first == Waiting(2, 9.0)
    assert board.watched() == []
    assert board._stories == {}


async def test_a_painting_that_was_in_vain_is_not_shown_to_new_watchers(board: ProgressBoard) -> None:
    watching = asyncio.create_task(watch(board))
    await settle()
    with board.painting("job"):
        board.publish("job", Painting(5, 9, 1.0))
        assert board.newest("job") == Painting(5, 9, 1.0)
    assert board.newest("job") is None
    board.publish("job", Rendered())
    assert (await watching)[-1] == Rendered()


async def test_the_painter_learns_that_the_job_has_ended(board: ProgressBoard) -> None:
    with board.painting("job") as ended:
        assert not ended.is_set()
        board.publish("job", Failed("Cancelled."))
        assert ended.is_set()


async def test_only_so_many_ends_are_remembered(
    board: ProgressBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "ENDED_KEPT", 2)
    for job_id in "abc":
        board.publish(job_id, Rendered())
    assert [board.newest(job_id) for job_id in "abc"] == [None, Rendered(), Rendered()]
