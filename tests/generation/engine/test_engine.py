"""The engine paints requests in turn, tells how they get on, and lets go of them."""

import asyncio
import contextlib

import numpy as np
import pytest

from generation.engine import painter
from generation.engine.engine import Engine
from generation.engine.painter import preview_steps
from generation.engine.ticket import Drawn, Started, Ticket
from generation.errors import (
    CheckpointError,
    InvalidRequestError,
    PaintingError,
    ServiceUnavailableError,
)
from generation.protocol import Finished, GenerationRequest, Progress, Queued


@contextlib.asynccontextmanager
async def running(model, **options):
    """An engine whose models are all this one, until the block ends."""

    def load(name):
        if name == "damaged":
            raise CheckpointError("model.safetensors is damaged")
        return model

    engine = Engine(load, **{"default_model": "gradient", "queue_limit": 10} | options)
    warm = asyncio.Event()
    task = asyncio.create_task(engine.run(warm.set))
    await warm.wait()
    try:
        yield engine
    finally:
        task.cancel()
        await asyncio.wait([task])


def ask(prompt="a cat", **options):
    return GenerationRequest(prompt=prompt, **{"seed": 1, "n": 2} | options)


async def events_of(ticket):
    return [event async for event in ticket.events()]


async def pictures_of(ticket):
    """The finished samples by number."""
    drawn = [event for event in await events_of(ticket) if isinstance(event, Drawn)]
    return {event.sample: event.pixels for event in drawn if event.preview is None}


async def test_a_request_is_painted_with_all_its_samples(gradient):
    async with running(gradient) as engine:
        events = await events_of(engine.submit(ask(n=9)))

    assert [event.sample for event in events if isinstance(event, Drawn)] == list(range(1, 10))
    assert Started(text_tokens=4, sample_tokens=8) in events
    assert events[-1] == Finished("gradient", 1)
    assert engine.outcomes == {"finished": 1}
    assert engine.steps == 8


async def test_a_sample_is_the_same_alone_or_among_nine(gradient):
    async with running(gradient) as engine:
        nine = await pictures_of(engine.submit(ask(n=9)))
        alone = await pictures_of(engine.submit(ask(n=1, first_sample=3)))

    assert list(alone) == [3]
    np.testing.assert_array_equal(alone[3], nine[3])


async def test_settings_left_open_are_the_models_own(gradient):
    async with running(gradient) as engine:
        default = await pictures_of(engine.submit(ask()))
        same = await pictures_of(engine.submit(ask(temperature=0.5, guidance=4.0)))
        other = await pictures_of(engine.submit(ask(temperature=0.6)))

    np.testing.assert_array_equal(same[1], default[1])
    assert (other[1] != default[1]).any()


async def test_a_seed_left_open_is_chosen_and_told(gradient):
    async with running(gradient) as engine:
        seeds = [(await events_of(engine.submit(ask(seed=None))))[-1].seed for _ in range(3)]
    assert len(set(seeds)) == 3


async def test_previews_are_evenly_spaced_and_come_before_the_samples(gradient):
    async with running(gradient) as engine:
        drawn = [e for e in await events_of(engine.submit(ask(partial_images=3))) if isinstance(e, Drawn)]

    assert [(e.sample, e.preview) for e in drawn] == [
        (sample, preview) for preview in (0, 1, 2, None) for sample in (1, 2)
    ]
    painted = [(event.pixels[:, 0] != 128).any(-1).mean() for event in drawn if event.sample == 1]
    assert painted == [0.25, 0.5, 0.75, 1.0]


async def test_previews_that_cost_much_are_left_out(gradient, monkeypatch):
    monkeypatch.setattr(painter, "CHEAP_PREVIEW_S", 0.0)
    gradient.pictures_s = 0.1
    async with running(gradient) as engine:
        drawn = [e for e in await events_of(engine.submit(ask(partial_images=3))) if isinstance(e, Drawn)]

    assert sum(event.sample == 1 for event in drawn) < 4
    assert drawn[-1].preview is None


@pytest.mark.parametrize(
    ("steps", "previews", "expected"), [(256, 3, [64, 128, 192]), (256, 1, [128]), (8, 0, []), (5, 2, [1, 3])]
)
def test_preview_steps(steps, previews, expected):
    assert preview_steps(steps, previews) == expected


async def test_those_who_wait_are_told_their_place_as_it_changes(gated, until):
    async with running(gated) as engine:
        first, second, third = (engine.submit(ask(prompt, user=prompt)) for prompt in "abc")
        await until(lambda: engine.busy)
        third_events = third.events()
        assert (await anext(third_events)).place == 2

        gated.permit(8)
        assert isinstance((await events_of(first))[-1], Finished)
        assert (await anext(third_events)).place == 1

        gated.permit(16)
        await events_of(second)
        assert isinstance([event async for event in third_events][-1], Finished)


async def test_expected_seconds_grow_with_the_queue(gated, until):
    async with running(gated) as engine:
        engine.submit(ask())
        await until(lambda: engine.busy)
        expected = []
        for _ in range(3):
            queued = await anext(engine.submit(ask(n=9)).events())
            assert isinstance(queued, Queued)
            expected.append(queued.expected_s)
        gated.permit(100)

    assert 0 < expected[0] < expected[1] < expected[2]


async def test_progress_counts_the_steps(gated):
    async with running(gated) as engine:
        events = engine.submit(ask()).events()
        assert isinstance(await anext(events), Queued | Started)
        gated.permit(1)
        seen = [event async for event in _until_progress(events)]
        assert seen[-1].done == 1
        assert seen[-1].total == 8
        gated.permit(7)


