"""X's own descriptions of its API: one with its old names, one with the new."""

from collections.abc import Iterator

from bench.common.answers import Answer
from bench.common.call import Call
from bench.common.contract import CONTRACTS, Contract


class XContract:
    """A call, or an answer, is right if one of the descriptions allows it; else the newer one is quoted."""

    def __init__(self) -> None:
        self._older = Contract(CONTRACTS / "x-openapi-2.159.json")
        self._newer = Contract(CONTRACTS / "x-openapi.json")

    def violations(self, call: Call) -> Iterator[str]:
        """What neither allows about a call, each with the call's route."""
        problems = list(self._newer.violations(call))
        if problems and list(self._older.violations(call)):
            yield from problems

    def answer_violations(self, call: Call, answer: Answer) -> Iterator[str]:
        """What neither allows about an answer, each with the call's route."""
        problems = list(self._newer.answer_violations(call, answer))
        if problems and list(self._older.answer_violations(call, answer)):
            yield from problems
