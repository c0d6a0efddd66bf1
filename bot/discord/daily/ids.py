"""What buttons and menus of contests carry."""

_CONTEST = r"(?P<contest>[\w-]{1,64})"
_JOB = r"(?P<job>[\w-]{1,64})"

VOTE = rf"contest-vote:{_CONTEST}:{_JOB}:(?P<sample>[0-9])"
"""As `bot.discord.card.ids.vote_id` writes it."""
CHOOSE = rf"contest-choose:{_CONTEST}"
TAKE_OUT = rf"contest-out:{_CONTEST}:{_JOB}"
BOARD = rf"contest-board:{_CONTEST}"
PERIOD = r"contest-period:(?P<period>month|all)"


def choose_id(contest_id: str) -> str:
    """Of the menu of entries."""
    return f"contest-choose:{contest_id}"


def take_out_id(contest_id: str, job_id: str) -> str:
    """Of the button that takes an entry out."""
    return f"contest-out:{contest_id}:{job_id}"


def board_id(contest_id: str) -> str:
    """Of the button that shows the leaderboard; by it, results are known to be those of a contest."""
    return f"contest-board:{contest_id}"
