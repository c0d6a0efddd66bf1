"""What can go wrong in the generation room, as types that callers can tell apart."""


class GenerationError(Exception):
    """Anything the generation room reports on purpose; its text is fit for a person to read."""


class InvalidRequestError(GenerationError):
    """The request asks for something that no model could do."""


class UnknownModelError(GenerationError):
    """No model of that name is known here, or its files have not been fetched."""


class CheckpointError(GenerationError):
    """A checkpoint's files are missing, damaged, or do not fit one another."""


class DownloadError(GenerationError):
    """A model could not be downloaded; what has arrived is kept and the next attempt resumes."""
