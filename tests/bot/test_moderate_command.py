"""`nonet moderate` for prompts."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

PROMPTS = """{"id": "a", "text": "Thanos finds his mother at Walmart"}
{"id": "b", "text": "hardcore porno, blowjob"}
"""


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("policy", ["strict", "standard", "relaxed"])
def test_prompts_are_judged_under_a_named_policy(policy: str) -> None:
    result = CliRunner().invoke(app, ["moderate", "--policy", policy], input=PROMPTS)
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [(answer["id"], answer["blocked"]) for answer in answers] == [("a", False), ("b", True)]


def test_an_unknown_policy_is_named() -> None:
    result = CliRunner().invoke(app, ["moderate", "--policy", "lenient"], input=PROMPTS)
    assert result.exit_code == 2
    assert "lenient" in result.output
