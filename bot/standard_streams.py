"""Standard input, output and errors, where someone has closed them or their disk is full."""

import os
import sys
from pathlib import Path


def open_closed() -> None:
    """Give the null device to each standard stream that is closed.

    Otherwise the next file that is opened, perhaps the database, would get its number, and all that libraries
    write to standard errors.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):  # by their numbers
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - as long as the process lasts


def give_up_output() -> None:
    """Drop what could not be written to standard output; at its end Python would try, and fail, again."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
