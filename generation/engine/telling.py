"""Telling everyone their place and how long it will be, as honestly and as often as is cheap."""

import time

from generation.engine.forecast import Forecast, Outlook
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
    in_hand = {work: _ahead(studio, work) for loaded in studio.shelf for work in loaded.works}
    waiting = {work: _before(studio, work) for work in studio.queue}
    records = [studio.shelf.record(name) for name in {work.model for work in (*in_hand, *waiting)}]
    Forecast(
        in_hand.values(),
        waiting.values(),
        limits={record.name: record.slots for record in records},
        paces={record.name: record.pace for record in records},
    ).play()
    return in_hand | waiting


def _ahead(studio: Studio, work: Work) -> Outlook:
    draw_s = work.n * studio.shelf.record(work.model).pace.draw_s.or_else(0.0)
    return Outlook(
        model=work.model,
        n=work.n,
        begin_s=0.0,
        steps=work.steps_left,
        length=work.length,
        draw_s=studio.drawings.left_s(work, draw_s),
        previews=work.request.partial_images,
    )


def _before(studio: Studio, work: Work) -> Outlook:
    pace = studio.shelf.record(work.model).pace
    return Outlook(
        model=work.model,
        n=work.n,
        begin_s=pace.begin_s.or_else(0.0),
        steps=work.steps_ahead(pace.steps),
        length=pace.steps,
        draw_s=work.n * pace.draw_s.or_else(0.0),
        previews=work.request.partial_images,
    )
