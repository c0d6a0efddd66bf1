"""What can go wrong, each with a sentence that a person understands and can act on."""

from datetime import datetime


class NonetError(Exception):
    """Base of our errors; `str(error)` is a sentence, in English, for the person who meets it.

    Args:
        message: that sentence.
        key: of the same sentence in `bot.texts`; empty: people who meet this error read English.
        values: what the sentence speaks of.
    """

    def __init__(self, message: str, *, key: str = "", **values: str | float) -> None:
        super().__init__(message)
        self.key = key
        self.values = values


class SettingsError(NonetError):
    """The configuration is wrong; the message names the setting, its value and what would be right."""


class BadRequestError(NonetError):
    """The request can't become a job as it is: empty or too long prompt, seed out of range, unknown model."""


class RefusedError(NonetError):
    """Moderation, a ban or an opt-out says no; `category` is for the record, the message for the person.

    `refusal_id` is what the person may appeal against; None: there is no appeal.
    """

    def __init__(
        self,
        message: str,
        category: str,
        *,
        key: str = "",
        refusal_id: int | None = None,
        **values: str | float,
    ) -> None:
        super().__init__(message, key=key or f"error-refused-{category}", **values)
        self.category = category
        self.refusal_id = refusal_id


class QuotaError(NonetError):
    """The requester or the server has asked for too much; the message says when to try again."""


class PlaceError(NonetError):
    """The result could not be posted where it was asked for (permissions, archived thread, gone channel)."""


class DeliveryError(NonetError):
    """A result could not be put in its place.

    Args:
        message: why, as for `NonetError`.
        final: trying again is useless.
        retry_at: when to try again, however late that is; None: soon.
        key: as for `NonetError`.
        values: as for `NonetError`.
    """

    def __init__(
        self,
        message: str,
        *,
        final: bool,
        retry_at: datetime | None = None,
        key: str = "",
        **values: str | float,
    ) -> None:
        super().__init__(message, key=key, **values)
        self.final = final
        self.retry_at = retry_at


class ServiceStartError(NonetError):
    """Our own generation service ended before its model was loaded; the message has its last words."""


class StorageError(NonetError):
    """A file or the database can't be written (full disk, read-only folder, locked database)."""


class PictureError(NonetError):
    """Bytes are not a picture that we take, or a picture can't be made as asked (size limits, captions)."""
