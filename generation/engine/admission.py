"""Beginning what there is room for."""

import time

from generation.engine.failures import failure_of, is_out_of_memory, shortage
from generation.engine.shelf import LoadedModel
from generation.engine.studio import Studio
from generation.engine.ticket import Started
from generation.engine.work import Work
from generation.errors import BadParameterError


def begin_waiting(studio: Studio) -> None:
    """Begin all works that there is room for, each with all of its samples, and load models as needed.

    Nobody overtakes another who waits for the same model, so that large requests do not starve. Nobody at all
    overtakes one whose model has to wait for the memory of a busy one, which might never be idle otherwise.
    """
    if not studio.unsettled:
        return
    full: set[str] = set()
    for work in tuple(studio.queue):
        if work.model in full:
            continue
        if not studio.shelf.fits(work.model):
            break
        try:
            loaded = studio.shelf.fetch(work.model)
            if _has_room(loaded, work):
                _begin(studio, work, loaded)
            else:
                full.add(work.model)
        except Exception as error:  # noqa: BLE001 - of loading or beginning: it concerns nobody else
            studio.end(work, failure_of(work, error))
    studio.unsettled = False


def _has_room(loaded: LoadedModel, work: Work) -> bool:
    slots = loaded.model.slots
    if work.n > slots:
        raise BadParameterError(f"The model {work.model} paints at most {slots} samples at once.", "n")
    return loaded.rows_in_use + work.n <= loaded.limit


def _begin(studio: Studio, work: Work, loaded: LoadedModel) -> None:
    began = time.monotonic()
    try:
        work.begin(loaded.model)
    except Exception as error:
        if is_out_of_memory(error) and loaded.works:
            loaded.shrink()
            raise shortage() from error
        raise
    loaded.record.learn_beginning(work)
    studio.queue.take(work)
    loaded.works.append(work)
    studio.stages["waiting"].count(began - work.arrived_at)
    text_tokens = loaded.model.text_length(work.request.prompt)
    studio.news.append((work.ticket, Started(text_tokens, work.painting.steps)))
    studio.moved = True
