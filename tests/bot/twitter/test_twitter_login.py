"""Keys: logging in, signatures, tokens that renew themselves, and a file that nobody else can read."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from oauthlib.oauth1.rfc5849 import signature

from bot.errors import SettingsError, StorageError
from bot.settings import Settings
from bot.twitter.keys import AppKeys, KeyFile, Tokens, UserKeys, account_keys
from bot.twitter.login import CodeLogin, LoginError, PinLogin
from bot.twitter.signing import OAuth1Signer, OAuth2Signer, SignatureError
from bot.twitter.wire import Wire


class Door:
    """The part of X that gives out keys. Refresh tokens work once."""

    def __init__(self) -> None:
        self.forms: list[dict[str, str]] = []
        self.headers: list[str] = []
        self.good = "access 0"
        self.refresh = "refresh 0"
        self.sold = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/oauth/request_token", self._request_token)
        app.router.add_post("/oauth/access_token", self._access_token)
        app.router.add_post("/2/oauth2/token", self._token)
        app.router.add_get("/2/users/me", self._me)
        return app

    async def _request_token(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers["Authorization"])
        return web.Response(text="oauth_token=rt&oauth_token_secret=rs&oauth_callback_confirmed=true")

    async def _access_token(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers["Authorization"])
        if 'oauth_verifier="123456"' not in self.headers[-1]:
            return web.Response(status=401, text="Error processing your OAuth request")
        return web.Response(text="oauth_token=7-at&oauth_token_secret=as&user_id=7&screen_name=nonet")

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.forms.append(form)
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] != self.refresh:
                return web.json_response({"error": "invalid_request"}, status=400)
            await asyncio.sleep(0.02)
        self.sold += 1
        self.good, self.refresh = f"access {self.sold}", f"refresh {self.sold}"
        return web.json_response(
            {"access_token": self.good, "refresh_token": self.refresh, "expires_in": 7_200}
        )

    async def _me(self, request: web.Request) -> web.Response:
        if request.headers["Authorization"] != f"Bearer {self.good}":
            return web.json_response({"title": "Unauthorized"}, status=401)
        return web.json_response({"data": {"id": "7", "username": "nonet"}})


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
async def url(door: Door) -> AsyncIterator[str]:
    server = TestServer(door.app())
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "data" / "twitter-keys.json")


async def test_a_pin_buys_keys(url: str, door: Door, session: aiohttp.ClientSession) -> None:
    login = PinLogin(session, url, AppKeys("key", "secret"))

    assert await login.begin() == f"{url}/oauth/authorize?oauth_token=rt"
    assert await login.finish(" 123456\n") == UserKeys("7-at", "as")

    assert 'oauth_callback="oob"' in door.headers[0]
    assert 'oauth_token="rt"' in door.headers[1]


async def test_a_wrong_pin_is_told(url: str, session: aiohttp.ClientSession) -> None:
    login = PinLogin(session, url, AppKeys("key", "secret"))
    await login.begin()
    with pytest.raises(LoginError, match="401"):
        await login.finish("654321")


async def test_a_pasted_address_buys_tokens(url: str, door: Door, session: aiohttp.ClientSession) -> None:
    login = CodeLogin.new("client", "", "http://127.0.0.1:8000/callback")
    asked = parse_qs(urlsplit(login.url).query)
    assert asked["code_challenge_method"] == ["S256"] and "offline.access" in asked["scope"][0]

    tokens = await login.finish(session, url, f"http://127.0.0.1:8000/callback?state={login.state}&code=c")

    assert (tokens.access, tokens.refresh) == ("access 1", "refresh 1")
    assert door.forms[0]["code_verifier"] == login.verifier


async def test_an_address_of_another_login_is_refused(url: str, session: aiohttp.ClientSession) -> None:
    login = CodeLogin.new("client", "", "http://127.0.0.1:8000/callback")
    with pytest.raises(LoginError):
        await login.finish(session, url, "http://127.0.0.1:8000/callback?state=another&code=c")


def test_keys_are_for_our_eyes_only(file: KeyFile, tmp_path: Path) -> None:
    assert file.read() is None
    for keys in (UserKeys("t", "s"), Tokens("a", "r", 5.0)):
        file.write(keys)
        assert file.read() == keys
        assert "'s'" not in repr(keys) and "'r'" not in repr(keys)
    (written,) = (tmp_path / "data").iterdir()
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_broken_file_is_named(file: KeyFile, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "twitter-keys.json").write_text('{"oauth1": {}}')
    with pytest.raises(StorageError, match=r"twitter-keys\.json"):
        file.read()


def test_without_keys_it_is_said_how_to_get_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="nonet twitter login"):
        account_keys(Settings(data_dir=tmp_path))


async def test_signatures_are_those_of_the_standard() -> None:
    signer = OAuth1Signer(AppKeys("key", "secret"), UserKeys("token", "token secret"))
    headers = await signer.sign(
        "GET", "https://api.x.com/2/users/7/tweets?start_time=2026-11-23T07%3A00%3A00Z"
    )

    told = dict(
        part.strip().split("=", 1) for part in headers["Authorization"].removeprefix("OAuth ").split(",")
    )
    parameters = [(name, value.strip('"')) for name, value in told.items() if name != "oauth_signature"]
    parameters.append(("start_time", "2026-11-23T07:00:00Z"))
    base = signature.signature_base_string(
        "GET", "https://api.x.com/2/users/7/tweets", signature.normalize_parameters(parameters)
    )
    expected = signature.sign_hmac_sha1_with_client(base, _Secrets())
    assert (
        told["oauth_signature"].strip('"').replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")
        == expected
    )


class _Secrets:
    client_secret = "secret"
    resource_owner_secret = "token secret"


class TestRenewal:
    @pytest.fixture
    def signer(self, url: str, session: aiohttp.ClientSession, file: KeyFile) -> OAuth2Signer:
        file.write(Tokens("access 0", "refresh 0", time.time() + 7_200))
        return OAuth2Signer(session, url, file, ("client", ""))

    async def test_a_token_that_has_expired_is_renewed_once_for_all(
        self, signer: OAuth2Signer, file: KeyFile, door: Door
    ) -> None:
        file.write(Tokens("access 0", "refresh 0", time.time()))

        headers = await asyncio.gather(*(signer.sign("GET", "https://api.x.com/") for _ in range(5)))

        assert {header["Authorization"] for header in headers} == {"Bearer access 1"}
        kept = file.read()
        assert isinstance(kept, Tokens) and kept.refresh == door.refresh

    async def test_a_token_that_x_refuses_is_renewed(
        self, signer: OAuth2Signer, url: str, session: aiohttp.ClientSession, door: Door
    ) -> None:
        door.good = "another"
        answer = await Wire(session, url, signer).get_me()
        assert answer.ok and door.sold == 1

    async def test_two_processes_use_a_refresh_token_once(
        self, signer: OAuth2Signer, url: str, session: aiohttp.ClientSession, file: KeyFile, door: Door
    ) -> None:
        file.write(Tokens("access 0", "refresh 0", time.time()))
        other = OAuth2Signer(session, url, file, ("client", ""))

        await asyncio.gather(*(one.sign("GET", "https://api.x.com/") for one in (signer, other)))

        assert door.sold == 1

    async def test_a_spent_refresh_token_asks_for_a_new_login(
        self, signer: OAuth2Signer, file: KeyFile
    ) -> None:
        file.write(Tokens("access 0", "spent", time.time()))
        with pytest.raises(SignatureError, match="nonet twitter login"):
            await signer.sign("GET", "https://api.x.com/")

    async def test_a_refused_token_whose_successor_is_spent_stays_refused(
        self, signer: OAuth2Signer, file: KeyFile
    ) -> None:
        file.write(Tokens("access 0", "spent", time.time() + 7_200))
        await signer.sign("GET", "https://api.x.com/")
        assert not await signer.renew()
