"""What goes wrong inside models, and what the people who asked are told of it."""

import structlog

from generation.engine.work import Work
from generation.errors import GenerationError, PaintingError, ServiceUnavailableError

RETRY_AFTER_SHORTAGE_S = 30.0
"""About a painting's time: then some of what was in hand is finished, and its memory free."""

ALLOCATION_FAILURES = (
    "out of memory",
    "can't allocate memory",
    "alloc_failed",
    "bad_alloc",
    "unable to allocate",
)
"""How allocators of torch's devices, C++ and numpy say it, in lower case."""

log = structlog.get_logger()


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out. torch's own type need not be known: it is a RuntimeError that says so."""
    if isinstance(error, MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(
        words in str(error).lower() for words in ALLOCATION_FAILURES
    )


def shortage() -> ServiceUnavailableError:
    """Memory ran out with several paintings in hand; with fewer there may be enough."""
    return ServiceUnavailableError("Memory ran out with so much in hand.", RETRY_AFTER_SHORTAGE_S)


def failure_of(work: Work, error: Exception) -> GenerationError:
    """What whoever asked for this is told of an error; one that is not meant for people goes into the log."""
    if isinstance(error, GenerationError):
        return error
    what = type(error).__name__
    log.error("painting failed", model=work.model, n=work.n, seed=work.ticket.seed, exc_info=error)
    if is_out_of_memory(error):
        return PaintingError(f"The painting failed: memory ran out ({what}).")
    return PaintingError(f"The painting failed ({what}).")
