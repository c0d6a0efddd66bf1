"""Logging in as the bot's account: OAuth 1.0a with a PIN, or OAuth 2 with PKCE and a pasted address.

Sources: RFC 5849 section 2 (out-of-band callback), RFC 6749 section 4.1, RFC 7636.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
from oauthlib.oauth1 import Client

from bot.errors import NonetError
from bot.twitter.keys import AppKeys, Tokens, UserKeys
from bot.twitter.signing import fetch_tokens

AUTHORIZE_URL = "https://x.com/i/oauth2/authorize"
SCOPES = "tweet.read tweet.write users.read media.write offline.access"

_SHOWN_CHARS = 200


class LoginError(NonetError):
    """X does not let us in; the message says why."""


class PinLogin:
    """OAuth 1.0a: the account's owner allows the app, and types in the PIN that X shows."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str, app: AppKeys) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._app = app
        self._request: UserKeys | None = None

    async def begin(self) -> str:
        """The address at which the owner gets the PIN. Raises `LoginError`."""
        client = Client(self._app.key, self._app.secret, callback_uri="oob")
        answer = await self._post("/oauth/request_token", client)
        self._request = UserKeys(answer["oauth_token"], answer["oauth_token_secret"])
        return f"{self._base_url}/oauth/authorize?{urlencode({'oauth_token': self._request.token})}"

    async def finish(self, pin: str) -> UserKeys:
        """The account's keys. Raises `LoginError`."""
        assert self._request, "begin first"
        client = Client(
            self._app.key, self._app.secret, self._request.token, self._request.secret, verifier=pin.strip()
        )
        answer = await self._post("/oauth/access_token", client)
        return UserKeys(answer["oauth_token"], answer["oauth_token_secret"])

    async def _post(self, path: str, client: Client) -> dict[str, str]:
        url, headers, _ = client.sign(f"{self._base_url}{path}", "POST")
        try:
            async with self._session.post(
                url, headers={"Authorization": headers["Authorization"]}, allow_redirects=False
            ) as response:
                text = await response.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise LoginError(f"X can't be reached: {type(error).__name__}.") from error
        answer = {name: values[0] for name, values in parse_qs(text).items()}
        if response.status != 200 or not {"oauth_token", "oauth_token_secret"} <= answer.keys():
            raise LoginError(f"X says no ({response.status}): {text[:_SHOWN_CHARS]}")
        return answer


@dataclass(frozen=True, slots=True)
class CodeLogin:
    """OAuth 2: the owner allows the app, and pastes the address that X leads to afterwards."""

    client_id: str
    client_secret: str
    redirect_uri: str
    state: str
    verifier: str

    @classmethod
    def new(cls, client_id: str, client_secret: str, redirect_uri: str) -> "CodeLogin":
        """With a state and a verifier of its own."""
        return cls(
            client_id, client_secret, redirect_uri, secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        )

    @property
    def url(self) -> str:
        """The address at which the owner allows the app."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": SCOPES,
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{AUTHORIZE_URL}?{urlencode(query)}"

    async def finish(self, session: aiohttp.ClientSession, base_url: str, landed_at: str) -> Tokens:
        """The account's tokens, for the address that X has led to.

        Raises:
            LoginError: that address is not the answer to our question.
            SignatureError: X does not take its code.
        """
        query = parse_qs(urlsplit(landed_at.strip()).query)
        state, code = query.get("state", [""])[0], query.get("code", [""])[0]
        if not code or not secrets.compare_digest(state.encode(), self.state.encode()):
            raise LoginError("That is not where X leads after this login; start it again.")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
            "client_id": self.client_id,
        }
        url = f"{base_url.rstrip('/')}/2/oauth2/token"
        return await fetch_tokens(session, url, form, self.client_id, self.client_secret)
