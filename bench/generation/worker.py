"""A contender's own process: `python -m bench.generation.worker` reads and answers lines of JSON.

The first line says which contender it is, and its `Setup`; each later one names what to do, and with what.
"""

import json
import os
import sys
from importlib import import_module
from typing import IO

from bench.generation.setup import Setup

SIDES = {
    "nonet": "bench.generation.nonet_side:NonetSide",
    "min-dalle": "bench.generation.min_dalle_side:MinDalleSide",
    "machine": "bench.generation.machine_side:MachineSide",
}


def serve(questions: IO[str], answers: IO[str]) -> None:
    """Answer until there are no more questions."""
    options = json.loads(questions.readline())
    module, name = SIDES[options.pop("side")].split(":")
    side = getattr(import_module(module), name)(Setup.from_json(options))
    for line in questions:
        question = json.loads(line)
        answer = getattr(side, question.pop("do"))(**question)
        answers.write(f"{json.dumps(answer)}\n")
        answers.flush()


def main() -> None:
    """Answer on standard output, which nothing else may write to."""
    answers, sys.stdout = sys.stdout, sys.stderr
    serve(sys.stdin, answers)
    sys.stderr.flush()
    os._exit(0)  # an engine may still be running, idle


if __name__ == "__main__":
    main()
