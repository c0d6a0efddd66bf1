"""How long to rest before the next try."""


def backoff_s(first_s: float, tries: int, longest_s: float) -> float:
    """Seconds to rest after so many tries (1 and more): doubled each time, up to a limit."""
    return min(first_s * 2.0 ** min(tries - 1, 30), longest_s)
