"""Changes made to texts while learning, so that neither case, style, company nor spelling decides."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from moderation.training.examples import Example

FOLDED, STYLED, JOINED, OBFUSCATED = 0.4, 0.15, 0.1, 0.12
"""Share of texts that are case-folded; get a style of painting; stand beside another text; are disguised."""
LONGEST_STYLE = 80
Disguise = Callable[[str, Random], str]


class Augmenter:
    """Changes examples at random; what makes a text unsafe stays in it."""

    def __init__(self, examples: Sequence[Example], disguise: Disguise) -> None:
        self.disguise = disguise
        benign = [example for example in examples if not example.unsafe and example.weight > 0]
        self.companions = [example.text for example in benign if len(example.text) < 2 * LONGEST_STYLE]
        self.styles = [style for example in benign if example.style == "prompt" for style in _styles(example)]

    def __call__(self, example: Example, random: Random) -> Example:
        """The example with its text changed, or as it is."""
        text = example.text
        if random.random() < JOINED and len(text) < 2 * LONGEST_STYLE:
            parts = [text, random.choice(self.companions)]
            random.shuffle(parts)
            text = random.choice((" ", ". ", ", ", " and ")).join(parts)
        elif random.random() < STYLED:
            text = f"{text}, {random.choice(self.styles)}"
        if random.random() < OBFUSCATED:
            text = self.disguise(text, random)
        if random.random() < FOLDED:
            text = text.casefold()
        return replace(example, text=text)


def _styles(example: Example) -> list[str]:
    """How a prompt goes on after its subject: `oil painting, 4k`."""
    _subject, comma, style = example.text.partition(", ")
    return [style] if comma and len(style) < LONGEST_STYLE else []
