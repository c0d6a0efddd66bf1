"""When each request will be finished: what the engine is going to do, done in thought.

Every painting has a known number of steps, so that the future is known but for who comes and goes, and for
how fast the machine is. Of those who will come it is told what to expect.
"""

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generation.engine.drawing import CHEAP_PREVIEW_S, PREVIEW_SHARE
from generation.engine.pace import Pace

SAME = 1e-9
"""What is less is nothing but rounding, of steps and of seconds."""


@dataclass(slots=True)
class Outlook:
    """What is ahead of one request, and, once it was looked at, when."""

    model: str
    n: int
    begin_s: float
    """Until it begins to step, once there is room; 0 for what is in hand."""
    steps: float
    """To be done."""
    length: int
    """Steps of a whole painting."""
    draw_s: float
    """To draw all finished samples."""
    previews: int = 0
    """Still to be shown."""
    start_s: float = 0.0
    """Until it begins."""
    finish_s: float = math.inf
    """Until it is finished."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not here yet, but expected."""

    arrives_s: float
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a model can do."""

    limit: int
    """How many samples it can have in hand."""
    pace: Pace
    load_s: float
    """Until it is loaded; 0 if it is."""


class Forecast:
    """Plays the engine's loop, from one moment at which somebody comes or gets through a stage to the next.

    The time goes evenly to steps and drawing while there are both. It takes O(requests) such moments.
    """

    def __init__(
        self,
        in_hand: Sequence[Outlook],
        waiting: Sequence[Outlook],
        capacities: Mapping[str, Capacity],
        coming: Sequence[Newcomer] = (),
    ) -> None:
        """Begin to look ahead.

        Args:
            in_hand: what has begun, what is being drawn in that order.
            waiting: in the order in which it will begin.
            capacities: of all their models, by name.
            coming: who is expected, in the order of their arrival.
        """
        self._now_s = 0.0
        self._capacities = capacities
        self._loads_s = {name: capacity.load_s for name, capacity in capacities.items()}
        self._stepping = [one for one in in_hand if one.steps > 0]
        self._drawing = deque(one for one in in_hand if one.steps <= 0)
        self._rows = dict.fromkeys(capacities, 0)
        for one in in_hand:
            self._rows[one.model] += one.n
        self._coming = deque(coming)
        self._unfinished = {id(one) for one in (*in_hand, *waiting)}
        self._waiting: dict[str, deque[Outlook]] = {}
        for one in waiting:
            self._waiting.setdefault(one.model, deque()).append(one)

    def play(self) -> None:
        """Fill in when everyone who is here starts and finishes."""
        self._admit()
        while self._unfinished and (self._stepping or self._drawing):
            self._go_on()
        for one in chain.from_iterable(self._waiting.values()):  # for which no model has slots enough
            one.start_s = one.finish_s = self._now_s

    def _go_on(self) -> None:
        """To the next moment."""
        both = 2.0 if self._stepping and self._drawing else 1.0
        steps = min((one.steps for one in self._stepping), default=0.0)
        steps_s = steps * self._pass_s(steps)
        moments_s = [steps_s * both] if self._stepping else []
        if self._drawing:
            moments_s.append(self._drawing[0].draw_s * both)
        if self._coming:
            moments_s.append(max(0.0, self._coming[0].arrives_s - self._now_s))
        seconds = min(moments_s)
        self._now_s += seconds
        if self._drawing:
            self._drawing[0].draw_s -= seconds / both
        self._step(steps * (seconds / both / steps_s if steps_s else 1.0))
        while self._drawing and self._drawing[0].draw_s < SAME:
            self._finish(self._drawing.popleft())
        while self._coming and self._coming[0].arrives_s <= self._now_s + SAME:
            one = self._coming.popleft().outlook
            self._waiting.setdefault(one.model, deque()).append(one)
        self._admit()

    def _step(self, steps: float) -> None:
        for one in self._stepping:
            one.steps -= steps
        self._drawing.extend(one for one in self._stepping if one.steps < SAME)
        self._stepping = [one for one in self._stepping if one.steps >= SAME]

    def _finish(self, one: Outlook) -> None:
        one.finish_s = self._now_s
        self._rows[one.model] -= one.n
        self._unfinished.discard(id(one))

    def _admit(self) -> None:
        for model, waiting in self._waiting.items():
            while waiting and self._rows[model] + waiting[0].n <= self._capacities[model].limit:
                one = waiting.popleft()
                self._rows[model] += one.n
                one.start_s = self._now_s
                self._now_s += self._loads_s[model] + one.begin_s
                self._loads_s[model] = 0.0
                self._stepping.append(one)

    def _pass_s(self, steps: float) -> float:
        """Mean seconds of the next so many steps of everything in hand, with the previews between them."""
        seconds = 0.0
        for model, capacity in self._capacities.items():
            mine = [one for one in self._stepping if one.model == model]
            if mine:
                depth = sum(one.n * (1 - (one.steps - steps / 2) / one.length) for one in mine)
                seconds += capacity.pace.step_s(sum(one.n for one in mine), depth)
        return seconds + self._previews_s(seconds)

    def _previews_s(self, step_s: float) -> float:
        alone = len(self._stepping) == 1 and not self._drawing and not any(self._waiting.values())
        wanted_s = 0.0
        for one in self._stepping:
            cheap = alone and one.draw_s <= CHEAP_PREVIEW_S
            if one.previews and (cheap or one.draw_s <= PREVIEW_SHARE * one.length * step_s):
                wanted_s += one.previews * one.draw_s / one.length
        return wanted_s if alone else min(wanted_s, PREVIEW_SHARE * step_s)
