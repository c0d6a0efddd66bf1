"""Telling everyone their place and how long it will be, as honestly and as often as is cheap."""

import time

from generation.engine.forecast import Capacity, Forecast, Outlook
from generation.engine.studio import Studio
from generation.engine.work import Work
from generation.protocol import Progress, Queued

INTERVAL_S = 0.1
"""How often times are told while nobody comes, begins or goes."""
QUEUE_INTERVAL_S = 1.0
"""How often those who wait are told then."""
SILENCE = 20.0
"""Having told times, the engine does other things for so many times as long."""


class Teller:
    """Looks ahead and tells what it sees."""

    def __init__(self) -> None:
        self.opening_s = 0.0
        """Seconds, when it was last looked at, until the next of those who wait begins."""
        self._told_at = self._queue_told_at = self._silent_until = 0.0

    def tell(self, studio: Studio) -> None:
        """Tell everyone when they will be finished, if there is something new to say and time for it."""
        now = time.monotonic()
        if now < self._silent_until or not (studio.moved or now - self._told_at >= INTERVAL_S):
            return
        outlooks = _look_ahead(studio)
        self.opening_s = min((one.start_s for work, one in outlooks.items() if not work.begun), default=0.0)
        self._tell_those_in_hand(studio, outlooks)
        if studio.moved or now - self._queue_told_at >= QUEUE_INTERVAL_S:
            self._queue_told_at = now
            for place, work in enumerate(studio.queue, start=1):
                studio.news.append((work.ticket, Queued(place, outlooks[work].finish_s)))
        studio.moved = False
        self._told_at = now
        self._silent_until = now + SILENCE * (time.monotonic() - now)

    def _tell_those_in_hand(self, studio: Studio, outlooks: dict[Work, Outlook]) -> None:
        for loaded in studio.shelf:
            for work in loaded.works:
                painting = work.painting
                progress = Progress(painting.done, painting.steps, outlooks[work].finish_s)
                studio.news.append((work.ticket, progress))


def _look_ahead(studio: Studio) -> dict[Work, Outlook]:
    shelf = studio.shelf
    in_hand = sorted((work for loaded in shelf for work in loaded.works), key=lambda work: work.painted_at)
    outlooks = {work: _outlook(studio, work) for work in (*in_hand, *studio.queue)}
    capacities = {
        name: Capacity(
            limit=shelf.record(name).slots,
            pace=shelf.pace(name),
            load_s=0.0 if name in shelf else shelf.record(name).pace.load_s.or_else(0.0),
        )
        for name in {work.model for work in outlooks}
    }
    Forecast(
        [outlooks[work] for work in in_hand], [outlooks[work] for work in studio.queue], capacities
    ).play()
    return outlooks


def _outlook(studio: Studio, work: Work) -> Outlook:
    pace = studio.shelf.pace(work.model)
    length = work.length if work.begun else max(1, pace.steps)
    return Outlook(
        model=work.model,
        n=work.n,
        begin_s=0.0 if work.begun else pace.begin_s.or_else(0.0),
        steps=work.steps_left if work.begun else work.steps_ahead(length),
        length=length,
        draw_s=studio.drawings.left_s(work, work.n * pace.draw_s.or_else(0.0)),
        previews=work.request.partial_images,
    )
