"""The engine paints requests, tells how they get on, and lets go of them."""

import asyncio

import numpy as np
import pytest

from generation.engine import telling
from generation.engine.engine import Engine
from generation.engine.ticket import Drawn, Started, Ticket
from generation.engine.work import preview_steps
from generation.errors import CheckpointError, DeadlineError, ServiceUnavailableError
from generation.protocol import Finished, Progress, Queued


async def test_a_request_is_painted_with_all_its_samples(running, gradient, ask, events_of):
    async with running(gradient) as engine:
        events = await events_of(engine.submit(ask(n=9)))

    assert [event.sample for event in events if isinstance(event, Drawn)] == list(range(1, 10))
    assert Started(text_tokens=4, sample_tokens=8) in events
    assert events[-1] == Finished("gradient", 1)
    assert engine.outcomes == {"finished": 1}
    assert engine.steps == 8


async def test_a_sample_is_the_same_alone_or_among_nine(running, gradient, ask, pictures_of):
    async with running(gradient) as engine:
        nine = await pictures_of(engine.submit(ask(n=9)))
        alone = await pictures_of(engine.submit(ask(n=1, first_sample=3)))

    assert list(alone) == [3]
    np.testing.assert_array_equal(alone[3], nine[3])


async def test_settings_left_open_are_the_models_own(running, gradient, ask, pictures_of):
    async with running(gradient) as engine:
        default = await pictures_of(engine.submit(ask()))
        same = await pictures_of(engine.submit(ask(temperature=0.5, guidance=4.0)))
        other = await pictures_of(engine.submit(ask(temperature=0.6)))

    np.testing.assert_array_equal(same[1], default[1])
    assert (other[1] != default[1]).any()


async def test_a_seed_left_open_is_chosen_and_told(running, gradient, ask, events_of):
    async with running(gradient) as engine:
        seeds = [(await events_of(engine.submit(ask(seed=None))))[-1].seed for _ in range(3)]
    assert len(set(seeds)) == 3


@pytest.mark.parametrize(
    ("steps", "previews", "expected"), [(256, 3, [64, 128, 192]), (256, 1, [128]), (8, 0, []), (5, 2, [1, 3])]
)
def test_preview_steps(steps, previews, expected):
    assert preview_steps(steps, previews) == expected


async def test_progress_counts_the_steps(running, gated, ask, monkeypatch):
    monkeypatch.setattr(telling, "INTERVAL_S", 0.0)
    monkeypatch.setattr(telling, "SILENCE", 0.0)
    async with running(gated) as engine:
        events = engine.submit(ask()).events()
        assert await anext(events) == Started(text_tokens=4, sample_tokens=8)
        assert (await anext(events)).done == 0
        gated.permit(1)
        progress = await anext(events)
        assert (progress.done, progress.total) == (1, 8)
        gated.permit(7)


@pytest.mark.parametrize("steps", range(8))
async def test_a_cancelled_painting_gives_its_slots_back_at_the_next_step(
    running, gated, ask, until, events_of, steps
):
    async with running(gated) as engine:
        given_up = engine.submit(ask("given up", n=9))
        waiting = engine.submit(ask("next", n=9))
        gated.permit(steps)
        await until(lambda: len(gated.step_taken) == steps and gated.taken == 9)
        given_up.close()
        gated.permit(1 + 8)
        assert isinstance((await events_of(waiting))[-1], Finished)

    assert gated.step_taken.count("given up") - steps in {0, 1}  # the one that had begun already
    assert gated.step_taken.count("next") == 8
    assert engine.outcomes == {"cancelled": 1, "finished": 1}


async def test_a_cancelled_request_leaves_the_queue(running, gated, ask, until, events_of):
    async with running(gated) as engine:
        first, second, third = (engine.submit(ask(prompt, n=9)) for prompt in ("one", "two", "three"))
        await until(lambda: engine.busy)
        second.close()
        second.close()
        assert engine.waiting == 1
        gated.permit(100)
        await events_of(first)
        await events_of(third)

    assert "two" not in gated.step_taken


