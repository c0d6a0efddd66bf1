"""When two prompts are the same one: whatever their case, accents, signs and spaces."""

from moderation.normalise import fold, words_of


def gist(prompt: str) -> str:
    """What prompts that say the same have in common: their words, or their signs if they have no words."""
    folded = fold(prompt)
    return words_of(folded) or "".join(folded.split())
