"""Draws the numbers of a training run as curves."""

import csv
from collections.abc import Sequence
from pathlib import Path

from generation.training.progress import journal_path

WIDTH, HEIGHT, MARGIN = 640, 320, 48
CURVES = {
    "tokenizer": "l1",
    "decoder": "l1",
    "transformer": "painting",
    "judge": "right",
    "observer": "colour",
}
"""Runs, and the number of each that is drawn."""


def write_curves(folder: Path) -> None:
    """Write one SVG for each run that has numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for run, column in CURVES.items():
        points = read_points(journal_path(run), column)
        if points:
            svg = curve_svg(points, f"{run}: {column} by step")
            (folder / f"curve-{run}.svg").write_text(svg, encoding="utf-8")


def read_points(path: Path, column: str) -> list[tuple[float, float]]:
    """Steps and numbers of a journal; of a step that was done twice, after a kill, the last counts."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return sorted({float(row["step"]): float(row[column]) for row in csv.DictReader(file)}.items())


def curve_svg(points: Sequence[tuple[float, float]], title: str) -> str:
    """One polyline between axes that reach from the least to the greatest value."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    across = (WIDTH - 2 * MARGIN) / ((right - left) or 1)
    up = (HEIGHT - 2 * MARGIN) / ((high - low) or 1)
    line = " ".join(
        f"{MARGIN + (x - left) * across:.1f},{HEIGHT - MARGIN - (y - low) * up:.1f}" for x, y in points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<text x="{MARGIN}" y="24" font-size="14">{title}</text>'
        f'<path d="M{MARGIN} {MARGIN}V{HEIGHT - MARGIN}H{WIDTH - MARGIN}" fill="none" stroke="#888"/>'
        f'<text x="4" y="{MARGIN + 4}">{high:.3g}</text><text x="4" y="{HEIGHT - MARGIN}">{low:.3g}</text>'
        f'<text x="{MARGIN}" y="{HEIGHT - MARGIN + 18}">{left:.0f}</text>'
        f'<text x="{WIDTH - MARGIN - 30}" y="{HEIGHT - MARGIN + 18}">{right:.0f}</text>'
        f'<polyline points="{line}" fill="none" stroke="#2f6fd0" stroke-width="2"/></svg>\n'
    )
