"""Verdicts on picture files, one JSON object a line: `nonet moderate --image`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from bot.errors import PictureError
from bot.picture import COLLAGE_SIDE_LIMIT_PX, open_picture
from moderation.images import PictureFilter
from moderation.verdict import Decision


def moderate_images(paths: Sequence[Path], sink: TextIO, picture_filter: PictureFilter, level: str) -> int:
    """Judge PNG, WebP and JPEG files at a level of the filter, and write one JSON object for each, in order.

    An answer has `file`, `blocked`, `category`, `score`, `reason` and `audit`; or only `file` and `error`.

    Returns:
        How many could not be judged.
    """
    wrong = 0
    for path in paths:
        answer = _judge(path, picture_filter, level)
        wrong += "error" in answer
        sink.write(json.dumps({"file": str(path)} | answer) + "\n")
    return wrong


def _judge(path: Path, picture_filter: PictureFilter, level: str) -> dict[str, Any]:
    try:
        picture = open_picture(path.read_bytes(), side_limit_px=COLLAGE_SIDE_LIMIT_PX)
    except OSError as error:
        return {"error": f"The file can't be read: {error.strerror}."}
    except PictureError as error:
        return {"error": str(error)}
    (verdict,) = picture_filter.check([np.asarray(picture)], level)
    return {
        "blocked": verdict.decision is Decision.REFUSE,
        "category": verdict.category,
        "score": verdict.score,
        "reason": verdict.reason,
        "audit": verdict.audit,
    }
