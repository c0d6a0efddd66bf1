"""Rows that the text filter learns from: published sets, and rows written for Nonet.

`python -m moderation.training.data` writes the rows of ours (`own/*.jsonl`) anew from the templates in
`tables/`. README.md tells the format, NOTICE.md the sources and their licences.
"""

from moderation.training.data.rows import Row, own_rows, public_rows

__all__ = ["Row", "own_rows", "public_rows"]
