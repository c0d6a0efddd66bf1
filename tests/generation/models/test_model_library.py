"""Models by name: found, listed and verified."""

import shutil

import pytest

from generation.errors import CheckpointError, UnknownModelError
from generation.models import library
from generation.models.catalogue import CATALOGUE
from generation.models.library import find, list_models, verify
from generation.models.manifest import write_manifest


@pytest.fixture
def models(checkpoint, tmp_path, monkeypatch):
    """A folder with one model, `tiny`, beside an empty one of shipped models."""
    monkeypatch.setattr(library, "PRETRAINED", tmp_path / "pretrained")
    shutil.move(checkpoint, tmp_path / "models" / "tiny")
    write_manifest(tmp_path / "models" / "tiny", ["a test"])
    return tmp_path / "models"


def test_models_here_come_before_those_that_can_be_fetched(models):
    statuses = list_models(models)
    assert [status.name for status in statuses] == ["tiny", *CATALOGUE]
    assert [status.ready for status in statuses] == [True] + [False] * len(CATALOGUE)
    assert statuses[0].display_name == "Tiny"
    assert all(status.licence and status.description for status in statuses[1:])


def test_a_damaged_model_is_listed_as_such(models):
    (models / "tiny" / "config.json").write_text("{")
    assert list_models(models)[0].description.startswith("Damaged: ")


def test_models_are_found_by_name_shipped_or_fetched(models, monkeypatch):
    assert find("tiny", models) == models / "tiny"
    monkeypatch.setattr(library, "PRETRAINED", models)
    assert find("tiny", models.parent / "nowhere") == models / "tiny"


@pytest.mark.parametrize(
    "name", ["unheard-of", "", "../models/tiny", "/etc", "tiny/", "TINY", "tiny\x00", "t" * 5000]
)
def test_an_unknown_name_is_answered_with_the_known_ones(models, name):
    with pytest.raises(UnknownModelError, match=r"Ready: tiny\. To fetch: dalle-mini, dalle-mega") as caught:
        find(name, models)
    assert len(str(caught.value)) < 300


def test_a_name_that_can_be_fetched_is_answered_with_how(models):
    with pytest.raises(UnknownModelError, match="nonet models fetch dalle-mega"):
        find("dalle-mega", models)


def test_a_sound_model_is_verified(models):
    report = verify("tiny", models)
    assert report.ok
    assert report.files == 6


@pytest.mark.parametrize("damage", ["changed", "shorter", "missing"])
def test_a_damaged_file_is_named(models, damage):
    path = models / "tiny" / "model.safetensors"
    content = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes(content[:-1] + (b"" if damage == "shorter" else bytes([content[-1] ^ 1])))
    report = verify("tiny", models)
    assert not report.ok
    assert len(report.problems) == 1
    assert report.problems[0].startswith("model.safetensors ")


@pytest.mark.parametrize("content", [None, "{", '{"files": 3}'])
def test_a_model_without_a_manifest_cannot_be_verified(models, content):
    path = models / "tiny" / "manifest.json"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(CheckpointError, match=r"manifest\.json"):
        verify("tiny", models)


def test_a_manifest_may_not_lead_elsewhere(models):
    (models / "tiny" / "manifest.json").write_text(
        '{"files": {"../secret": {"bytes": 1}, "config.json": []}}'
    )
    assert len(verify("tiny", models).problems) == 2
