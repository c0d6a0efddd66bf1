"""Whatever goes wrong inside a model concerns nobody but whom it concerns, and no slot is lost."""

import gc
import weakref
from dataclasses import dataclass

import pytest

from generation.engine.ticket import Drawn
from generation.errors import DeadlineError, PaintingError, ServiceUnavailableError
from generation.protocol import Finished
from tests.generation.conftest import GradientModel, GradientPainting

POISON = "poison"


class PoisonedModel(GradientModel):
    """Trips over prompts with the word "poison", at one point of their way."""

    point = ""

    def trip(self, point, prompt):
        if POISON in prompt and point == self.point:
            raise ValueError(point)

    def text_length(self, prompt):
        self.trip("read", prompt)
        return super().text_length(prompt)

    def begin(self, prompt, *arguments, **named):
        self.trip("begin", prompt)
        painting = super().begin(prompt, *arguments, **named)
        painting.__class__ = PoisonedPainting
        return painting

    def step(self, paintings):
        for painting in paintings:
            self.trip(f"step {painting.done}", painting.prompt)
        super().step(paintings)


class PoisonedPainting(GradientPainting):
    def tokens(self):
        self.model.trip("tokens", self.prompt)
        return super().tokens()

    def draw(self):
        self.model.trip("draw", self.prompt)
        for pictures in super().draw():
            self.model.trip("drawing", self.prompt)
            yield pictures

    def close(self):
        super().close()
        self.model.trip("close", self.prompt)


@dataclass
class Crowded:
    """Memory is enough for so many samples in hand."""

    rows: int

    def __call__(self, paintings):
        if sum(len(painting.samples) for painting in paintings) > self.rows:
            raise MemoryError


@pytest.mark.parametrize(
    "point", ["read", "begin", *(f"step {done}" for done in range(8)), "tokens", "draw", "drawing"]
)
def test_a_poisoned_prompt_fails_alone(workshop, ask, point):
    model = PoisonedModel()
    model.point = point
    shop = workshop(model)
    for prompt in ("a cat", POISON, "a dog"):
        shop.submit(ask(prompt, return_tokens=True, partial_images=1))
    shop.work()

    assert [ticket.outcome for ticket in shop.tickets] == ["finished", "failed", "finished"]
    assert isinstance(shop.told(shop.tickets[1], Exception)[0][1], PaintingError)
    assert model.taken == 0


def test_a_painting_that_can_not_be_closed_ends_nothing_else(workshop, ask):
    model = PoisonedModel()
    model.point = "close"
    shop = workshop(model)
    for prompt in (POISON, "a cat"):
        shop.submit(ask(prompt))
    shop.work()

    assert [ticket.outcome for ticket in shop.tickets] == ["finished", "finished"]
    assert not shop.studio.works


def test_when_memory_runs_out_the_newest_fail_and_fewer_are_in_hand_from_then_on(workshop, gradient, ask):
    enough, step = Crowded(18), gradient.step

    def step_if_enough(paintings):
        enough(paintings)
        step(paintings)

    gradient.step = step_if_enough
    shop = workshop(gradient)
    for number in range(6):
        shop.submit(ask(f"{number}", n=9))
    shop.work()

    outcomes = [ticket.outcome for ticket in shop.tickets]
    assert outcomes == ["finished", "finished", "failed", "failed", "finished", "finished"]
    failure = shop.told(shop.tickets[2], Exception)[0][1]
    assert isinstance(failure, ServiceUnavailableError)
    assert failure.retry_after_s
    assert shop.studio.shelf.record("gradient").slots == 18
    assert gradient.taken == 0


@pytest.mark.parametrize(("arrives_s", "outcome"), [(0.5, "failed"), (100.0, "finished")])
def test_when_memory_runs_out_at_loading_only_idle_models_make_room(
    workshop, gradient, ask, arrives_s, outcome
):
    gradient.step_s = 1.0
    shop = workshop(gradient, GradientModel(name="other"))
    shelf = shop.studio.shelf
    load = shelf._load

    def load_alone(name):
        if list(shelf):
            raise MemoryError
        return load(name)

    shelf._load = load_alone
    shop.submit(ask())
    shop.later(arrives_s, lambda: shop.submit(ask(model="other")))
    shop.work()

    assert [ticket.outcome for ticket in shop.tickets] == ["finished", outcome]
    failures = shop.told(shop.tickets[1], Exception)
    assert all("memory ran out" in str(failure) for _, failure in failures)


def test_a_deadline_that_passes_while_pictures_are_drawn_ends_the_request(workshop, gradient, ask):
    gradient.draw_s, gradient.step_s, gradient.pictures_at_once = 1.0, 0.1, 1
    shop = workshop(gradient)
    late = shop.submit(ask(n=9, deadline_s=4.0))
    other = shop.submit(ask(n=9))
    shop.work()

    assert isinstance(shop.told(late, Exception)[0][1], DeadlineError)
    assert 0 < len(shop.told(late, Drawn)) < 9
    assert shop.told(other, Finished)
    assert gradient.taken == 0
    assert not shop.studio.drawings._finished


@pytest.mark.parametrize("moment", [0.05 + 0.1 * index for index in range(30)])
def test_who_is_cancelled_at_any_moment_leaves_no_trace(workshop, gradient, ask, moment):
    gradient.begin_s, gradient.step_s, gradient.draw_s, gradient.slots = 0.1, 0.1, 0.5, 9
    shop = workshop(gradient)
    given_up, other = shop.submit(ask(partial_images=3)), shop.submit(ask(n=9))
    shop.later(moment, given_up.close)
    shop.work()

    assert other.outcome == "finished"
    assert gradient.taken == 0
    assert not shop.studio.works
    assert shop.studio.drawings._next() is None


def test_nothing_is_kept_of_what_has_ended_long_before_its_deadline(workshop, gradient, ask):
    shop = workshop(gradient)
    shop.submit(ask(deadline_s=1e6))
    begin, paintings = gradient.begin, []

    def begin_watched(*arguments, **named):
        painting = begin(*arguments, **named)
        paintings.append(weakref.ref(painting))
        return painting

    gradient.begin = begin_watched
    shop.work()

    gc.collect()
    assert [painting() for painting in paintings] == [None]
