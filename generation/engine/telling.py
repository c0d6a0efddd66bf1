"""Telling everyone their place and how long it will be, as honestly and as often as is cheap."""

import time

from generation.engine.forecast import Capacity, Forecast, Newcomer, Outlook
from generation.engine.studio import Arrival, Studio
from generation.engine.work import Work
from generation.protocol import Progress, Queued

INTERVAL_S = 0.1
"""How often times are told while nobody comes, begins or goes."""
QUEUE_INTERVAL_S = 1.0
"""How often those who wait are told then."""
SILENCE = 20.0
"""Having told times, the engine does other things for so many times as long."""

LOOK_BACK = 3
"""Times as far back as ahead; test_engine_times.py shows how honest times are with it."""


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
    coming = _expected(studio)
    models = {one.model for one in (*outlooks.values(), *(newcomer.outlook for newcomer in coming))}
    capacities = {
        name: Capacity(
            limit=shelf.record(name).slots,
            pace=shelf.pace(name),
            load_s=0.0 if name in shelf else shelf.record(name).pace.load_s.or_else(0.0),
        )
        for name in models
    }
    waiting = [outlooks[work] for work in studio.queue]
    Forecast([outlooks[work] for work in in_hand], waiting, capacities, coming).play()
    return outlooks


def _expected(studio: Studio) -> list[Newcomer]:
    """Who will come: in the next t seconds a third of those who came in the last 3 t, whatever t is.

    To look back the further, the further one looks ahead, suits crowds of seconds and of hours, on machines
    of any speed; and a crowd that is new may be over soon. Whoever came last is no sign of others: somebody
    alone expects to stay alone.
    """
    now = time.monotonic()
    last = list(studio.arrivals)[-2::-1][LOOK_BACK - 1 :: LOOK_BACK]
    return [Newcomer((now - one.at) / LOOK_BACK, _newcomer(studio, one)) for one in last]


def _newcomer(studio: Studio, arrival: Arrival) -> Outlook:
    pace = studio.shelf.pace(arrival.model)
    length = max(1, pace.steps)
    draw_s = arrival.n * pace.draw_s.or_else(0.0)
    return Outlook(arrival.model, arrival.n, pace.begin_s.or_else(0.0), length, length, draw_s)


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
