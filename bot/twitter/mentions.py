"""Which mention deserves an answer: pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.twitter.posts import Me, XPost
from bot.twitter.prompts import is_stop, means_another_post, names, own_text, prompt_of
from db.mentions import MentionDecision
from moderation.normalise import PromptError, clean, require_content


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the database knows around a mention."""

    edited: bool = False
    """It was decided before its author edited it."""
    opted_out: bool = False
    banned: bool = False
    answers_within_hour: int = 0
    """Of this person's mentions in this conversation, those accepted in the hour before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the settings say."""

    per_conversation_per_hour: int = 1
    draw_this: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a mention."""

    decision: MentionDecision
    reason: str = ""
    prompt: str = ""
    subject: str | None = None
    """The post whose text is the prompt, if it is not the mention's own."""


def decide(post: XPost, me: Me, known: Known, rules: Rules) -> Decision:
    """What becomes of a mention, before anyone looks at what it asks for.

    Stop words count in any post that reaches us, also in replies that mention us only because X put our
    handle there; everything else must name us in the author's own words.
    """
    text = own_text(post.text, post.shown_from, is_reply=post.replied_to is not None)
    never = {
        "own": post.author_id == me.id,
        "repost": post.is_repost or text.startswith("RT @"),
        "opted-out": known.opted_out,
    }
    if any(never.values()):
        return _ignored(never)
    if is_stop(text):
        return Decision(MentionDecision.STOPPED, "stop-word")
    if means_another_post(text) and rules.draw_this:
        prompt, subject = "", post.subject
    else:
        prompt, subject = prompt_of(text), None
    not_now = {
        "edited": known.edited,
        "inherited": not names(text, me.username),
        "banned": known.banned,
        "empty": subject is None and not _has_content(prompt),
        "too-soon": known.answers_within_hour >= rules.per_conversation_per_hour,
    }
    if any(not_now.values()):
        return _ignored(not_now)
    return Decision(MentionDecision.ACCEPTED, prompt=prompt, subject=subject)


def _ignored(reasons: Mapping[str, bool]) -> Decision:
    """For the first of these reasons that holds."""
    return Decision(MentionDecision.IGNORED, next(reason for reason, holds in reasons.items() if holds))


def _has_content(prompt: str) -> bool:
    try:
        require_content(clean(prompt))
    except PromptError:
        return False
    return True