async def _until_progress(events):
    async for event in events:
        yield event
        if isinstance(event, Progress):
            return


async def test_users_take_turns(gated):
    async with running(gated) as engine:
        greedy = [engine.submit(ask(f"greedy {number}", user="greedy")) for number in range(4)]
        modest = engine.submit(ask("modest", user="modest"))
        gated.permit(100)
        await asyncio.gather(*(events_of(ticket) for ticket in [*greedy, modest]))

    order = list(dict.fromkeys(gated.step_taken))
    assert order.index("modest") <= 2


async def test_a_cancelled_painting_stops_at_the_next_step(gated, until):
    async with running(gated) as engine:
        ticket = engine.submit(ask("given up"))
        gated.permit(2)
        await until(lambda: len(gated.step_taken) == 2)
        ticket.close()
        gated.permit(1)
        await until(lambda: not engine.busy)

        assert gated.step_taken == ["given up"] * 3
        assert engine.outcomes == {"cancelled": 1}


async def test_a_cancelled_request_leaves_the_queue(gated, until):
    async with running(gated) as engine:
        first, second, third = (engine.submit(ask(prompt)) for prompt in ("one", "two", "three"))
        await until(lambda: engine.busy)
        second.close()
        second.close()
        assert engine.waiting == 1
        gated.permit(100)
        await events_of(first)
        await events_of(third)

    assert "two" not in gated.step_taken


async def test_a_full_queue_refuses_and_says_when_to_come_again(gated, until):
    async with running(gated, queue_limit=2) as engine:
        engine.submit(ask())
        await until(lambda: engine.busy)
        engine.submit(ask())
        engine.submit(ask())

        with pytest.raises(ServiceUnavailableError, match="full") as refusal:
            engine.submit(ask())

        assert refusal.value.retry_after_s >= 1
        gated.permit(100)


@pytest.mark.parametrize(
    ("wrong", "error", "reason"),
    [
        (RuntimeError("CUDA out of memory"), PaintingError, "RuntimeError"),
        (PaintingError("The model's logits are not finite."), PaintingError, "not finite"),
        (InvalidRequestError("top_k"), InvalidRequestError, "top_k"),
    ],
)
async def test_a_failing_painting_fails_alone(gradient, wrong, error, reason):
    gradient.wrong = wrong
    async with running(gradient) as engine:
        failing, fine = engine.submit(ask("wrong")), engine.submit(ask("right"))
        with pytest.raises(error, match=reason):
            await events_of(failing)
        assert isinstance((await events_of(fine))[-1], Finished)
    assert engine.outcomes == {"failed": 1, "finished": 1}


async def test_a_model_that_can_not_be_loaded_fails_its_request_only(gradient):
    async with running(gradient) as engine:
        with pytest.raises(CheckpointError, match="damaged"):
            await events_of(engine.submit(ask(model="damaged")))
        assert isinstance((await events_of(engine.submit(ask(model="other"))))[-1], Finished)


async def test_a_default_model_that_can_not_be_loaded_ends_the_engine():
    def load(name):
        raise CheckpointError("config.json is missing")

    with pytest.raises(CheckpointError, match=r"config\.json"):
        await Engine(load, default_model="gradient", queue_limit=1).run()


async def test_draining_lets_requests_end_but_takes_no_new_ones(gated):
    async with running(gated) as engine:
        tickets = [engine.submit(ask()) for _ in range(2)]
        draining = asyncio.create_task(engine.drain(grace_s=10))
        await asyncio.sleep(0)
        with pytest.raises(ServiceUnavailableError, match="stopping"):
            engine.submit(ask())
        gated.permit(16)
        await draining

        for ticket in tickets:
            assert isinstance((await events_of(ticket))[-1], Finished)


async def test_what_outlives_the_grace_is_failed_and_stops(gated, until):
    async with running(gated) as engine:
        tickets = [engine.submit(ask()) for _ in range(2)]
        await until(lambda: engine.busy)
        await engine.drain(grace_s=0.01)
        gated.permit(1)

        for ticket in tickets:
            with pytest.raises(ServiceUnavailableError, match="stopping"):
                await events_of(ticket)
        await until(lambda: not engine.busy)
    assert len(gated.step_taken) == 1


async def test_a_cancelled_engine_ends_its_thread_at_the_next_step(gated, until):
    async with running(gated) as engine:
        ticket = engine.submit(ask())
        await until(lambda: engine.busy)
        gated.permit(1)
        await until(lambda: gated.step_taken)
        asyncio.get_running_loop().call_later(0.05, gated.permit, 1)

    assert len(gated.step_taken) == 2
    with pytest.raises(ServiceUnavailableError):
        await events_of(ticket)


async def test_a_reader_who_comes_late_gets_the_newest_status_and_every_picture(gradient):
    async with running(gradient) as engine:
        ticket = engine.submit(ask(partial_images=3))
        await ticket.ended.wait()
        events = await events_of(ticket)

    assert sum(isinstance(event, Queued | Progress) for event in events) == 1
    assert sum(isinstance(event, Drawn) for event in events) == 8


async def test_a_slow_reader_hears_of_no_progress_after_the_pictures():
    pixels = np.zeros((4, 4, 3), np.uint8)
    ticket = Ticket(ask(n=1), "gradient", 1, lambda _: None)
    events = ticket.events()
    ticket.tell(Drawn(1, 0, pixels))
    await anext(events)  # and while that is encoded:
    ticket.tell(Progress(8, 8, 0.0))
    ticket.tell(Drawn(1, None, pixels))
    ticket.finish()

    assert [type(event) async for event in events] == [Progress, Drawn, Finished]
