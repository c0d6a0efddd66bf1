"""Rate limits as Discord has them: told in headers, enforced by 429."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from bench.common.answers import Answer
from bench.common.call import Call

VIA = {"Via": "1.1 google"}
"""Marks an answer as Discord's own; without it a client takes a 429 for a ban by Cloudflare."""
GLOBAL = (50, 1.0)
"""Calls with the bot's token, and seconds (discord.com/developers/docs/topics/rate-limits)."""
_UNLIMITED = "/interactions/"
_WEBHOOK = "/webhooks/"
_ROUTES = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": (1, 0.25),
}
"""Not documented, only told in headers; these are what clients have seen."""
_WEBHOOK_LIMIT = (5, 2.0)
_OTHER = (10, 1.0)


@dataclass(slots=True)
class _Window:
    limit: int
    per_s: float
    calls: deque[float] = field(default_factory=deque)

    def wait_s(self, now: float) -> float:
        """0 if a call is allowed now."""
        while self.calls and now - self.calls[0] >= self.per_s:
            self.calls.popleft()
        return self.per_s - (now - self.calls[0]) if len(self.calls) >= self.limit else 0.0

    def headers(self, bucket: str, now: float) -> dict[str, str]:
        reset_after = self.per_s - (now - self.calls[0]) if self.calls else 0.0
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.limit - len(self.calls)),
            "X-RateLimit-Reset": f"{time.time() + reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{reset_after:.3f}",
            "X-RateLimit-Bucket": bucket,
        }


class Limits:
    """Counts calls, by route and by what its first ids name (channel, guild, webhook)."""

    def __init__(self) -> None:
        self._windows: dict[str, _Window] = {}
        self._global = _Window(*GLOBAL)
        self.enforced = True
        self.refused = 0
        """How many calls were over a limit."""

    def check(self, call: Call) -> tuple[Answer | None, dict[str, str]]:
        """The 429 that a call gets, if it does, and the headers for its answer."""
        if not self.enforced or call.path.startswith(_UNLIMITED):
            return None, {}
        now = time.monotonic()
        is_webhook = call.path.startswith(_WEBHOOK)
        bucket = "webhook" if is_webhook else call.route
        limit = _WEBHOOK_LIMIT if is_webhook else _ROUTES.get(call.route, _OTHER)
        window = self._windows.setdefault(bucket + _major(call), _Window(*limit))
        wait_s, overall_s = window.wait_s(now), 0.0 if is_webhook else self._global.wait_s(now)
        if not (wait_s or overall_s):
            window.calls.append(now)
            if not is_webhook:
                self._global.calls.append(now)
            return None, window.headers(_hash(bucket), now)
        self.refused += 1
        refusal = too_many_requests(max(wait_s, overall_s), is_global=overall_s > wait_s)
        return refusal, window.headers(_hash(bucket), now)


def too_many_requests(retry_after_s: float, *, is_global: bool = False) -> Answer:
    """A 429 as Discord sends it."""
    headers = VIA | {
        "Retry-After": str(math.ceil(retry_after_s)),
        "X-RateLimit-Scope": "global" if is_global else "user",
    }
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(retry_after_s, 3),
        "global": is_global,
    }
    return Answer(429, body, headers=headers | ({"X-RateLimit-Global": "true"} if is_global else {}))


def _major(call: Call) -> str:
    names = ("channel_id", "guild_id", "webhook_id", "webhook_token")
    return "".join(f" {call.parameters[name]}" for name in names if name in call.parameters)


def _hash(bucket: str) -> str:
    return bucket.replace("/", "-").replace(" ", "").replace("{", "").replace("}", "").lower()
