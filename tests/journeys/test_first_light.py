"""From a prompt in a shell to nine pictures, with the model that ships with Nonet."""

import json
from pathlib import Path

import pytest
from PIL import Image

from bot.provenance import read_provenance

PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"


def test_a_prompt_becomes_nine_samples_and_one_collage(nonet) -> None:
    done = nonet("draw", PROMPT, "--seed", "1", "--out", "collage.png", "--samples", "samples", "--json")

    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["prompt"], said["model"], said["seed"]) == (PROMPT, "nonet-small", 1)
    samples = [Image.open(nonet.folder / path) for path in said["samples"]]
    side = samples[0].width
    assert [sample.size for sample in samples] == [(side, side)] * 9
    collage = Image.open(nonet.folder / "collage.png")
    gutter = (collage.width - 3 * side) // 2
    for number, sample in enumerate(samples):
        row, column = divmod(number, 3)
        left, top = column * (side + gutter), row * (side + gutter)
        assert collage.crop((left, top, left + side, top + side)).tobytes() == sample.tobytes()
    assert len({sample.tobytes() for sample in samples}) == 9
    provenance = read_provenance((nonet.folder / "collage.png").read_bytes())
    assert provenance
    assert (provenance.prompt, provenance.seed) == (PROMPT, 1)


def test_the_same_seed_gives_the_same_pictures_in_any_format(nonet) -> None:
    for arguments in (("--out", "a.png", "--samples", "a"), ("--out", "b.jpg", "--samples", "b")):
        done = nonet("draw", PROMPT, "--seed", "7", *arguments)
        assert done.returncode == 0, done.stderr

    with Image.open(nonet.folder / "b.jpg") as collage:
        assert collage.format == "JPEG"
    for number in range(1, 10):
        one, other = (Image.open(nonet.folder / run / f"{number}.png") for run in ("a", "b"))
        assert one.tobytes() == other.tobytes()


def test_a_sample_can_be_picked_and_captioned(nonet) -> None:
    arguments = ("draw", PROMPT, "--seed", "1", "--samples", "samples")
    done = nonet(*arguments, "--pick", "3", "--out", "meme.png", "--caption-top", "Monday")

    assert done.returncode == 0, done.stderr
    meme = Image.open(nonet.folder / "meme.png")
    plain = Image.open(nonet.folder / "samples" / "3.png")
    assert meme.size == plain.size
    lower_half = (0, plain.height // 2, *plain.size)
    assert meme.crop(lower_half).tobytes() == plain.crop(lower_half).tobytes()
    assert meme.tobytes() != plain.tobytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((" \u200b \x00\t",), "nothing to paint"),
        (("x" * 10_000,), "10,000 characters"),
        ((PROMPT, "--seed", "-1"), "seed"),
        ((PROMPT, "--seed", "4294967296"), "seed"),
        ((PROMPT, "--model", "no-such-model"), "no-such-model"),
        ((PROMPT, "--out", "missing/collage.png"), "missing"),
        ((PROMPT, "--out", "collage.bmp"), ".png"),
        ((PROMPT, "--pick", "3", "--out", "meme.bmp"), ".png"),
        ((PROMPT, "--caption-top", "x" * 1_000), "caption"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence_and_leaves_nothing(nonet, arguments, sentence) -> None:
    done = nonet("draw", *(argument.replace("\x00", "\x01") for argument in arguments))

    assert done.returncode == 1
    assert sentence.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert [path for path in nonet.folder.iterdir() if path.name != "data"] == []


@pytest.mark.parametrize("prompt", ["🐸🌮", "дракон ест борщ", '<b>bold</b> & "quoted" @everyone', "猫と月"])
def test_prompts_of_every_kind_are_painted(nonet, prompt) -> None:
    done = nonet("draw", prompt, "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["prompt"] == prompt


def test_lines_of_json_are_moderated(nonet) -> None:
    done = nonet("moderate", stdin='{"text": "a cat"}\nnot json\n')

    verdict, error = map(json.loads, done.stdout.splitlines())
    assert verdict["decision"] == "allow"
    assert "error" in error
    assert done.returncode == 1


def test_check_finds_a_fresh_machine_in_order(nonet) -> None:
    done = nonet("check")

    assert done.returncode == 0, done.stdout
    assert "files verified" in done.stdout
    assert "discord.token is not set" in done.stdout


def test_the_shipped_model_is_listed_and_whole(nonet) -> None:
    assert "nonet-small" in nonet("models", "list").stdout
    assert nonet("models", "verify", "nonet-small").returncode == 0


def test_an_unknown_model_cannot_be_verified(nonet) -> None:
    done = nonet("models", "verify", "no-such-model")

    assert done.returncode == 1
    assert "nonet-small" in done.stderr


def test_the_database_can_be_upgraded_by_hand(nonet) -> None:
    assert nonet("db", "upgrade").returncode == 0
    assert (Path(nonet.folder) / "data" / "nonet.db").is_file()
