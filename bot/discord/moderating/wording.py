"""What the queue says about a case and a person, line by line."""

from collections import Counter

from discord.utils import format_dt, utcnow

from bot.discord.card.escape import escape_within
from bot.discord.card.layout import mention_of
from bot.discord.desk import DISCORD
from bot.moderating.look import CaseView, PersonView
from bot.moderating.moderator import Moderator
from bot.pipeline.suspicion import FALSE_REPORT, UPHELD
from bot.texts.texts import Texts
from db.cases import Case, CaseDecision, CaseKind
from db.reports import Report
from moderation.verdict import Category

_PROMPT_UNITS = 700
_APPEAL_UNITS = 500
_WORDS_UNITS = 180
"""Of each report, note or audit; all together, with what is said around them, is what a message takes."""
_CAUSES_SHOWN = 4
_REPORTS_SHOWN = 4
_NOTES_SHOWN = 2


def heading(view: CaseView, moderator: Moderator, texts: Texts) -> list[str]:
    """Which case it is, and who works on it."""
    case = view.case
    facts = [
        texts("moderation-case", number=str(case.id)),
        texts(f"moderation-kind-{case.kind}", when=format_dt(case.opened_at, "R")),
        texts("moderation-waiting", count=view.waiting),
    ]
    return [
        f"## {texts('moderation-title' if moderator.server else 'moderation-title-all')}",
        "-# " + " · ".join(facts),
        *_state(case, moderator, texts),
    ]


def question(view: CaseView, texts: Texts) -> list[str]:
    """What was asked for, what is said against it, and by whom."""
    asked = [f"**{escape_within(view.prompt, _PROMPT_UNITS)}**" if view.prompt else _none(texts)]
    if view.job:
        asked.append(f"-# {_asked(view, texts)}")
    return [*asked, *_filter(view, texts), *_reports(view.reports, texts), *_appeal(view, texts)]


def about(person: PersonView, texts: Texts) -> list[str]:
    """What a moderator may know of the person who asked."""
    who = mention(person.platform, person.person_id, texts)
    facts = [*_history(person, texts), *_standing(person, texts)]
    lines = [
        texts("moderation-person", who=who) + " " + (", ".join(facts) or texts("moderation-person-clean"))
    ]
    for note in person.notes[:_NOTES_SHOWN]:
        said = escape_within(note.text, _WORDS_UNITS)
        lines.append("-# " + texts("moderation-noted", when=format_dt(note.created_at, "d"), text=said))
    return lines


def category_name(category: str, texts: Texts) -> str:
    """A category of the filter, or the reason of a report."""
    if category in set(Category):
        return texts(f"moderation-category-{category}")
    return texts(f"card-reason-{category}") if texts.knows(f"card-reason-{category}") else category


def mention(platform: str, person_id: str, texts: Texts) -> str:
    """A person, by a mention where Discord knows them."""
    if platform == DISCORD and person_id.isdecimal():
        return f"<@{person_id}>"
    return escape_within(f"{platform} {person_id}", 60) if person_id else texts("moderation-someone")


def _none(texts: Texts) -> str:
    return f"*{texts('moderation-no-prompt')}*"


def _state(case: Case, moderator: Moderator, texts: Texts) -> list[str]:
    if case.decision:
        return ["**" + texts(f"moderation-decided-{case.decision}") + "**"]
    if case.claimed_by is None or case.claimed_until is None or not case.is_claimed(utcnow()):
        return []
    until = format_dt(case.claimed_until, "t")
    if case.claimed_by == moderator.key:
        return [texts("moderation-yours", until=until)]
    platform, _, person_id = case.claimed_by.partition(":")
    return [texts("moderation-theirs", who=mention(platform, person_id, texts), until=until)]


def _asked(view: CaseView, texts: Texts) -> str:
    assert view.job is not None
    facts = [mention_of(view.job), format_dt(view.job.created_at, "R")]
    if view.job.front == DISCORD and view.job.channel:
        facts.insert(1, f"<#{view.job.channel}>")
    if view.job.collage_key is None:
        facts.append(texts("moderation-no-picture"))
    return " · ".join(facts)


def _filter(view: CaseView, texts: Texts) -> list[str]:
    refusal = view.refusal
    if refusal is None or refusal.decision == "remove":
        return []
    said = texts(
        "moderation-filter",
        category=category_name(refusal.category, texts),
        score=f"{refusal.score:.2f}",
        policy=refusal.policy or "-",
        version=refusal.filter_version or "-",
    )
    audit = escape_within(refusal.audit, _WORDS_UNITS)
    return [said, *([f"-# ||{audit}||"] if audit else [])]


def _reports(reports: list[Report], texts: Texts) -> list[str]:
    lines = []
    for report in reports[:_REPORTS_SHOWN]:
        who = mention(report.platform or "", report.person_id or "", texts)
        words = f": {escape_within(report.text, _WORDS_UNITS)}" if report.text else ""
        lines.append(f"🚩 **{category_name(report.reason, texts)}** ({who}){words}")
    if len(reports) > _REPORTS_SHOWN:
        lines.append("-# " + texts("moderation-more-reports", count=len(reports) - _REPORTS_SHOWN))
    return lines


def _appeal(view: CaseView, texts: Texts) -> list[str]:
    if view.appeal is None or view.case.kind is not CaseKind.APPEAL:
        return []
    who = mention(view.appeal.platform, view.appeal.person_id, texts)
    said = texts("moderation-appeal-says", who=who, text=escape_within(view.appeal.text, _APPEAL_UNITS))
    removed = view.refusal is not None and view.refusal.decision == "remove"
    return [*([texts("moderation-was-removed")] if removed else []), f"💬 {said}"]


def _history(person: PersonView, texts: Texts) -> list[str]:
    counts = {
        "refused": len(person.refusals),
        "upheld": person.decisions[CaseDecision.UPHELD] + person.decisions[CaseDecision.REMOVED],
        "dismissed": person.decisions[CaseDecision.DISMISSED],
    }
    return [texts(f"moderation-person-{name}", count=count) for name, count in counts.items() if count]


def _standing(person: PersonView, texts: Texts) -> list[str]:
    facts, regard = [], person.regard
    if regard.score >= 0.1:
        score = texts("moderation-person-score", score=f"{regard.score:.1f}")
        facts.append(f"{score} ({_causes(person, texts)})")
    if regard.wait_s:
        facts.append(texts("moderation-person-slowed", seconds=regard.wait_s))
    if regard.paused_until:
        facts.append(texts("moderation-person-paused", until=format_dt(regard.paused_until, "f")))
    for ban, key in ((person.ban and person.ban.until, "here"), (person.banned_until, "everywhere")):
        if ban:
            facts.append(f"**{texts(f'moderation-person-banned-{key}', until=format_dt(ban, 'f'))}**")
    return facts


def _causes(person: PersonView, texts: Texts) -> str:
    """What makes the person suspect, the most frequent first."""
    counted = Counter(one.cause for one in person.causes)
    names = {UPHELD: texts("moderation-cause-upheld"), FALSE_REPORT: texts("moderation-cause-false")}
    return ", ".join(
        f"{names.get(cause) or category_name(cause, texts)} {count}x"
        for cause, count in counted.most_common(_CAUSES_SHOWN)
    )
