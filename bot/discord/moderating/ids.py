"""What a button of the queue carries: the deed, the part of the queue that is shown, and the case."""

from enum import StrEnum

from db.cases import Which

PREFIX = "mod"
FORM_PREFIX = "mod-form"
CASE = r"(?P<case>\d{1,18})"
"""0 where there is none."""
WHICH = rf"(?P<which>{'|'.join(Which)})"


class Deed(StrEnum):
    """What a moderator may press."""

    CLAIM = "claim"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    REMOVE = "remove"
    BAN = "ban"
    UNBAN = "unban"
    NOTE = "note"
    EARLIER = "earlier"
    LATER = "later"
    OPEN = "open"
    """Show this case, or the first that is open."""
    PART = "part"
    """The menu of the parts of the queue."""


def item_id(deed: Deed, which: Which, case_id: int = 0) -> str:
    """The id of a button or menu."""
    return f"{PREFIX}:{deed}:{which}:{case_id}"


def form_id(deed: Deed, which: Which, case_id: int) -> str:
    """The id of a form."""
    return f"{FORM_PREFIX}:{deed}:{which}:{case_id}"
