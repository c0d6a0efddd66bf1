"""How well scores tell unsafe texts from benign ones."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from moderation.training.data import Row
from moderation.training.examples import family_of
from moderation.verdict import GRADED

Scores = NDArray[np.floating]


def auroc(unsafe: NDArray[np.bool_], scores: Scores) -> float:
    """The chance that an unsafe text scores higher than a benign one; ties count half."""
    benign = np.sort(scores[~unsafe])
    below = np.searchsorted(benign, scores[unsafe], side="left")
    up_to = np.searchsorted(benign, scores[unsafe], side="right")
    return float((below + up_to).mean() / (2 * len(benign)))


def average_precision(unsafe: NDArray[np.bool_], scores: Scores) -> float:
    """The area under precision over recall, each distinct score being one threshold."""
    thresholds = np.unique(-scores)
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.searchsorted(-scores[order], thresholds)[1:], len(scores)) - 1
    hits = np.cumsum(unsafe[order])[last]
    gained = np.diff(hits, prepend=0) / unsafe.sum()
    return float((gained * hits / (last + 1)).sum())


def threshold_at(benign: Scores, share: float) -> float:
    """The lowest threshold that at most this share of the benign scores reach."""
    allowed = int(share * len(benign))
    highest = np.sort(benign)[::-1]
    return float(np.nextafter(highest[allowed], np.inf)) if allowed < len(benign) else -np.inf


def reference(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Which rows are the ordinary benign prompts that set the budget of false alarms."""
    return np.array([not row.unsafe and row.kind == "prompt" and row.tier == "core" for row in rows])


def within_families(rows: Sequence[Row], scores: Scores) -> Mapping[str, float]:
    """The AUROC within each family of sources, where style tells nothing."""
    unsafe = np.array([row.unsafe for row in rows])
    families = np.array([family_of(row) for row in rows])
    found = {}
    for family in sorted(set(families.tolist())):
        here = families == family
        if 0 < unsafe[here].sum() < here.sum():
            found[family] = auroc(unsafe[here], scores[here])
    return found


def caught(rows: Sequence[Row], flagged: NDArray[np.bool_]) -> Mapping[str, tuple[int, float]]:
    """Of each group of rows, how many there are and which share is flagged."""
    groups: dict[str, list[bool]] = {}
    for row, flag in zip(rows, flagged.tolist(), strict=True):
        for group in _groups_of(row):
            groups.setdefault(group, []).append(flag)
    return {group: (len(flags), float(np.mean(flags))) for group, flags in sorted(groups.items())}


def _groups_of(row: Row) -> list[str]:
    if not row.unsafe:
        kinds = [f"benign {row.tier} {row.kind}s", f"benign {row.source}"]
        return kinds if row.lang == "en" else [*kinds, "benign in other languages"]
    if row.tier != "core":
        return [f"unsafe {row.tier}"]
    labels = [f"category {label}" for label in row.labels if label in GRADED]
    other = [] if row.lang == "en" else ["unsafe in other languages"]
    return ["unsafe core", f"unsafe core {row.kind}s", f"unsafe {row.source}", *labels, *other]
