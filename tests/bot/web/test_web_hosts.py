"""A page that listens to this machine only is not lent to sites that point their own name at it."""

import pytest

from bot.setting_sections import WebSettings


async def status(site, host: str) -> int:
    async with site.visitor() as visitor, visitor.get("/", headers={"Host": host}) as answer:
        return answer.status


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "localhost:8000", "[::1]:8000"])
async def test_this_machines_own_names_are_answered(site, host) -> None:
    assert await status(site, host) == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "192.0.2.7", "[", ""])
async def test_other_names_are_not(site, host) -> None:
    assert await status(site, host) in {400, 421}


async def test_a_program_is_told_in_the_apis_form(site) -> None:
    async with (
        site.visitor() as visitor,
        visitor.post("/api/jobs", json={"prompt": "a cat"}, headers={"Host": "evil.example"}) as answer,
    ):
        assert await site.refusal(answer) == (421, "unknown_host")


async def test_the_public_name_is_answered(site) -> None:
    web = WebSettings(port=0, public_url="https://nonet.example/")
    site.settings = site.settings.model_copy(update={"web": web})
    await site.restart()

    assert await status(site, "nonet.example") == 200
    assert await status(site, "evil.example") == 421
