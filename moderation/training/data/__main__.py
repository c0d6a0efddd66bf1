"""`python -m moderation.training.data`: write `own/*.jsonl` anew from `tables/*.toml`."""

import sys
from collections import Counter

from moderation.training.data.grammar import TABLES, rows_of
from moderation.training.data.near import without_near_duplicates
from moderation.training.data.rows import OWN, Row, public_rows, write_rows


def build() -> dict[str, list[Row]]:
    """Subject -> its rows, near duplicates left out."""
    written = [row for path in sorted(TABLES.rglob("*.toml")) for row in rows_of(path)]
    subjects: dict[str, list[Row]] = {}
    for row in without_near_duplicates(written, public_rows()):
        subjects.setdefault(row.source, []).append(row)
    return subjects


def main() -> None:
    """Write one file a subject, and say how many rows are in it."""
    OWN.mkdir(exist_ok=True)
    for source, rows in build().items():
        write_rows(OWN / f"{source.removeprefix('nonet-')}.jsonl", rows)
        unsafe = Counter(row.unsafe for row in rows)
        sys.stdout.write(f"{source:24} {unsafe[True]:5} unsafe {unsafe[False]:5} benign\n")


if __name__ == "__main__":
    main()
