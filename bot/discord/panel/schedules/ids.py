"""What buttons, menus and forms of schedules carry. `id_of` writes what the patterns read."""

_SCHEDULE = r"(?P<schedule>\d{1,18})"

ADD = "add"
OPEN = "open"
"""Of the menu of schedules."""
DEEDS = (
    *("pause", "resume", "skip", "run", "change", "list", "suggestions"),
    *("sources", "role", "drop", "remove", "show"),
)
PRESSED = rf"schedule:(?:(?P<whole>{ADD}|{OPEN}|back)|(?P<deed>{'|'.join(DEEDS)}):{_SCHEDULE})"
SENT = rf"schedule-form:(?P<kind>add|change|list)(?::{_SCHEDULE})?"


def id_of(deed: str, schedule_id: int | None = None) -> str:
    """Of a button or menu; without a schedule, of the whole page."""
    return f"schedule:{deed}" if schedule_id is None else f"schedule:{deed}:{schedule_id}"


def form_id(kind: str, schedule_id: int | None = None) -> str:
    """Of a form."""
    return f"schedule-form:{kind}" if schedule_id is None else f"schedule-form:{kind}:{schedule_id}"
