"""Prompts as dalle-mini was trained to read them, and as min-dalle reads them."""

import dataclasses
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.errors import CheckpointError
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.text.hashtags import WORD_LIST, HashtagSplitter
from generation.models.dalle.text.normalise import normalise
from generation.models.dalle.text.tokenise import (
    MinDalleTokenizer,
    TrainedTokenizer,
    bart_tokenizer,
    read_bpe,
)

FOLDER = Path(__file__).parents[2] / "fixtures" / "dalle_mini"
GOLDEN = json.loads((FOLDER / "tokenizer" / "cases.json").read_text())
CASES = [pytest.param(case, id=case["prompt"][:20] or "empty") for case in GOLDEN["cases"]]
CONFIG = dataclasses.replace(
    DalleBartConfig.from_json(FOLDER / "tiny_mini.config.json"), encoder_vocab_size=700, normalize_text=True
)
RAW = dataclasses.replace(CONFIG, normalize_text=False)
VOCAB, MERGES = read_bpe(FOLDER / "tokenizer")


@pytest.fixture(scope="module")
def word_list(tmp_path_factory):
    path = tmp_path_factory.mktemp("words") / WORD_LIST
    path.write_text("\n".join(f"{word} 123" for word in GOLDEN["hashtag_words"]))
    return path


def trained(config=CONFIG, word_list=None):
    return TrainedTokenizer(bart_tokenizer(VOCAB, MERGES), config, word_list)


def padded(ids):
    return ids + [1] * (64 - len(ids))


@pytest.mark.parametrize("case", CASES)
def test_prompts_are_read_as_the_originals_read_them(case, word_list):
    prompt = case["prompt"]
    assert normalise(prompt, 0, HashtagSplitter(word_list)) == case["dalle_mini_normalized"]
    assert padded(trained(word_list=word_list)(prompt, seed=0)) == case["bart_ids_of_normalized"]
    assert padded(trained(RAW)(prompt, seed=0)) == case["bart_ids_of_raw"]
    assert padded(MinDalleTokenizer(VOCAB, MERGES)(prompt, seed=0)) == case["min_dalle_ids_padded"]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("½ a pizza", " 1/2 a pizza"),
        ("4½ pizzas", " 4 1/2 pizzas"),
        ("𝓬𝓪𝓽 ᴅᴏɢ", " cat dog"),  # noqa: RUF001  # fancy letters are the point
        ("a<b>c</b>", " a c"),
        ("[12] a cat [3]", " a cat"),
        ("they'll can't 'quoted'", " they'll can't \" quoted \""),
        ("waaaaay viii", " way viii"),
        ("2,1,234", " 21234"),
        ("a\u0000b\u200bc", " ab c"),
        ("\ud800", " "),
    ],
)
def test_odd_prompts_are_normalised(prompt, expected):
    assert normalise(prompt, seed=0) == expected


def test_persons_are_chosen_by_the_seed():
    chosen = {normalise("<person>", seed).strip() for seed in range(60)}
    assert chosen == {"a person", "someone", "somebody"}
    assert normalise("<person> runs", 7) == normalise("<person> runs", 7)


def test_hashtags_fall_apart_where_no_word_fits(word_list):
    split = HashtagSplitter(word_list)
    assert split("cutedogszz") == "cute dogs z z"
    assert split("no_filter") == "no filter"
    assert split("cat123") == "cat 123"


def test_without_a_word_list_hashtags_stay_whole():
    assert normalise("#cutedogs", seed=0) == " cutedogs"


def test_tokens_that_the_encoder_lacks_become_unknown():
    short = dataclasses.replace(CONFIG, encoder_vocab_size=300)
    ids = trained(short)("an image generated in 15 sec", seed=0)
    assert max(ids) < 300
    assert 3 in ids


def test_long_prompts_keep_the_end_token():
    ids = trained()("word " * 5000, seed=0)
    assert len(ids) == 64
    assert (ids[0], ids[-1]) == (0, 2)


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_becomes_few_known_tokens(prompt):
    for tokenizer in (trained(), trained(RAW), MinDalleTokenizer(VOCAB, MERGES)):
        ids = tokenizer(prompt, seed=1)
        assert 2 <= len(ids) <= 64
        assert ids[0] == 0
        assert all(0 <= i < 700 for i in ids)
        assert ids == tokenizer(prompt, seed=1)


@pytest.mark.parametrize(
    "part",
    [
        " ",
        "a",
        "<",
        '"',
        ", ",
        "#a",
        "😀",
        "<person>",
        "[1",
        "<person> ",
        "&amp;",
        "\u202e",
        "1,234",
        "日",
        "http",
    ],
)
def test_huge_prompts_are_read_fast(part):
    started = time.process_time()
    for tokenizer in (trained(), trained(RAW), MinDalleTokenizer(VOCAB, MERGES)):
        assert len(tokenizer(part * 20_000, seed=0)) <= 64
    assert time.process_time() - started < 5


def test_a_directory_may_have_either_form_of_tokenizer(checkpoint):
    config = DalleBartConfig.from_json(checkpoint / "config.json")
    from_two_files = TrainedTokenizer.from_directory(checkpoint, config)
    bart_tokenizer(VOCAB, MERGES).save(str(checkpoint / "tokenizer.json"))
    for file in ("vocab.json", "merges.txt"):
        (checkpoint / file).unlink()
    from_one = TrainedTokenizer.from_directory(checkpoint, config)
    assert from_one("a cat, a dog", seed=0) == from_two_files("a cat, a dog", seed=0)


def test_a_tokenizer_must_mark_both_ends(checkpoint):
    tokenizer = bart_tokenizer(VOCAB, MERGES)
    tokenizer.post_processor = None
    tokenizer.save(str(checkpoint / "tokenizer.json"))
    with pytest.raises(CheckpointError, match="between <s> and </s>"):
        TrainedTokenizer.from_directory(checkpoint, CONFIG)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("tokenizer.json", "{"),
        ("tokenizer.json", '{"model": {"type": "Nonsense"}}'),
        ("vocab.json", "[]"),
        ("vocab.json", '{"a": "b"}'),
        ("vocab.json", '{"<s>": 5, "a": 6}'),
        ("vocab.json", "\ud800"),
        ("merges.txt", "one two three"),
        ("merges.txt", "no such"),
    ],
)
def test_damaged_tokenizer_files_are_refused(checkpoint, file, content):
    (checkpoint / file).write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(CheckpointError, match=file.split(".")[0]):
        TrainedTokenizer.from_directory(checkpoint, CONFIG)
