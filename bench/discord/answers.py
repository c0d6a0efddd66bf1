"""The errors that Discord answers with."""

from enum import Enum

from bench.common.answers import Answer, RefusedError

NO_CONTENT = Answer(204)


class Problem(Enum):
    """Status, code and message of the errors that a bot meets.

    From discord.com/developers/docs/topics/opcodes-and-status-codes.
    """

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_EMOJI = (400, 10014, "Unknown Emoji")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_ENTITLEMENT = (404, 10083, "Unknown Entitlement")
    TOO_LARGE = (413, 40005, "Request entity too large")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    TOO_MANY_FOLLOWUPS = (400, 40094, "Interaction has reached the maximum number of follow-up messages.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_THE_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    CANNOT_MESSAGE_USER = (403, 50007, "Cannot send messages to this user")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    INVALID_FORM = (400, 50035, "Invalid Form Body")
    THREAD_ARCHIVED = (400, 50083, "Thread is archived")
    THREAD_EXISTS = (400, 160004, "A thread has already been created for this message")
    CANNOT_REPLY = (403, 160002, "Cannot reply without permission to read message history")


class ApiError(RefusedError):
    """A call that Discord refuses; `detail` says which rule of a form was broken."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        self.status, self.code, message = problem.value
        super().__init__(f"{message}: {detail}" if detail else message)

    def answer(self) -> Answer:
        """As Discord sends it."""
        return Answer(self.status, {"message": str(self), "code": self.code})
