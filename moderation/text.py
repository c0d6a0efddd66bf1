"""The text filter: may this prompt be painted?"""

from moderation.normalise import clean, require_content
from moderation.policy import Policy
from moderation.verdict import ALLOWED, Verdict


class TextFilter:
    """Judges prompts. One instance serves all policies; it is safe to share between threads."""

    def check(self, prompt: str, policy: Policy) -> Verdict:
        """Judge one prompt, cleaned or not, under a policy.

        Raises:
            PromptError: there is nothing to paint in it.
        """
        require_content(clean(prompt))
        return ALLOWED
