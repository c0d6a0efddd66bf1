"""One step of the models for everything that they have in hand, and whom it concerns if it fails."""

import time

from generation.engine.failures import failure_of, is_out_of_memory, shortage
from generation.engine.shelf import LoadedModel
from generation.engine.studio import Studio
from generation.engine.work import Work

Failures = list[tuple[Work, Exception]]


def step(studio: Studio) -> float:
    """Do the next step of all that is in hand, and give the seconds it took; 0.0 if there was nothing to do.

    If memory runs out, the newest works fail until it is enough, and the model has fewer samples in hand from
    then on. After any other error each painting steps alone, so that only those fail that can't go on.
    """
    seconds = 0.0
    for loaded in studio.shelf:
        works = loaded.stepping
        if works:
            seconds += _step(studio, loaded, works)
    return seconds


def _step(studio: Studio, loaded: LoadedModel, works: list[Work]) -> float:
    rows, depth = sum(work.n for work in works), sum(work.depth for work in works)
    familiar = all(work.painting.done for work in works)  # a painting's first step may do more than others
    began = time.monotonic()
    failures = _step_somehow(loaded, works)
    seconds = time.monotonic() - began
    loaded.record.steps.count(seconds)
    if familiar and not failures:
        loaded.record.pace.learn_step(rows, depth, seconds)
    for work, error in failures:
        studio.end(work, failure_of(work, error))
    for work in works:
        if work.ticket in studio.works:
            _look_at(studio, work, loaded)
    return seconds


def _step_somehow(loaded: LoadedModel, works: list[Work]) -> Failures:
    failures: Failures = []
    going = works.copy()
    while going:
        try:
            loaded.model.step([work.painting for work in going])
        except Exception as error:  # noqa: BLE001 - models raise whatever they like, and nothing may end the engine
            if not is_out_of_memory(error):
                return failures + _step_each(loaded, going)
            newest = going.pop()
            newest.close()  # now, for the sake of the others
            loaded.works.remove(newest)
            loaded.shrink()
            failures.append((newest, shortage() if going else error))
        else:
            break
    return failures


def _step_each(loaded: LoadedModel, works: list[Work]) -> Failures:
    failures: Failures = []
    for work in works:
        try:
            loaded.model.step([work.painting])
        except Exception as error:  # noqa: BLE001 - as above
            failures.append((work, error))
    return failures


def _look_at(studio: Studio, work: Work, loaded: LoadedModel) -> None:
    """Is it painted, or a preview due?"""
    if not work.steps_left:
        work.painted_at = time.monotonic()
        studio.stages["painting"].count(work.painted_at - work.begun_at)
        studio.drawings.begin(work)
        studio.moved = True
    elif work.painting.done in work.previews_due:
        cost_s = work.n * loaded.record.pace.draw_s.or_else(0.0)
        studio.drawings.begin_preview(work, cost_s, alone=len(studio.works) == 1)
