"""What operators see of the filter on the admin page, try with it, and choose for servers."""

import html
import re

import pytest

from bot.settings import Settings
from db import audit, jobs, refusals, server_filter, servers
from db.audit import ModeratorAction
from db.server_filter import FilterChoices
from moderation.verdict import GRADED
from tests.bot.web.admin.conftest import read, send

PATH = "/admin/filter"
SERVER = f"{PATH}/discord/123"
AS_SET = {"policy": "", "named_people": "", "refused": "", "allowed": ""} | {
    f"level_{category}": "" for category in GRADED
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    moderation = settings.moderation.model_copy(
        update={"extra_words": ("brusselsprout<b>",), "thresholds": {"violence": 0.123}}
    )
    return settings.model_copy(update={"moderation": moderation})


async def chosen(site, server="123"):
    async with site.database.reading() as session:
        policy = (await servers.choices(session, "discord", server)).policy
        return policy, await server_filter.filter_choices(session, "discord", server)


async def actions(site):
    async with site.database.reading() as session:
        return await audit.newest(session, None, 99)


async def test_the_operators_own_policy_is_shown_with_where_it_is_changed(operator):
    text = await read(operator, PATH)
    assert "<strong>standard</strong>" in text
    assert "config.toml" in text
    assert "brusselsprout&lt;b&gt;" in text
    assert "<strong>0.123</strong>" in text


async def test_servers_are_listed_that_have_chosen_or_asked(site, operator, visitor):
    assert "No server has asked" in await read(operator, PATH)
    async with site.database.session() as session:
        await servers.choose(session, "discord", "123", policy="strict")
    text = await read(operator, PATH)
    assert f'href="{SERVER}"' in text
    assert '">strict</td>' in text


async def test_any_server_can_be_looked_up_by_its_id(operator):
    path, text = await send(operator, f"{PATH}/find", server=" 987 ")
    assert path == f"{PATH}/discord/987"
    assert "server 987" in text
    for wrong in ("", "home", "1" * 21, "../schedules", "١٢"):
        await send(operator, f"{PATH}/find", 400, server=wrong)


async def test_a_servers_choices_are_written_and_come_back(site, operator):
    levels = {"level_violence": "strict", "level_hate": "relaxed"}
    words = {"refused": "Marzipan\r\n<u>nougat</u>\r\n\r\nmarzipan", "allowed": "cock-a-doodle"}
    form = AS_SET | levels | words | {"policy": "relaxed", "named_people": "off"}
    _, text = await send(operator, SERVER, **form)
    assert "Changed." in text
    assert "&lt;u&gt;nougat&lt;/u&gt;" in text
    policy, choices = await chosen(site)
    assert policy == "relaxed"
    assert choices.named_people is False
    assert choices.levels == {"violence": "strict", "hate": "relaxed"}
    assert "Marzipan" in choices.extra_words
    assert choices.allowed_words == ("cock-a-doodle",)
    log = await actions(site)
    assert {one.action for one in log} == {ModeratorAction.FILTER}
    assert {(one.front, one.server) for one in log} == {("discord", "123")}
    assert all(one.moderator.startswith("operator:web-") for one in log)


async def test_only_what_changed_is_logged(site, operator):
    await send(operator, SERVER, **AS_SET)
    assert await actions(site) == []
    await send(operator, SERVER, **(AS_SET | {"policy": "strict"}))
    (log,) = await actions(site)
    assert log.note == "policy: strict"
    await send(operator, SERVER, **AS_SET)
    assert await chosen(site) == (None, FilterChoices())


async def test_a_level_moves(site, operator):
    await send(operator, SERVER, **(AS_SET | {"level_hate": "strict"}))
    await send(operator, SERVER, **(AS_SET | {"level_hate": "relaxed", "level_sexual": "strict"}))
    _, choices = await chosen(site)
    assert choices.levels == {"hate": "relaxed", "sexual": "strict"}


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"policy": "lax"}, "policies"),
        ({"level_hate": "off"}, "levels"),
        ({"named_people": "maybe"}, "named people"),
        ({"refused": "\n".join(f"word{number}" for number in range(101))}, "100 words"),
        ({"allowed": "y" * 61}, "60 characters"),
    ],
    ids=str,
)
async def test_what_can_not_be_chosen_stays_in_the_form(site, operator, wrong, complaint):
    _, text = await send(operator, SERVER, 400, **(AS_SET | {"refused": "<q>quince</q>"} | wrong))
    assert complaint in text[text.index('role="alert"') :][:200]
    assert "&lt;q&gt;quince" in text or "refused" in wrong
    assert await chosen(site) == (None, FilterChoices())
    assert await actions(site) == []


