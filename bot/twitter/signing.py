"""Proof to X that a request is ours: OAuth 1.0a signatures, or OAuth 2 access tokens, renewed in time."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Literal, Protocol

import aiohttp
from oauthlib.oauth1 import Client

from bot.errors import NonetError
from bot.settings import Settings
from bot.twitter.keys import AppKeys, KeyFile, Tokens, UserKeys, app_keys, client_keys, key_file

Method = Literal["GET", "POST", "DELETE"]


class SignatureError(NonetError):
    """X does not give us a new access token."""


class Signer(Protocol):
    """Signs requests of the bot's account."""

    async def sign(self, method: Method, url: str) -> Mapping[str, str]:
        """Headers for a request to this URL, query included, whose body is no form.

        Raises:
            SignatureError: there is no valid access token, and none can be had.
        """

    async def renew(self) -> bool:
        """X has refused the last signature; whether another one may please it."""


class OAuth1Signer:
    """OAuth 1.0a user context."""

    def __init__(self, app: AppKeys, account: UserKeys) -> None:
        self._client = Client(app.key, app.secret, account.token, account.secret)

    async def sign(self, method: Method, url: str) -> Mapping[str, str]:
        """The header with the signature."""
        _, headers, _ = self._client.sign(url, method)
        return {"Authorization": str(headers["Authorization"])}

    async def renew(self) -> bool:
        """Keys that X refuses stay refused."""
        return False


class OAuth2Signer:
    """OAuth 2.0 user context. Each renewal brings a new refresh token, which is written before it is used."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, file: KeyFile, client: tuple[str, str]
    ) -> None:
        self._session = session
        self._url = f"{base_url.rstrip('/')}/2/oauth2/token"
        self._file = file
        self._client_id, self._client_secret = client
        self._renewing = asyncio.Lock()
        self._used = ""

    async def sign(self, method: Method, url: str) -> Mapping[str, str]:
        """The header with an access token that has not expired."""
        tokens = self._read()
        if tokens.expired:
            tokens = await self._renew(tokens.access)
        self._used = tokens.access
        return {"Authorization": f"Bearer {tokens.access}"}

    async def renew(self) -> bool:
        """Buy a new pair of tokens."""
        try:
            await self._renew(self._used)
        except SignatureError:
            return False
        return True

    async def _renew(self, refused: str) -> Tokens:
        """A newer access token than the refused one, perhaps one that another process has bought."""
        async with self._renewing:
            with ExitStack() as stack:
                await asyncio.to_thread(stack.enter_context, self._file.locked())
                tokens = self._read()
                if tokens.access == refused:
                    tokens = await self._buy(tokens.refresh)
                    self._file.write(tokens)  # at once, for nothing may come between: the old ones are spent
        return tokens

    async def _buy(self, refresh_token: str) -> Tokens:
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": self._client_id}
        return await fetch_tokens(self._session, self._url, form, self._client_id, self._client_secret)

    def _read(self) -> Tokens:
        tokens = self._file.read()
        if not isinstance(tokens, Tokens):
            raise SignatureError("The keys of X are gone; run `nonet twitter login` again.")
        return tokens


def signer_for(settings: Settings, keys: UserKeys | Tokens, session: aiohttp.ClientSession) -> Signer:
    """The signer of the account that has these keys. Raises `SettingsError` if the app's keys are not set."""
    chosen = settings.twitter
    if isinstance(keys, UserKeys):
        return OAuth1Signer(app_keys(chosen), keys)
    client = client_keys(chosen)
    return OAuth2Signer(session, chosen.base_url, key_file(settings), client)


async def fetch_tokens(
    session: aiohttp.ClientSession, url: str, form: Mapping[str, str], client_id: str, client_secret: str
) -> Tokens:
    """Exchange a code or a refresh token for tokens (RFC 6749).

    Raises:
        SignatureError: X says no, or can't be reached.
    """
    login = aiohttp.BasicAuth(client_id, client_secret) if client_secret else None
    try:
        async with session.post(url, data=form, auth=login, allow_redirects=False) as response:
            answer = await response.json(content_type=None)
            if response.status != 200:
                raise SignatureError(
                    f"X gives no access token ({response.status}). Run `nonet twitter login` again."
                )
        return Tokens(answer["access_token"], answer["refresh_token"], time.time() + answer["expires_in"])
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
        raise SignatureError(f"X gives no access token: {type(error).__name__}.") from error
