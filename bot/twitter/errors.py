"""What can go wrong between us and X, sorted by what can be done about it."""

from datetime import datetime


class XError(Exception):
    """Base of these errors; the text is fit for an operator to read."""


class NotNowError(XError):
    """X may not be asked before `until`: a cap, a rate limit, used-up credits, or keys that it refuses."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class PassingError(XError):
    """X is in trouble, or out of reach; another try may succeed.

    Args:
        message: what happened.
        unclear: whether X may have done what it was asked for.
    """

    def __init__(self, message: str, *, unclear: bool) -> None:
        super().__init__(message)
        self.unclear = unclear


class UnreadableError(PassingError):
    """X has answered something that is not what its description says."""

    def __init__(self, message: str) -> None:
        super().__init__(message, unclear=True)


class NoError(XError):
    """X says no, and will say so again.

    Args:
        message: X's own words, with the status.
        status: of the answer.
        duplicate: whether it says so because the same text is posted already.
    """

    def __init__(self, message: str, status: int, *, duplicate: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.duplicate = duplicate


class PictureRefusedError(XError):
    """X does not take the picture."""
