"""What the admin pages call things that the database knows by a word."""

from collections.abc import Mapping
from datetime import timedelta

from db.audit import ModeratorAction
from db.cases import CaseDecision, CaseKind, Which
from moderation.verdict import Category

PARTS: Mapping[Which, str] = {
    Which.OPEN: "Open",
    Which.MINE: "Claimed by me",
    Which.APPEALS: "Appeals",
}
NOTHING: Mapping[Which, str] = {
    Which.OPEN: "Nothing to decide. Enjoy the quiet.",
    Which.MINE: "You have claimed nothing.",
    Which.APPEALS: "Nobody has appealed.",
}
KINDS: Mapping[CaseKind, str] = {
    CaseKind.REPORT: "Report",
    CaseKind.REVIEW: "Doubt of the filter",
    CaseKind.APPEAL: "Appeal",
}
RIGHT: Mapping[CaseKind, str] = {
    CaseKind.REPORT: "The report is right",
    CaseKind.REVIEW: "The filter is right",
    CaseKind.APPEAL: "The appeal is right",
}
WRONG: Mapping[CaseKind, str] = {
    CaseKind.REPORT: "Harmless",
    CaseKind.REVIEW: "Harmless",
    CaseKind.APPEAL: "It stays refused",
}
FOLLOWS: Mapping[CaseKind, str] = {
    CaseKind.REPORT: "If it is right, it counts against who asked, and the pictures stay unless you remove "
    "them. If it is harmless, it counts against who reported it.",
    CaseKind.REVIEW: "If it is right, it counts against who asked, and the pictures stay unless you remove "
    "them.",
    CaseKind.APPEAL: "If it is right, it counts against nobody any more, and a refused prompt passes from "
    "now on.",
}
"""What comes of a decision."""
DECISIONS: Mapping[CaseDecision, str] = {
    CaseDecision.UPHELD: "that was right",
    CaseDecision.DISMISSED: "that was wrong",
    CaseDecision.REMOVED: "removed everywhere",
    CaseDecision.MOOT: "the pictures were deleted before",
}
ENDED: Mapping[CaseDecision, str] = {
    CaseDecision.UPHELD: "decided against them",
    CaseDecision.DISMISSED: "found harmless",
    CaseDecision.REMOVED: "removed everywhere",
    CaseDecision.MOOT: "deleted before a decision",
}
"""The same of cases about what someone has asked for, appeals aside."""
CATEGORIES: Mapping[str, str] = {
    Category.SEXUAL: "Sexual",
    Category.HATE: "Hate",
    Category.HARASSMENT: "Harassment",
    Category.VIOLENCE: "Violence",
    Category.SELF_HARM: "Self-harm",
    Category.ILLEGAL: "Crime",
    Category.PERSON_DECEPTION: "False news of a person",
    Category.PERSONAL_DATA: "Private data",
    Category.SEXUAL_MINORS: "Sexual, of minors",
    Category.OWN_WORDS: "Own words",
    "ban": "Banned",
    "server-ban": "Banned from the server",
    "pause": "Paused",
    "opt-out": "Opted out",
    "upheld": "A report that was right",
    "false-report": "A false report",
}
REASONS: Mapping[str, str] = {
    "harmful": "Hateful, violent or cruel",
    "sexual": "Sexual",
    "person": "Shows a real person in a bad or false way",
    "prejudice": "Repeats a prejudice",
    "other": "Something else",
}
"""Of reports; the pages that people see have longer sentences."""
REFUSED: Mapping[str, str] = {"refuse": "refused", "review": "let through, with doubts", "remove": "removed"}
"""What the filter, or a moderator, did."""
ACTIONS: Mapping[ModeratorAction, str] = {
    ModeratorAction.CLAIM: "Claimed",
    ModeratorAction.UPHOLD: "Said that it was right",
    ModeratorAction.DISMISS: "Said that it was wrong",
    ModeratorAction.REMOVE: "Removed everywhere",
    ModeratorAction.BAN: "Banned",
    ModeratorAction.UNBAN: "Let in again",
    ModeratorAction.NOTE: "Noted",
    ModeratorAction.FILTER: "Changed the filter",
}


def about(category: str) -> str:
    """A category of the filter, or the reason of a report, in words."""
    return CATEGORIES.get(category) or REASONS.get(category) or category


def lasted(time: timedelta | None) -> str:
    """A time in hours and minutes."""
    if time is None:
        return "-"
    hours, minutes = divmod(round(time.total_seconds() / 60), 60)
    return f"{hours:,} h {minutes} min" if hours else f"{minutes} min"
