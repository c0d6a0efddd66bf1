"""What is sent keeps to Discord's rules, whatever people have typed and whatever language they speak."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.discord.asking.draw_form import draw_form
from bot.discord.delivery.address import Address
from bot.discord.delivery.parcel import Facts, Parcel
from bot.pipeline.request import Options
from bot.styles import STYLES
from bot.texts.texts import LANGUAGES, texts_for
from db.styles import Style
from tests.bot.discord.card_samples import assert_discord_takes, job

TYPED = st.text(max_size=1_000) | st.text(alphabet="*_`|<>@#[]()\\~:/ \n", max_size=1_000)
NOTES = ("asking-sent-private", "asking-sent-in-person", "")


@pytest.fixture(scope="session")
def collage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("collage") / "collage.png"
    Image.new("RGB", (9, 9), "red").save(path)
    return path


@settings(max_examples=60, deadline=None)
@given(
    prompt=TYPED,
    reason=TYPED,
    spoiler=st.booleans(),
    fails=st.booleans(),
    note=st.sampled_from(NOTES),
    language=st.sampled_from(LANGUAGES),
)
async def test_discord_takes_every_parcel(
    collage: Path, prompt: str, reason: str, spoiler: bool, fails: bool, note: str, language: str
) -> None:
    texts = texts_for(language)
    parcel = Parcel(
        job=job(prompt=prompt, spoiler=spoiler),
        address=Address(channel_id=1, message_id=2, user_id=3, language=language, limit_bytes=10_000),
        texts=texts,
        collage=None if fails else collage,
        reason=reason,
        facts=Facts(votes=10**6, can_vary=True, parent_url="https://discord.com/channels/@me/1/2"),
    )
    packed = await parcel.pack(10_000, texts(note, channel="<#1234567890123456789>") if note else "")

    assert_discord_takes(packed.view)
    for file in packed.files:
        assert re.fullmatch(r"(SPOILER_)?collage\.\w+", file.filename)
        assert 0 < len(file.description) <= 1_024
        assert file.uri in str(packed.view.to_components())
    assert len(packed.files) == (0 if fails else 1)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_discord_takes_the_form_in_every_language(language: str) -> None:
    styles = [*STYLES.values(), *(Style(f"{number:032}", "y" * 200) for number in range(30))]
    options = Options(style="clay", seed=2**32 - 1, private=True, spoiler=False, model="m" * 64)
    form = draw_form(texts_for(language), options, styles, prompt_chars=1_000).to_dict()

    assert 1 <= len(form["title"]) <= 45
    assert len(form["custom_id"]) <= 100
    assert len(form["components"]) <= 5
    for label in form["components"]:
        assert 1 <= len(label["label"]) <= 45
        assert len(label["component"].get("placeholder") or "") <= 100
    [menu] = [one["component"] for one in form["components"] if one["component"]["type"] == 3]
    assert 1 <= len(menu["options"]) <= 25
    assert all(len(option["label"]) <= 100 and len(option["value"]) <= 100 for option in menu["options"])
    assert [option["value"] for option in menu["options"] if option.get("default")] == ["clay"]
