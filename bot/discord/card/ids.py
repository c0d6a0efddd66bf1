"""What a button on a card carries: the action and the job, so that it works for as long as its message."""

from enum import StrEnum

JOB = r"(?P<job>[\w-]{1,64})"
NUMBER = r"(?P<number>[1-9])"
NUMBERS = range(1, 10)
"""The samples of a job."""


class Action(StrEnum):
    """What can be done with a job."""

    PICK = "pick"
    VARY = "vary"
    AGAIN = "again"
    EDIT = "edit"
    FAVOURITE = "favourite"
    MORE = "more"
    CAPTION = "caption"
    SHARE = "share"
    PUBLISH = "publish"
    DOWNLOAD = "download"
    REPORT = "report"
    DELETE = "delete"
    ERASE = "erase"
    """Delete, asked for a second time."""
    CANCEL = "cancel"


def vote_id(contest_id: str, job_id: str, sample: int = 0) -> str:
    """The id of a button that votes for a sample of the job of the day, or for an entry as a whole (0)."""
    return f"contest-vote:{contest_id}:{job_id}:{sample}"


def custom_id(action: Action, job_id: str, number: int | None = None) -> str:
    """The id of a button or select: `vary:<job>` or `vary:<job>:3`."""
    return f"{action}:{job_id}" if number is None else f"{action}:{job_id}:{number}"
