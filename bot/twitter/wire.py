"""tweepy's client, speaking to the address of the settings, with answers that tell everything."""

import json as json_format
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
from tweepy.asynchronous import AsyncClient
from yarl import URL

from bot.twitter.errors import PassingError
from bot.twitter.signing import Method, Signer

TIMEOUT_S = 30.0
"""Longest time for one call, upload included."""
ANSWER_LIMIT_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of X, whatever it says."""

    status: int
    headers: Mapping[str, str]
    body: Any
    """The JSON; None if it was none."""

    @property
    def ok(self) -> bool:
        """Whether X did what it was asked for."""
        return 200 <= self.status < 300


class Wire(AsyncClient):  # type: ignore[misc] # tweepy has no types
    """tweepy's methods make the requests; `request`, their common end, is ours.

    tweepy's own has X's address written into it, takes HTML for JSON, and knows neither multipart bodies nor
    refreshed tokens. Every method returns an `Answer`; whether X agrees is for the caller to see.
    """

    def __init__(self, session: aiohttp.ClientSession, base_url: str, signer: Signer) -> None:
        super().__init__(return_type=aiohttp.ClientResponse)  # as it is: an `Answer`
        self.session = session
        self._base_url = base_url.rstrip("/")
        self._signer = signer

    async def request(
        self,
        method: Method,
        route: str,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        user_auth: bool = True,
        *,
        form: aiohttp.FormData | None = None,
    ) -> Answer:
        """Send a request as the bot's account.

        Raises:
            PassingError: X can't be reached, or went silent.
            SignatureError: there is no access token.
        """
        del user_auth  # it is always the account that asks
        url = f"{self._base_url}{route}"
        if params:
            url += "?" + urlencode(sorted(params.items()), quote_via=quote)
        answer = await self._send(method, url, json, form)
        if answer.status == 401 and form is None and await self._signer.renew():
            answer = await self._send(method, url, json, form)
        return answer

    async def _send(self, method: Method, url: str, json: Any, form: aiohttp.FormData | None) -> Answer:
        async def signed(
            request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
        ) -> aiohttp.ClientResponse:
            """When a connection breaks, aiohttp may send a call again; X takes a signature only once."""
            request.headers.update(await self._signer.sign(method, url))
            return await send(request)

        try:
            async with self.session.request(
                method,
                URL(url, encoded=True),
                json=json,
                data=form,
                headers={"User-Agent": self.user_agent},
                middlewares=(signed,),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(TIMEOUT_S),
            ) as response:
                return Answer(response.status, response.headers, await _read_json(response))
        except aiohttp.ClientConnectorError as error:
            raise PassingError(f"X can't be reached: {error}.", unclear=False) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise PassingError(f"X went silent: {type(error).__name__} {error}.", unclear=True) from error


async def _read_json(response: aiohttp.ClientResponse) -> Any:
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > ANSWER_LIMIT_BYTES:
            return None
    try:
        return json_format.loads(body)
    except ValueError:
        return None
