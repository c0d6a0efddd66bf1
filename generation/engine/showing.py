"""Turning samples into pictures, slice by slice, and handing them out as they come."""

import time

from generation.engine.drawing import Drawing
from generation.engine.failures import failure_of
from generation.engine.studio import Studio
from generation.engine.ticket import Drawn
from generation.models.base import Pixels
from generation.protocol import Finished


def show(studio: Studio, step_s: float) -> None:
    """Draw for about as long as the steps took that were just done, or a slice if there were none."""
    for drawing in studio.drawings.turns(step_s):
        try:
            pictures = next(drawing.slices, None)
            if pictures is not None:
                _hand_out(studio, drawing, pictures)
        except Exception as error:  # noqa: BLE001 - NaN, no memory: whatever it is, it concerns nobody else
            studio.end(drawing.work, failure_of(drawing.work, error))
            continue
        if pictures is None:
            _finish(studio, drawing)


def _hand_out(studio: Studio, drawing: Drawing, pictures: Pixels) -> None:
    work = drawing.work
    wanted = drawing.preview is None and work.request.return_tokens and len(pictures) > 0
    all_tokens = work.painting.tokens() if wanted else None
    for pixels in pictures:
        tokens = None if all_tokens is None else tuple(all_tokens[drawing.drawn].tolist())
        sample = work.request.first_sample + drawing.drawn
        studio.news.append((work.ticket, Drawn(sample, drawing.preview, pixels, tokens)))
        drawing.drawn += 1


def _finish(studio: Studio, drawing: Drawing) -> None:
    work = drawing.work
    studio.shelf.record(work.model).pace.draw_s.learn(drawing.seconds / work.n)
    studio.drawings.end(drawing)
    if drawing.preview is None:
        studio.stages["drawing"].count(time.monotonic() - work.painted_at)
        studio.end(work, Finished(work.model, work.ticket.seed))
