"""What can be called, and what it costs, in millionths of a dollar."""

from enum import StrEnum

from bot.twitter_settings import TwitterSettings

MICROS = 1_000_000
"""Millionths in a dollar."""


class CallKind(StrEnum):
    """What X bills, and limits, for itself."""

    ME = "me"
    """Reading our own account."""
    MENTIONS = "mentions"
    """Reading posts that mention us."""
    OWN_POSTS = "own posts"
    """Reading posts of our own."""
    READ = "read"
    """Reading somebody else's post."""
    UPLOAD = "upload"
    """Uploading a picture."""
    UPLOAD_STATUS = "upload status"
    """Asking whether an uploaded picture is ready."""
    METADATA = "metadata"
    """Giving a picture its alt text."""
    REPLY = "reply"
    """Answering a post that mentions us."""
    POST = "post"
    """A post that answers nobody."""
    DELETE = "delete"
    """Taking down a post of ours."""


def price_micros(settings: TwitterSettings, kind: CallKind) -> int:
    """The price of one resource: of a post read, or of a call."""
    link = settings.price_link_usd if settings.link_in_reply else 0.0
    dollars = {
        CallKind.ME: settings.price_user_usd,
        CallKind.MENTIONS: settings.price_mention_usd,
        CallKind.OWN_POSTS: settings.price_own_post_usd,
        CallKind.READ: settings.price_read_usd,
        CallKind.UPLOAD: settings.price_upload_usd,
        CallKind.UPLOAD_STATUS: 0.0,
        CallKind.METADATA: settings.price_metadata_usd,
        CallKind.REPLY: link or settings.price_reply_usd,
        CallKind.DELETE: settings.price_delete_usd,
        CallKind.POST: settings.price_post_usd,
    }
    return round(dollars[kind] * MICROS)


def answer_micros(settings: TwitterSettings) -> int:
    """What the answer to one mention costs, once the mention has been read."""
    kinds = (CallKind.UPLOAD, CallKind.METADATA, CallKind.REPLY)
    return sum(price_micros(settings, kind) for kind in kinds)


ANSWER_CALLS = 3
"""Calls of an answer: upload, alt text, reply."""
