"""What can go wrong in the generation room, as types that callers can tell apart."""


class GenerationError(Exception):
    """Anything the generation room reports on purpose; its text is fit for a person to read."""


class InvalidRequestError(GenerationError):
    """The request asks for something that no model could do."""


class BadParameterError(InvalidRequestError):
    """The request as sent over the network can't be accepted; `param` names what is at fault, if known."""

    def __init__(self, message: str, param: str | None = None, code: str = "invalid_value") -> None:
        super().__init__(message)
        self.param = param
        self.code = code


class PromptRefusedError(InvalidRequestError):
    """The service's own moderation refuses the prompt, or what was painted for it; asking again is no use."""


class UnknownModelError(GenerationError):
    """No model of that name is known here, or its files have not been fetched."""


class CheckpointError(GenerationError):
    """A checkpoint's files are missing, damaged, or do not fit one another."""


class DownloadError(GenerationError):
    """A model could not be downloaded; what has arrived is kept and the next attempt resumes."""


class ServiceUnavailableError(GenerationError):
    """The service can't take or finish a request now; the same request may succeed later."""

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ServiceBusyError(ServiceUnavailableError):
    """The service is well but takes nothing now: its queue is full, it is stopping, or we ask too often."""


class AccessDeniedError(ServiceUnavailableError):
    """The service refused our key; requests may succeed once the key is mended."""


class UnpaidError(ServiceUnavailableError):
    """Our account with the service has no money left or is at its limit; its owner must see to it."""


class PaintingError(GenerationError):
    """The request was fine and the service is well, but this painting failed."""


class DeadlineError(GenerationError):
    """The pictures were not finished by the time after which nobody wanted them."""


class ServiceOptionsError(GenerationError):
    """The service can't start with the options it was given."""
