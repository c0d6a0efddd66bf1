"""Many requests are painted at once: who joins when, in which order, and who waits for whom."""

import random

import numpy as np
import pytest

from generation.engine.ticket import Drawn, Started
from generation.errors import PaintingError
from generation.protocol import Finished, Queued


def begun(shop):
    """The prompts in the order in which they began."""
    return [ticket.request.prompt for _, ticket, event in shop.news if isinstance(event, Started)]


def test_a_request_joins_half_way_and_both_are_as_if_alone(workshop, gradient, ask):
    gradient.step_s = 1.0
    shop = workshop(gradient)
    first = shop.submit(ask("first", n=9))
    shop.later(3.5, lambda: shop.submit(ask("second", n=9)))
    shop.work()

    assert gradient.batches == [["first"]] * 4 + [["first", "second"]] * 4 + [["second"]] * 4
    together = {event.sample: event.pixels for _, event in shop.told(first, Drawn)}
    alone = workshop(gradient)
    again = alone.submit(ask("first", n=9))
    alone.work()
    for _, event in alone.told(again, Drawn):
        np.testing.assert_array_equal(together[event.sample], event.pixels)


@pytest.mark.parametrize("moment", np.linspace(0.05, 7.95, 9))
def test_the_first_step_comes_at_most_two_steps_after_arrival_while_slots_are_free(
    workshop, gradient, ask, moment
):
    gradient.step_s = 1.0
    shop = workshop(gradient)
    shop.submit(ask("first", n=9))
    shop.later(moment, lambda: shop.submit(ask("second", n=9)))
    shop.work()

    first_of_second = next(i for i, batch in enumerate(gradient.batches) if "second" in batch)
    assert first_of_second + 1 - moment <= 2


def test_a_request_begins_with_all_its_samples_or_not_at_all(workshop, gradient, ask):
    gradient.slots = 12
    shop = workshop(gradient)
    for prompt, n in [("a", 9), ("b", 4), ("c", 3)]:
        shop.submit(ask(prompt, n=n))
    shop.work()

    assert gradient.batches == [["a"]] * 8 + [["b", "c"]] * 8  # c does not overtake b, though there was room


def test_a_model_with_too_few_slots_says_so(workshop, gradient, ask):
    gradient.slots = 4
    shop = workshop(gradient)
    shop.submit(ask(n=9))
    shop.submit(ask(n=4))
    shop.work()

    assert [ticket.outcome for ticket in shop.tickets] == ["failed", "finished"]
    assert "at most 4 samples" in str(shop.told(shop.tickets[0], Exception)[0][1])


def test_a_flood_by_one_user_starves_nobody(workshop, narrow, ask):
    shop = workshop(narrow)
    for number in range(20):
        shop.submit(ask(f"flood {number}", n=9, user="greedy"))
    shop.submit(ask("modest", n=9, user="modest"))
    shop.submit(ask("shy", n=9, user="shy"))
    shop.work()

    assert begun(shop)[:5] == ["flood 0", "modest", "shy", "flood 1", "flood 2"]


def test_the_priority_comes_before_everything_else(workshop, narrow, ask):
    shop = workshop(narrow)
    for number, priority in enumerate(["low", "normal", "high", "low", "high", "normal"]):
        shop.submit(ask(f"{priority} {number}", n=9, priority=priority))
    shop.work()

    assert begun(shop) == ["high 2", "high 4", "normal 1", "normal 5", "low 0", "low 3"]


def test_a_flood_of_a_higher_class_starves_no_lower_one(workshop, narrow, ask):
    shop = workshop(narrow)
    shop.submit(ask("low", n=9, priority="low"))
    for number in range(30):
        shop.submit(ask(f"high {number}", n=9, priority="high", user=str(number)))
    shop.submit(ask("normal", n=9, priority="normal"))
    shown = [work.request.prompt for work in queued(shop)]
    shop.work()

    assert begun(shop) == shown
    assert shown.index("low") == 8
    assert shown.index("normal") == 9


def queued(shop):
    """All that wait, once the engine has taken them in, in the order in which they will begin."""
    shop.painter._take_in()
    return list(shop.studio.queue)


def test_those_who_wait_are_told_their_place_as_it_changes(workshop, narrow, ask):
    narrow.step_s = 1.0
    shop = workshop(narrow)
    _, _, third = (shop.submit(ask(prompt, n=9, user=prompt)) for prompt in "abc")
    shop.work()

    places = [event.place for _, event in shop.told(third, Queued)]
    assert places == sorted(places, reverse=True)
    assert set(places) == {2, 1}


async def test_a_thousand_requests_at_once_are_all_painted(running, gradient, ask, events_of):
    async with running(gradient, queue_limit=1000) as engine:
        tickets = [engine.submit(ask(f"{number}", n=1, user=str(number % 50))) for number in range(1000)]
        for ticket in tickets:
            assert isinstance((await events_of(ticket))[-1], Finished)
    assert engine.outcomes == {"finished": 1000}


def test_no_slot_is_ever_lost_and_every_picture_is_as_if_painted_alone(workshop, gradient, ask):
    """10,000 requests that come, go and fail at random."""
    chance = random.Random(7)
    gradient.steps, gradient.picture_size, gradient.step_s, gradient.draw_s = 4, 4, 0.1, 0.01
    gradient.wrong = PaintingError("wrong")
    shop = workshop(gradient)
    shop.painter.teller.tell = lambda _: None  # times have tests of their own, and would take a minute here

    def visit(number):
        prompt = chance.choice(["a cat", "a wrong cat", "a dog", "a fish", "a bird"])
        n = chance.randint(1, 9)
        ticket = shop.submit(ask(prompt, n=n, user=str(number % 5), priority=chance.choice(["low", "high"])))
        if chance.random() < 0.3:
            shop.later(chance.expovariate(2.0), ticket.close)

    at = 0.0
    for number in range(10_000):
        at += chance.expovariate(10.0)
        shop.later(at, visit, number)
    shop.work()

    assert gradient.taken == 0
    assert not shop.studio.works
    assert not len(shop.studio.queue)
    outcomes = [ticket.outcome for ticket in shop.tickets]
    assert len(outcomes) == 10_000
    assert min(outcomes.count(outcome) for outcome in ("finished", "failed", "cancelled")) > 500
    _check_against_solo_runs(shop, gradient)


def _check_against_solo_runs(shop, model):
    solo = {}
    drawn = {ticket: {} for ticket in shop.tickets}
    for _, ticket, event in shop.news:
        if isinstance(event, Drawn):
            drawn[ticket][event.sample] = event.pixels.tobytes()
    for ticket, pictures in drawn.items():
        if ticket.outcome == "finished":
            prompt = ticket.request.prompt
            if prompt not in solo:
                painting = model.begin(prompt, 1, range(1, 10), model.defaults)
                painting.done = painting.steps
                solo[prompt] = [pixels.tobytes() for some in painting.draw() for pixels in some]
                painting.close()
            assert pictures == dict(enumerate(solo[prompt][: ticket.request.n], start=1))