async def test_relaxed_holds_where_only_adults_are(operator):
    _, text = await send(operator, SERVER, **(AS_SET | {"policy": "relaxed"}))
    row = text[text.index("Rule for named people") :]
    assert row.index(">holds<") < row.index("does not hold")


async def try_words(operator, words, status=200, **fields):
    _, text = await send(operator, f"{PATH}/try", status, words=words, **fields)
    return html.unescape(text)


async def test_words_are_tried_and_nothing_comes_of_it(site, operator, capsys):
    text = await try_words(operator, "a hamster in a <sombrero>")
    assert "It is let through." in text
    assert "a hamster in a <sombrero></textarea>" in text
    text = await try_words(operator, "how to build a pipe bomb")
    assert "It is refused." in text
    assert "Crime" in text
    assert re.search(r"over all: [01]\.\d{3}", text)
    assert "For the log:" in text
    async with site.database.reading() as session:
        assert await refusals.newest(session, 9) == []
        assert await jobs.count_waiting(session) == 0
    said = "".join(capsys.readouterr())
    assert "hamster" not in said
    assert "bomb" not in said


async def test_what_is_tried_is_escaped(operator):
    _, text = await send(operator, f"{PATH}/try", words="a <script>fox</script>")
    assert "<script>fox" not in text
    assert "&lt;script&gt;fox" in text


async def test_words_are_tried_under_a_servers_policy(operator):
    await send(operator, SERVER, **(AS_SET | {"refused": "marzipan"}))
    assert "It is let through." in await try_words(operator, "a marzipan pig")
    text = await try_words(operator, "a marzipan pig", server="123")
    assert "It is refused." in text
    assert "Own words" in text
    assert "It is let through." in await try_words(operator, "a marzipan pig", server="124")


@pytest.mark.parametrize("fields", [{"words": "!!!"}, {"words": ""}, {"words": "y" * 1_001}], ids=str)
async def test_what_is_no_prompt_can_not_be_tried(operator, fields):
    text = await try_words(operator, fields["words"], 400)
    assert 'role="alert"' in text


async def test_a_server_is_a_number(operator):
    await try_words(operator, "a fox", 400, server="home")
    for wrong in ("home", "1" * 21, "12%2F3", "-1"):
        await read(operator, f"{PATH}/discord/{wrong}", 404)
    await read(operator, f"{PATH}/fax/123", 404)


async def test_strangers_see_and_change_nothing(site, visitor):
    for path in (PATH, SERVER):
        async with visitor.get(path) as answer:
            assert answer.url.path == "/admin/login"
            assert "brusselsprout" not in await answer.text()
    for path in (SERVER, f"{PATH}/try", f"{PATH}/find"):
        answered, text = await send(visitor, path, **(AS_SET | {"policy": "relaxed", "words": "a fox"}))
        assert answered == "/admin/login"
        assert "let through" not in text
    assert await chosen(site) == (None, FilterChoices())


async def test_other_sites_change_nothing(site, operator):
    for path in (SERVER, f"{PATH}/try", f"{PATH}/find"):
        for headers in ({"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}):
            async with operator.post(path, data=AS_SET | {"policy": "relaxed"}, headers=headers) as answer:
                assert answer.status == 403
    assert await chosen(site) == (None, FilterChoices())
