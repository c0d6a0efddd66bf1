"""OAuth 1.0a signatures, computed anew from what arrived (RFC 5849, section 3)."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from bench.common.call import Call
from bench.twitter.answers import ApiError

KEYS = {
    "consumer_key": "consumer key of the stand-in",
    "consumer_secret": "consumer&secret=of the stand-in",
    "access_token": "7-token of the stand-in",
    "access_token_secret": "token secret+of the stand-in",
}
"""As in the settings of `[twitter]`; they open nothing but this."""
CLOCK_MARGIN_S = 300.0
_PAIR = re.compile(r'(\w+)="([^"]*)"')


@dataclass(slots=True)
class SignatureCheck:
    """Knows the account's keys, and which nonces were used."""

    keys: dict[str, str] = field(default_factory=KEYS.copy)
    _used: set[tuple[str, str]] = field(default_factory=set)

    def check(self, call: Call, now: float) -> None:
        """Raise ApiError unless a call was signed with the keys, lately, and for the first time."""
        scheme, _, rest = call.authorization.partition(" ")
        told = {name: unquote(value) for name, value in _PAIR.findall(rest)}
        problem = _problem(scheme, told, self.keys, now)
        signature = told.pop("oauth_signature", "")
        told.pop("realm", None)
        once = told.get("oauth_timestamp", ""), told.get("oauth_nonce", "")
        if not hmac.compare_digest(self._signature(call, told).encode(), signature.encode()):
            problem = problem or "signature"
        if once in self._used:
            problem = problem or "nonce"
        if problem:
            raise ApiError(401, "Unauthorized", f"Unauthorized: {problem}")
        self._used.add(once)

    def _signature(self, call: Call, told: dict[str, str]) -> str:
        url = urlsplit(call.url)
        parameters = [*parse_qsl(url.query, keep_blank_values=True), *told.items()]
        parts = call.method, f"{url.scheme}://{url.netloc}{url.path}", _joined(parameters)
        base = "&".join(map(_encoded, parts))
        key = f"{_encoded(self.keys['consumer_secret'])}&{_encoded(self.keys['access_token_secret'])}"
        digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()  # as X has it
        return base64.b64encode(digest).decode()


def _problem(scheme: str, told: dict[str, str], keys: dict[str, str], now: float) -> str:
    """What is wrong apart from the signature, or nothing."""
    wanted = {
        "oauth_consumer_key": keys["consumer_key"],
        "oauth_token": keys["access_token"],
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_version": "1.0",
    }
    if scheme != "OAuth":
        return "scheme"
    for name, value in wanted.items():
        if told.get(name) != value:
            return name
    timestamp = told.get("oauth_timestamp", "")
    if not timestamp.isdecimal() or abs(int(timestamp) - now) > CLOCK_MARGIN_S:
        return "oauth_timestamp"
    return "" if told.get("oauth_nonce") else "oauth_nonce"


def _joined(parameters: Iterable[tuple[str, str]]) -> str:
    pairs = sorted((_encoded(name), _encoded(value)) for name, value in parameters)
    return "&".join(f"{name}={value}" for name, value in pairs)


def _encoded(text: str) -> str:
    return quote(text, safe="")
