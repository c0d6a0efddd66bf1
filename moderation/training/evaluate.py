"""Prints how well a filter does on rows that its network was not taught."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from moderation.training.data import Row
from moderation.training.metrics import average_precision, caught, reference, threshold_at, within_families
from moderation.verdict import GRADED

BUDGETS = (0.01, 0.02, 0.05)


def show(rows: Sequence[Row], scores: NDArray[np.float32], refused: NDArray[np.bool_]) -> None:
    """Print the shares flagged at fixed shares of false alarms and by the whole filter.

    Args:
        scores: calibrated, of rows from outside the training: (N, categories).
        refused: what the whole filter refuses at the standard policy: (N,).
    """
    console = Console(width=110)
    highest = scores.max(axis=1)
    benign = highest[reference(rows)]
    flags = [highest >= threshold_at(benign, budget) for budget in BUDGETS]
    flags.append(refused)
    table = Table("group", "rows", *(f"at {budget:.0%}" for budget in BUDGETS), "standard")
    shares = [caught(rows, flag) for flag in flags]
    for group, (count, _) in shares[0].items():
        table.add_row(group, str(count), *(f"{share[group][1]:.3f}" for share in shares))
    console.print(table)
    families = Table("family", "AUROC within")
    for family, area in within_families(rows, highest).items():
        families.add_row(family, f"{area:.3f}")
    console.print(families)
    console.print(_precisions(rows, scores))


def _precisions(rows: Sequence[Row], scores: NDArray[np.float32]) -> Table:
    """Average precision on OpenAI's set, each category among the rows where it was looked for."""
    table = Table("openai-moderation", "unsafe", "rows", "average precision")
    for column, category in enumerate(GRADED):
        used = [
            index
            for index, row in enumerate(rows)
            if row.source == "openai-moderation" and category in (row.known or ())
        ]
        labels = np.array([category in rows[index].labels for index in used], bool)
        if labels.any():
            area = average_precision(labels, scores[used, column])
            table.add_row(category, str(labels.sum()), str(len(used)), f"{area:.3f}")
    return table
