"""Whose turn it is to be drawn: finished samples first, previews with what is left."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from generation.engine.work import Work
from generation.models.base import Pixels

CHEAP_PREVIEW_S = 1.0
"""A preview up to so long is drawn whenever only its own requester waits for it."""
PREVIEW_SHARE = 0.25
"""Of the time of the steps, what may go into previews while others wait or one is not cheap."""
PREVIEW_SAVINGS_S = 10.0
"""The most that is saved up for previews when there are none."""


@dataclass(eq=False)
class Drawing:
    """Pictures that are being made of a work's samples, slice by slice."""

    work: Work
    slices: Iterator[Pixels]
    preview: int | None
    """Which preview, from 0; None for the finished samples."""
    drawn: int = 0
    """Samples drawn so far."""
    seconds: float = 0.0
    """Spent so far."""


class Drawings:
    """Shares the time evenly between steps and drawing, and lets no preview make others wait long."""

    def __init__(self) -> None:
        self._finished: deque[Drawing] = deque()
        self._previews: deque[Drawing] = deque()
        self._credit_s = 0.0
        self._savings_s = 0.0

    def begin(self, work: Work) -> None:
        """Draw the finished samples; a preview that is not ready is left out."""
        self.drop(work)
        self._finished.append(Drawing(work, _slices(work), None))

    def begin_preview(self, work: Work, cost_s: float, *, alone: bool) -> None:
        """Draw a preview, unless it would make others wait much longer, or the one before is not ready.

        Args:
            work: whose samples to show.
            cost_s: seconds that it will take.
            alone: nobody but this requester waits for anything.
        """
        affordable = cost_s <= self._savings_s or (alone and cost_s <= CHEAP_PREVIEW_S)
        if affordable and all(drawing.work is not work for drawing in self._previews):
            self._savings_s = max(0.0, self._savings_s - cost_s)
            self._previews.append(Drawing(work, _slices(work), work.previews))
            work.previews += 1

    def end(self, drawing: Drawing) -> None:
        """It is all drawn."""
        (self._finished if drawing.preview is None else self._previews).remove(drawing)

    def drop(self, work: Work) -> None:
        """Draw nothing of this work any more."""
        self._finished = deque(drawing for drawing in self._finished if drawing.work is not work)
        self._previews = deque(drawing for drawing in self._previews if drawing.work is not work)

    def turns(self, step_s: float) -> Iterator[Drawing]:
        """Give drawings, each of which the caller lets do one slice, for about as long as the steps took.

        Args:
            step_s: what the steps took that were just done. If there were none, all time is for drawing;
                there is one turn then, so that newcomers are looked for after each.
        """
        self._credit_s = self._credit_s + step_s if step_s else 0.0
        self._savings_s = min(PREVIEW_SAVINGS_S, self._savings_s + PREVIEW_SHARE * step_s)
        while (turn := self._next()) and (self._credit_s > 0 or not step_s):
            began = time.monotonic()
            yield turn
            seconds = time.monotonic() - began
            turn.seconds += seconds
            self._credit_s -= seconds
            if not step_s:
                return
        if turn is None:
            self._credit_s = 0.0

    def left_s(self, work: Work, whole_s: float) -> float:
        """Seconds left of drawing a work's finished samples, all of which take `whole_s`."""
        spent_s = sum(drawing.seconds for drawing in self._finished if drawing.work is work)
        return max(0.0, whole_s - spent_s)

    def _next(self) -> Drawing | None:
        waiting = self._finished or self._previews
        return waiting[0] if waiting else None


def _slices(work: Work) -> Iterator[Pixels]:
    """All of its drawing, even what is wrong with it, comes with the first `next`."""
    yield from work.painting.draw()
