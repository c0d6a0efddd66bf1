"""Tokenisers: the one that a checkpoint was trained with, and min-dalle's, for comparison."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import emoji
from tokenizers import AddedToken, Tokenizer, pre_tokenizers, processors
from tokenizers.models import BPE

from generation.errors import CheckpointError
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.text.hashtags import WORD_LIST, HashtagSplitter
from generation.models.dalle.text.normalise import LONGEST_TEXT, normalise
from generation.models.files import read_text
from generation.models.json_config import read_json_object

SPECIAL_TOKENS = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
START_ID, END_ID, UNKNOWN_ID = 0, 2, 3
LARGEST_FILE_BYTES = 2**26


class PromptTokenizer(Protocol):
    """Turns any prompt into text tokens: `<s>` first, then at most as many as the checkpoint can read."""

    def __call__(self, prompt: str, seed: int) -> list[int]: ...


class TrainedTokenizer:
    """Reads a prompt as the checkpoint's training did."""

    def __init__(self, tokenizer: Tokenizer, config: DalleBartConfig, word_list: Path | None = None):
        self._tokenizer = tokenizer
        self._config = config
        self._split_hashtag: Callable[[str], str] = HashtagSplitter(word_list) if word_list else str
        tokenizer.enable_truncation(config.max_text_length)  # keeps </s> last
        tokenizer.no_padding()

    @classmethod
    def from_directory(cls, directory: Path, config: DalleBartConfig) -> "TrainedTokenizer":
        """Read tokenizer.json, or build the same from vocab.json and merges.txt; raises CheckpointError."""
        path, words = directory / "tokenizer.json", directory / WORD_LIST
        tokenizer = _from_file(path) if path.exists() else bart_tokenizer(*read_bpe(directory))
        for token, number in SPECIAL_TOKENS.items():
            if tokenizer.token_to_id(token) != number:
                raise CheckpointError(f"{path}: {token} is not token {number}")
        ids = tokenizer.encode("a").ids
        if (ids[:1], ids[-1:]) != ([START_ID], [END_ID]):
            raise CheckpointError(f"{path} does not put a text between <s> and </s>")
        return cls(tokenizer, config, words if words.exists() else None)

    def __call__(self, prompt: str, seed: int) -> list[int]:
        text = prompt[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
        if self._config.normalize_text:
            text = normalise(text, seed, self._split_hashtag)
        rows = self._config.encoder_vocab_size
        return [i if i < rows else UNKNOWN_ID for i in self._tokenizer.encode(text).ids]


class MinDalleTokenizer:
    """Reads a prompt as min-dalle does: not normalised, ASCII only, `</s>` lost if the text is too long."""

    longest_text = 1024  # characters: merging takes quadratic time

    def __init__(self, vocab: Mapping[str, int], merges: Sequence[tuple[str, str]], max_length: int = 64):
        self._vocab = vocab
        self._ranks = {pair: rank for rank, pair in enumerate(merges)}
        self._max_length = max_length

    def __call__(self, prompt: str, seed: int) -> list[int]:
        del seed
        text = emoji.demojize(prompt[: self.longest_text], delimiters=("", ""))[: self.longest_text]
        text = text.lower().encode("ascii", "ignore").decode()
        pieces = [piece for word in text.split(" ") if word for piece in self._pieces(word)]
        ids = [START_ID, *(self._vocab.get(piece, UNKNOWN_ID) for piece in pieces), END_ID]
        return ids[: self._max_length]

    def _pieces(self, word: str) -> list[str]:
        pieces = ["Ġ", *word]  # how byte-level BPE writes a space
        while len(pieces) > 1:
            pairs = pairwise(pieces)
            rank, i = min((self._ranks.get(pair, len(self._ranks)), i) for i, pair in enumerate(pairs))
            if rank == len(self._ranks):
                break
            pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
        return pieces


def bart_tokenizer(vocab: Mapping[str, int], merges: Sequence[tuple[str, str]]) -> Tokenizer:
    """BART's byte-level BPE, as Hugging Face's `BartTokenizerFast` builds it from the same two files."""
    try:
        tokenizer = Tokenizer(BPE(dict(vocab), list(merges)))
    except Exception as error:  # noqa: BLE001  # the library raises nothing more specific
        raise CheckpointError(f"vocab.json and merges.txt do not make a tokeniser: {error}") from None
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", END_ID), ("<s>", START_ID), add_prefix_space=False
    )
    tokenizer.add_special_tokens([*SPECIAL_TOKENS, AddedToken("<mask>", lstrip=True)])
    return tokenizer


def read_bpe(directory: Path) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Read vocab.json and merges.txt; raises CheckpointError."""
    vocab = read_json_object(directory / "vocab.json", LARGEST_FILE_BYTES)
    if not all(type(number) is int and 0 <= number < 2**20 for number in vocab.values()):
        raise CheckpointError(f"{directory / 'vocab.json'} has a token whose number is not a small integer")
    lines = read_text(directory / "merges.txt", LARGEST_FILE_BYTES).split("\n")
    pairs = [tuple(line.split(" ")) for line in lines if line and not line.startswith("#version")]
    if not all(len(pair) == 2 for pair in pairs):
        raise CheckpointError(f"{directory / 'merges.txt'} has a line that is not two pieces")
    return vocab, [(pair[0], pair[1]) for pair in pairs]


def _from_file(path: Path) -> Tokenizer:
    text = read_text(path, LARGEST_FILE_BYTES)
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # noqa: BLE001  # the library raises nothing more specific
        raise CheckpointError(f"{path} is not a tokeniser: {error}") from None
