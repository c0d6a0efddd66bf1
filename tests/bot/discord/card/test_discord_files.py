"""Pictures that fit, and prompts that Discord always takes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.discord.asking.wording import plain_text
from bot.discord.card import files
from bot.errors import DeliveryError
from bot.picture import open_picture
from bot.provenance import Provenance, read_provenance

PROVENANCE = Provenance("a fox", "nonet-small", 7, "job")


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    """A picture that hardly compresses."""
    path = tmp_path / "noise.png"
    Image.effect_noise((300, 300), 90).convert("RGB").save(path)
    return path


async def test_what_fits_stays_as_it_is(noise: Path) -> None:
    data, suffix = await files.fit(noise, 10_000_000, PROVENANCE)

    assert (data, suffix) == (noise.read_bytes(), ".png")


async def test_what_is_too_large_loses_quality_first(noise: Path) -> None:
    data, suffix = await files.fit(noise, noise.stat().st_size // 3, PROVENANCE)

    assert len(data) <= noise.stat().st_size // 3
    assert suffix in {".webp", ".jpg"}
    assert open_picture(data).size == (300, 300)
    assert read_provenance(data) == PROVENANCE


async def test_and_then_pixels(noise: Path) -> None:
    data, _ = await files.fit(noise, 8_000, PROVENANCE)

    assert len(data) <= 8_000
    assert open_picture(data).width < 300


async def test_what_can_never_fit_is_not_tried_for_ever(noise: Path) -> None:
    with pytest.raises(DeliveryError) as caught:
        await files.fit(noise, 10, PROVENANCE)

    assert caught.value.final


async def test_what_has_expired_is_not_tried_again(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError) as caught:
        await files.fit(tmp_path / "gone.png", 1_000, PROVENANCE)

    assert caught.value.final


def test_a_covered_file_is_shown_by_its_covered_name() -> None:
    file = files.file_of(b"...", "collage.webp", alt_text="x" * 2_000, spoiler=True)

    assert file.uri == "attachment://SPOILER_collage.webp"
    assert len(file.description) == 1_024


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@1> and <@!2>", "ann and"),
        ("in <#3> for <@&4>", "in for"),
        ("<:cat:123> <a:dance:456>", "cat dance"),
        ("at <t:1700000000:R> try </draw me:77>", "at try draw me"),
        ("a < b > c, <3 and <@x>", "a < b > c, <3 and <@x>"),
    ],
)
def test_only_discord_s_own_markup_is_written_out(content: str, words: str) -> None:
    assert plain_text(content, {1: "ann"}) == words


@given(st.text())
def test_any_message_gives_words_on_one_line(content: str) -> None:
    words = plain_text(content, {})

    assert "\n" not in words
    assert len(words) <= len(content)
