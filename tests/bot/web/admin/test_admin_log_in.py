"""The admin page opens to the operator's key and to nothing else."""

import re

import pytest
from pydantic import SecretStr, ValidationError

from bot.setting_sections import WebSettings
from bot.web.admin import site as admin_site
from bot.web.admin.sessions import COOKIE, LASTS_S, Sessions
from bot.web.rate_limit import RateLimit
from tests.bot.web.admin.conftest import KEY, SAME_ORIGIN, log_in

ADMIN_PATHS = ["/admin", "/admin/schedules", "/admin/schedules/new", "/admin/schedules/1"]


@pytest.mark.parametrize("path", ADMIN_PATHS)
async def test_strangers_are_asked_for_the_key(visitor, path):
    async with visitor.get(path) as answer:
        assert answer.url.path == "/admin/login"
        assert answer.url.query["to"] == path
        assert 'type="password"' in await answer.text()


@pytest.mark.parametrize("path", ["/admin/schedules", "/admin/schedules/1", "/admin/schedules/1/run"])
async def test_strangers_change_nothing(site, visitor, path):
    async with visitor.post(path, data={}, headers=SAME_ORIGIN, allow_redirects=False) as answer:
        assert answer.status == 303
        assert answer.headers["Location"].startswith("/admin/login")


async def test_the_key_opens_the_page_that_was_asked_for(visitor):
    answer = await log_in(visitor, to="/admin/schedules")
    assert answer.url.path == "/admin/schedules"
    async with visitor.get("/admin/login") as again:
        assert again.url.path == "/admin"


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example",
        "//evil.example/admin",
        "/admin//evil",
        "/admin\\evil",
        "/jobs",
        "/administrator",
        "",
    ],
)
async def test_no_log_in_leads_away(visitor, to):
    assert (await log_in(visitor, to=to)).url.path == "/admin"


async def test_another_key_opens_nothing(visitor):
    for wrong in ("", KEY[:-1], KEY + "x", KEY.upper(), "ä" * 500):
        await log_in(visitor, wrong, 403)
    async with visitor.get("/admin") as answer:
        assert answer.url.path == "/admin/login"


async def test_guessing_is_slowed_down(visitor, monkeypatch):
    for _ in range(admin_site.TRIES):
        await log_in(visitor, "wrong", 403)
    await log_in(visitor, KEY, 429)


async def test_the_cookie_is_kept_from_scripts_and_other_sites(site):
    async with (
        site.visitor() as session,
        session.post(
            "/admin/login",
            data={"admin_key": KEY},
            headers=SAME_ORIGIN | {"X-Forwarded-Proto": "https"},
            allow_redirects=False,
        ) as answer,
    ):
        cookie = answer.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/admin", f"Max-Age={LASTS_S}", "Secure"):
        assert part in cookie
    assert KEY not in cookie


async def test_pages_are_kept_nowhere_and_carry_the_security_headers(operator):
    for path in ["/admin", "/admin/schedules"]:
        async with operator.get(path) as answer:
            assert answer.url.path == path
            assert answer.headers["Cache-Control"] == "no-store"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert KEY not in await answer.text()


async def test_logging_out_forgets_the_cookie(operator):
    async with operator.post("/admin/logout", headers=SAME_ORIGIN) as answer:
        assert answer.url.path == "/admin/login"
    async with operator.get("/admin") as answer:
        assert answer.url.path == "/admin/login"


@pytest.mark.parametrize("site_of_origin", ["cross-site", "same-site", "none"])
async def test_other_sites_can_not_send_forms(operator, site_of_origin):
    for path in ("/admin/login", "/admin/logout", "/admin/schedules/1/run"):
        async with operator.post(path, data={}, headers={"Sec-Fetch-Site": site_of_origin}) as answer:
            assert answer.status == 403


async def test_without_a_key_there_is_no_page(site):
    site.settings = site.settings.model_copy(update={"web": WebSettings(port=0)})
    await site.restart()
    async with site.visitor() as session:
        for path in ["/admin", "/admin/login", "/admin/schedules"]:
            async with session.get(path) as answer:
                assert answer.status == 404


async def test_a_new_key_ends_all_sessions(site, operator):
    cookies = {cookie.key: cookie.value for cookie in operator.cookie_jar}
    web = site.settings.web.model_copy(update={"admin_key": SecretStr(KEY + "!")})
    site.settings = site.settings.model_copy(update={"web": web})
    await site.restart()
    async with site.visitor(cookies=cookies) as session, session.get("/admin") as answer:
        assert answer.url.path == "/admin/login"


class Asking:
    """A request that brings a cookie."""

    secure = False

    def __init__(self, value: str) -> None:
        self.headers: dict[str, str] = {}
        self.cookies = {COOKIE: value}


class Answer:
    """Keeps the cookie that it is given."""

    def set_cookie(self, _name: str, value: str, **_: object) -> None:
        self.value = value


def cookie_of(sessions: Sessions) -> str:
    answer = Answer()
    sessions.open(Asking(""), answer)
    return answer.value


def test_a_session_ends_by_itself():
    now = 1_000.0
    sessions = Sessions(KEY, b"k" * 32, clock=lambda: now)
    value = cookie_of(sessions)
    assert sessions.is_open(Asking(value))
    now += LASTS_S
    assert not sessions.is_open(Asking(value))


def test_nobody_else_can_sign_or_lengthen_a_session():
    sessions = Sessions(KEY, b"k" * 32, clock=lambda: 1_000.0)
    value = cookie_of(sessions)
    expires, nonce, signature = value.split(".")
    longer = str(int(expires) + 1)
    for forged in (
        "",
        ".",
        "..",
        f"{longer}.{nonce}.{signature}",
        f"{expires}.{nonce}x.{signature}",
        f"{expires}.{nonce}.{signature[:-1]}",
        f"{expires}.{nonce}.ü",
        f"{expires}.{nonce}.\udcff",
        "9" * 10_000,
        cookie_of(Sessions(KEY, b"l" * 32, clock=lambda: 1_000.0)),
        cookie_of(Sessions(KEY + "!", b"k" * 32, clock=lambda: 1_000.0)),
    ):
        assert not sessions.is_open(Asking(forged)), forged


def test_a_short_key_is_no_key():
    with pytest.raises(ValidationError, match="16 characters"):
        WebSettings(admin_key="letmein")


async def test_neither_key_nor_cookie_is_in_the_log(site, visitor, log_lines):
    await log_in(visitor, "wrong key of someone", 403)
    await log_in(visitor)
    said = repr(log_lines)
    assert "logged in" in said
    assert "wrong key of someone" not in said
    assert KEY not in said
    assert not re.search(r"[0-9a-f]{64}", said)


def test_old_tries_are_forgotten():
    now = 0.0
    tries = RateLimit(admin_site.TRIES, admin_site.TRIES_PERIOD_S, lambda: now)
    assert [tries.take("a") for _ in range(admin_site.TRIES + 1)][-1] is False
    now = admin_site.TRIES_PERIOD_S
    assert tries.take("a")
