"""Where programs that a bench starts find their settings."""

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment_with(settings: Mapping[str, object]) -> dict[str, str]:
    """Ours, but with these settings alone, named as in `{"generation__url": "..."}`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NONET_")}
    chosen = {f"NONET_{name.upper()}": str(value) for name, value in settings.items()}
    return kept | chosen | {"PYTHONPATH": str(ROOT)}