async def test_a_deadline_that_passes_ends_the_request_whether_it_waits_or_is_painted(
    running, gated, ask, events_of
):
    async with running(gated) as engine:
        painted = engine.submit(ask("painted", n=9, deadline_s=0.05))
        waiting = engine.submit(ask("waiting", n=9, deadline_s=0.05))
        unhurried = engine.submit(ask("unhurried", n=9, deadline_s=60))
        await asyncio.sleep(0.06)
        gated.permit(100)

        for late in (painted, waiting):
            with pytest.raises(DeadlineError, match="deadline"):
                await events_of(late)
        assert isinstance((await events_of(unhurried))[-1], Finished)
    assert "waiting" not in gated.step_taken


async def test_a_full_queue_refuses_and_says_when_to_come_again(running, gated, ask, until):
    async with running(gated, queue_limit=2) as engine:
        engine.submit(ask(n=9))
        await until(lambda: engine.busy)
        engine.submit(ask())
        engine.submit(ask())

        with pytest.raises(ServiceUnavailableError, match="full") as refusal:
            engine.submit(ask())

        assert refusal.value.retry_after_s >= 1
        assert engine.outcomes["refused"] == 1
        gated.permit(100)


async def test_a_model_that_can_not_be_loaded_fails_its_request_only(running, gradient, ask, events_of):
    async with running(gradient) as engine:
        with pytest.raises(CheckpointError, match="damaged"):
            await events_of(engine.submit(ask(model="damaged")))
        assert isinstance((await events_of(engine.submit(ask())))[-1], Finished)


async def test_a_default_model_that_can_not_be_loaded_ends_the_engine():
    def load(name):
        raise CheckpointError("config.json is missing")

    with pytest.raises(CheckpointError, match=r"config\.json"):
        await Engine(load, default_model="gradient", queue_limit=1).run()


async def test_draining_ends_what_has_begun_and_sends_away_what_waits(running, gated, ask, until, events_of):
    async with running(gated) as engine:
        painted, waiting = [engine.submit(ask(n=9)) for _ in range(2)]
        await until(lambda: engine.busy)
        draining = asyncio.create_task(engine.drain(grace_s=10))
        with pytest.raises(ServiceUnavailableError, match="stopping"):
            await events_of(waiting)
        with pytest.raises(ServiceUnavailableError, match="stopping"):
            engine.submit(ask())
        gated.permit(8)
        await draining

        assert isinstance((await events_of(painted))[-1], Finished)
    assert len(gated.step_taken) == 8


async def test_what_outlives_the_grace_is_failed_and_stops(running, gated, ask, until, events_of):
    async with running(gated) as engine:
        tickets = [engine.submit(ask(n=9)) for _ in range(2)]
        await until(lambda: engine.busy)
        await engine.drain(grace_s=0.01)
        gated.permit(1)

        for ticket in tickets:
            with pytest.raises(ServiceUnavailableError, match="stopping"):
                await events_of(ticket)
        await until(lambda: not gated.taken)
    assert len(gated.step_taken) == 1


async def test_a_cancelled_engine_ends_its_thread_at_the_next_step(running, gated, ask, until, events_of):
    async with running(gated) as engine:
        ticket = engine.submit(ask())
        gated.permit(1)
        await until(lambda: gated.step_taken)
        asyncio.get_running_loop().call_later(0.05, gated.permit, 1)

    assert len(gated.step_taken) == 2
    with pytest.raises(ServiceUnavailableError):
        await events_of(ticket)


async def test_a_slow_reader_gets_the_newest_status_and_the_newest_picture_of_each_sample(
    running, gradient, ask, events_of
):
    async with running(gradient) as engine:
        ticket = engine.submit(ask(partial_images=3))
        await ticket.ended.wait()
        events = await events_of(ticket)

    assert sum(isinstance(event, Queued | Progress) for event in events) == 1
    assert [(e.sample, e.preview) for e in events if isinstance(e, Drawn)] == [(1, None), (2, None)]


async def test_a_slow_reader_hears_of_no_progress_after_the_pictures(ask):
    pixels = np.zeros((4, 4, 3), np.uint8)
    ticket = Ticket(ask(n=1), "gradient", 1, lambda _: None)
    events = ticket.events()
    ticket.tell(Drawn(1, 0, pixels))
    await anext(events)  # and while that is encoded:
    ticket.tell(Progress(8, 8, 0.0))
    ticket.tell(Drawn(1, None, pixels))
    ticket.tell(Finished("gradient", 1))

    assert [type(event) async for event in events] == [Progress, Drawn, Finished]
