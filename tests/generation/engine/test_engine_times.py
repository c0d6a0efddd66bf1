"""The times that people are told are honest: everything here happens on a clock of its own."""

import random
import statistics

import pytest

from generation.engine import telling, warm_up
from generation.protocol import ImageTokens, Progress, Queued

STEPS = 64
FULL_PER_S = {1: 0.55, 9: 0.06}
"""About how many requests of one sample and of nine the machine can paint in a second."""


@pytest.fixture
def machine(gradient, monkeypatch):
    """A model with the proportions of the mini model on two cores, at a quarter of the steps."""
    monkeypatch.setattr(telling, "INTERVAL_S", 1e9)  # what is told first is all that counts here
    gradient.steps, gradient.picture_size = STEPS, 4
    gradient.begin_s, gradient.step_s, gradient.row_s, gradient.depth_s = 0.08, 0.1, 0.0156, 0.006
    gradient.draw_s = 0.67
    gradient.image_tokens = ImageTokens(rows=8, columns=8, codes=16, starts=(0,))
    monkeypatch.setattr(warm_up, "SECONDS", 4 * warm_up.SECONDS)
    return gradient


def steady(share, n, seconds=1200.0, seed=3):
    """Arrivals that know nothing of one another, which keep the machine busy for a share of its time."""
    chance = random.Random(seed)
    per_s = share * FULL_PER_S[n]
    arrivals, at = [], 0.0
    while (at := at + chance.expovariate(per_s)) < seconds:
        arrivals.append((at, n))
    return arrivals


def burst(prompts, n, spread_s, seed=7):
    chance = random.Random(seed)
    return [(0.0, n), *sorted((chance.uniform(0, spread_s), n) for _ in range(prompts - 1))]


def on_and_off(n):
    """A minute of a load of 90 %, two minutes of peace, again and again."""
    return [(at, n) for at, n in steady(0.9, n, {1: 1200.0, 9: 3600.0}[n]) if at % 180 < 60]


def lonely(n):
    return [(number * 100.0, n) for number in range(6)]


WORKLOADS = {
    "lonely 1": (lonely(1), 0.03),
    "lonely 9": (lonely(9), 0.03),
    "30 % of 1": (steady(0.3, 1, 400.0), 0.1),
    "30 % of 9": (steady(0.3, 9), 0.1),
    "60 % of 1": (steady(0.6, 1, 400.0), 0.1),
    "60 % of 9": (steady(0.6, 9), 0.2),
    "90 % of 1": (steady(0.9, 1, 400.0), 0.1),
    "90 % of 9": (steady(0.9, 9), 0.12),
    "burst of 1": (burst(16, 1, 5.0), 0.27),
    "burst of 9": (burst(16, 9, 30.0), 0.1),
    "all at once, 1": (burst(16, 1, 0.1), 0.12),
    "all at once, 9": (burst(16, 9, 0.1), 0.1),
    "on and off, 1": (on_and_off(1), 0.18),
    "on and off, 9": (on_and_off(9), 0.3),
}
"""Arrivals, and how wrong the median of the first told times may be: who will come nobody can know."""


def errors(workshop, model, ask, arrivals):
    """How wrong the first told times are, as shares of the true ones."""
    shop = workshop(model)
    shop.painter.warm_up("gradient")
    for number, (at, n) in enumerate(arrivals):
        shop.later(at, lambda n=n, number=number: shop.submit(ask(n=n, user=str(number))))
    shop.work()
    told, truth = {}, {}
    for at, ticket, event in shop.news:
        truth[ticket] = at - ticket.arrived_at
        if isinstance(event, Queued | Progress) and ticket not in told:
            told[ticket] = event.expected_s
    return [abs(told[ticket] - truth[ticket]) / truth[ticket] for ticket in shop.tickets]


@pytest.mark.parametrize("name", WORKLOADS)
def test_the_time_told_first_is_about_right(workshop, machine, ask, name):
    arrivals, limit = WORKLOADS[name]

    assert statistics.median(errors(workshop, machine, ask, arrivals)) <= limit


def test_warming_up_teaches_the_cost_of_one_sample_and_of_nine(workshop, machine):
    shop = workshop(machine)
    shop.painter.warm_up("gradient")

    pace = shop.studio.shelf.pace("gradient")
    for rows in (1, 9):
        assert pace.step_s(rows, 0.0) == pytest.approx(machine.step_s + rows * machine.row_s, rel=0.02)
    assert pace.begin_s.or_else(0.0) == pytest.approx(machine.begin_s)
    assert pace.draw_s.or_else(0.0) == pytest.approx(machine.draw_s)
