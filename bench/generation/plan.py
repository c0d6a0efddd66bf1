"""What is measured, and how often."""

import random
from dataclasses import dataclass, replace

SEED = 7
WORDS = 10  # of a prompt: twelve text tokens with its ends, as many as people's prompts have
LONGEST_WORD_ID = 26_000  # nonet-small knows about as many


@dataclass(frozen=True, slots=True)
class Crowd:
    """Prompts that come within so many seconds, each for so many samples."""

    prompts: int
    samples: int
    spread_s: float = 0.0

    def arrivals_s(self) -> list[float]:
        """When each comes: the first at 0, the others at random moments."""
        chance = random.Random(SEED)  # noqa: S311 - nothing secret: the same moments each time
        return [0.0, *sorted(chance.uniform(0, self.spread_s) for _ in range(self.prompts - 1))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of everything is done."""

    rounds: int
    """Times that a grid and a single image are painted by each contender; medians are told."""
    their_steps: int | None
    """Steps that min-dalle does of a painting, after the first; None: all of them."""
    crowds: tuple[Crowd, ...]
    fastest_only: bool
    """Whether crowds and HTTP are measured in the fastest precision alone."""
    http_samples: int
    http_rounds: int
    rate_tries: int
    """Of each of the machine's rates, before everything else and after it; the best counts."""
    budget_s: float = float("inf")
    """After so long, no further measure is begun."""


FULL = Plan(
    rounds=3,
    their_steps=16,
    crowds=(Crowd(1, 9), Crowd(2, 9), Crowd(4, 9), Crowd(8, 9), Crowd(16, 9, spread_s=30.0)),
    fastest_only=False,
    http_samples=9,
    http_rounds=3,
    rate_tries=10,
)
QUICK = Plan(
    rounds=1,
    their_steps=8,
    crowds=(Crowd(1, 1), Crowd(4, 1), Crowd(16, 1, spread_s=5.0)),
    fastest_only=True,
    http_samples=1,
    http_rounds=1,
    rate_tries=3,
    budget_s=240.0,
)


def planned(*, quick: bool, whole: bool) -> Plan:
    """The plan that is asked for. `whole`: min-dalle does all of its steps."""
    plan = QUICK if quick else FULL
    return replace(plan, their_steps=None) if whole else plan


def prompt(number: int) -> str:
    """A prompt of WORDS words, another one for each number."""
    chance = random.Random(number)  # noqa: S311 - nothing secret: the same prompts each time
    return " ".join(f"w{chance.randrange(4, LONGEST_WORD_ID)}" for _ in range(WORDS))
