"""`nonet moderate --image` judges files as the pipeline judges samples."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from bot.image_verdicts import moderate_images
from moderation.images import Pixels
from moderation.verdict import Category, Decision, Verdict

PICTURE = Path(__file__).parents[1] / "fixtures" / "picture_nets" / "collage.png"


class Severe:
    """Refuses everything."""

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        return [Verdict(Decision.REFUSE, Category.SEXUAL, 0.9, reason="No.", audit=level)] * len(pictures)


def test_each_file_has_a_line_also_if_it_can_not_be_judged(tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("no picture")
    sink = io.StringIO()
    paths = [PICTURE, tmp_path / "missing.png", text]
    assert moderate_images(paths, sink, Severe(), "strict") == 2
    judged, missing, wrong = map(json.loads, sink.getvalue().splitlines())
    assert judged == {
        "file": str(PICTURE),
        "blocked": True,
        "category": "sexual",
        "score": 0.9,
        "reason": "No.",
        "audit": "strict",
    }
    assert missing == {
        "file": str(paths[1]),
        "error": "The file can't be read: No such file or directory.",
    }
    assert "is not a PNG" in wrong["error"]


def test_the_command_judges_by_the_filter_that_ships() -> None:
    result = CliRunner().invoke(app, ["moderate", "--image", str(PICTURE), "--image", str(PICTURE)])
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == second
    assert (first["blocked"], first["category"]) == (False, None)
    assert first["score"] < 0.3
