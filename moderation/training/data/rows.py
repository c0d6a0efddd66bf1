"""The format of a row, and reading the rows that are in the repository."""

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
OWN, PUBLIC = HERE / "own", HERE / "public.jsonl.xz"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text."""

    text: str
    labels: tuple[str, ...]
    """Which of `moderation.verdict.GRADED` it belongs to; empty for a benign text."""
    source: str
    """The published set that it comes from, or `nonet-` and the subject for ours."""
    unsafe: bool
    """Whether a filter at the standard policy refuses it."""
    tier: str
    """`core`: a clear case; `hard`: benign, and looks unsafe; `implicit`: looks benign, the picture isn't."""
    kind: str
    """`prompt` for a picture, or `text`: a sentence, question or post."""
    lang: str
    """ISO 639-1."""
    group: str
    """Rows of one template or sentence: a split keeps them on one side."""
    known: tuple[str, ...] | None = None
    """The categories that somebody looked for; None for all."""


def public_rows() -> list[Row]:
    """The rows of published sets, as NOTICE.md lists them."""
    with lzma.open(PUBLIC, "rt", encoding="utf-8") as lines:
        return list(_read(lines))


def own_rows() -> list[Row]:
    """The rows that were written for Nonet."""
    return [row for path in sorted(OWN.glob("*.jsonl")) for row in read_rows(path)]


def read_rows(path: Path) -> list[Row]:
    """The rows of one file."""
    with path.open(encoding="utf-8") as lines:
        return list(_read(lines))


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write one file, a row a line; `known` only where it is not all."""
    fields = ({name: value for name, value in asdict(row).items() if value is not None} for row in rows)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in fields)
    path.write_text("".join(lines), encoding="utf-8")


def _read(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        fields = json.loads(line)
        known = fields.pop("known", None)
        labels = tuple(fields.pop("labels"))
        yield Row(**fields, labels=labels, known=None if known is None else tuple(known))
