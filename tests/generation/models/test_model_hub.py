"""Models fetched from a hub."""

import json
import shutil

import pytest
from huggingface_hub import constants

from generation.errors import CheckpointError, DownloadError
from generation.models.catalogue import VQGAN
from generation.models.dalle.text.hashtags import WORD_LIST
from generation.models.hub import download, look_up
from generation.models.library import fetch, verify
from generation.models.loading import load
from tests.generation.models.hub_stand_in import COMMIT, running_hub


@pytest.fixture
def hub(monkeypatch, min_dalle_source, flax_source):
    """A hub with the repositories of dalle-mini and min-dalle, which hold the tiny checkpoint."""
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 50_000)
    with running_hub() as hub:
        flax, torch_files = (
            {path.name: path.read_bytes() for path in source.iterdir() if path.is_file()}
            for source in (flax_source, min_dalle_source)
        )
        extra = {WORD_LIST: b"cute 9\ndogs 8\n", "README.md": b"not wanted"}
        hub.repos["dalle-mini/dalle-mini"] = flax | extra
        hub.repos["kuprel/min-dalle"] = {_as_mini(name): data for name, data in torch_files.items()}
        pictures = (flax_source / "vqgan" / "flax_model.msgpack").read_bytes()
        hub.repos[VQGAN.repo] = {"config.json": b"{}", "flax_model.msgpack": pictures}
        hub.commits[VQGAN.repo] = VQGAN.revision
        yield hub


@pytest.fixture
def models_dir(tmp_path):
    """Where fetched models go; it does not exist yet."""
    return tmp_path / "data" / "models"


def _as_mini(name):
    stem, dot, kind = name.partition(".")
    return name if stem in ("detoker", "config") else f"{stem}_mini{dot}{kind}"


def quietly(file, here, size):
    pass


class ImpatienceError(Exception):
    """Somebody stops the program."""


def stop_after(size):
    def progress(file, here, whole):
        if file == "flax_model.msgpack" and here >= size:
            raise ImpatienceError

    return progress


def test_a_model_is_fetched_converted_and_paints(hub, models_dir):
    seen = []
    directory = fetch("dalle-mini", models_dir, lambda *step: seen.append(step), endpoint=hub.url)
    assert directory == models_dir / "dalle-mini"
    assert verify("dalle-mini", models_dir).ok
    assert load(directory).text_length("#cutedogs") == load(directory).text_length("cute dogs")
    weights = len(hub.repos["dalle-mini/dalle-mini"]["flax_model.msgpack"])
    assert ("flax_model.msgpack", weights, weights) in seen
    assert "README.md" not in {name for name, _ in hub.requests}
    origins = json.loads((directory / "manifest.json").read_text())["sources"]
    assert origins[0] == f"https://huggingface.co/dalle-mini/dalle-mini/tree/{COMMIT}"
    assert {path.name for path in models_dir.iterdir()} >= {"dalle-mini", "dalle-mini.lock.json"}
    assert not list((models_dir / ".downloads").iterdir())


def test_min_dalles_files_are_fetched_too(hub, models_dir):
    directory = fetch("min-dalle-mini", models_dir, quietly, endpoint=hub.url)
    assert load(directory).defaults.guidance == 16


def test_the_second_fetch_needs_no_network(hub, models_dir):
    first = fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)
    assert fetch("dalle-mini", models_dir, quietly, endpoint="http://127.0.0.1:1") == first


def test_a_cut_connection_is_taken_up_where_it_broke(hub, models_dir, monkeypatch, caplog):
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    hub.cut_after = [120_000]
    snapshot = look_up("dalle-mini/dalle-mini", "main", hub.url)
    [weights] = snapshot.matching(("*.msgpack",))
    download(snapshot, weights, models_dir / "weights", quietly, hub.url)
    assert hub.requests == [("flax_model.msgpack", None), ("flax_model.msgpack", "bytes=100000-")]
    assert len((models_dir / "weights").read_bytes()) == weights.size


def test_a_stopped_fetch_goes_on_at_the_next_start(hub, models_dir):
    with pytest.raises(ImpatienceError):
        fetch("dalle-mini", models_dir, stop_after(400_000), endpoint=hub.url)
    assert not (models_dir / "dalle-mini").exists()
    before = [request for request in hub.requests if request[0] != "flax_model.msgpack"]
    hub.requests.clear()
    fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)
    assert hub.requests[0][0] == "flax_model.msgpack"
    assert hub.requests[0][1] >= "bytes=350000-"
    assert not {name for name, _ in before} & {name for name, _ in hub.requests}
    assert verify("dalle-mini", models_dir).ok


def test_a_dead_hub_is_told_from_a_missing_model(hub, models_dir):
    with pytest.raises(DownloadError, match="can't be looked up"):
        fetch("dalle-mini", models_dir, quietly, endpoint="http://127.0.0.1:1")
    with pytest.raises(DownloadError, match=r"dalle-mega.*can't be looked up"):
        fetch("dalle-mega", models_dir, quietly, endpoint=hub.url)


@pytest.mark.parametrize("name", ["flax_model.msgpack", "vocab.json"])
def test_files_that_are_not_the_commits_are_refused(hub, models_dir, name):
    good = hub.repos["dalle-mini/dalle-mini"][name]
    hub.sent_instead[name] = good[:-1] + b"!"
    with pytest.raises(DownloadError, match=f"{name} .* is not what commit {COMMIT} has"):
        fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)
    assert not (models_dir / "dalle-mini").exists()
    hub.sent_instead.clear()  # the bad file was not kept
    fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)


def test_an_unpinned_model_stays_at_the_commit_of_its_first_fetch(hub, models_dir):
    with pytest.raises(ImpatienceError):
        fetch("dalle-mini", models_dir, stop_after(0), endpoint=hub.url)
    hub.commits["dalle-mini/dalle-mini"] = "beef" + "0" * 36
    with pytest.raises(DownloadError, match=f"at {COMMIT} can't be looked up"):  # which this hub has lost
        fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)
    fetch("dalle-mini", models_dir, quietly, revision="main", endpoint=hub.url)  # asked for by name
    lock = json.loads((models_dir / "dalle-mini.lock.json").read_text())
    assert lock["dalle-mini/dalle-mini"]["commit"].startswith("beef")


def test_a_hub_that_changes_its_mind_is_not_believed(hub, models_dir):
    directory = fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)
    shutil.rmtree(directory)
    hub.repos["dalle-mini/dalle-mini"]["vocab.json"] += b" "  # the same commit, said to hold something else
    with pytest.raises(DownloadError, match=r"vocab\.json .* is not the file that this commit had before"):
        fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)


def test_names_that_lead_elsewhere_are_not_taken(hub):
    hub.repos["dalle-mini/dalle-mini"] |= {"flax_model/../../x.msgpack": b"1", "sub/config.json": b"2"}
    names = {
        file.name for file in look_up("dalle-mini/dalle-mini", "main", hub.url).matching(("flax_*", "*.json"))
    }
    assert names == {"flax_model.msgpack", "config.json", "vocab.json"}


def test_a_hub_without_commits_is_refused(hub):
    hub.commits["dalle-mini/dalle-mini"] = "../../elsewhere"
    with pytest.raises(DownloadError, match="has no commit"):
        look_up("dalle-mini/dalle-mini", "main", hub.url)


def test_a_folder_that_cannot_be_written_is_named(hub, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match=r"file/models can't be written"):
        fetch("dalle-mini", tmp_path / "file" / "models", quietly, endpoint=hub.url)


def test_a_full_disk_is_noticed_before(hub, models_dir, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 0))
    with pytest.raises(DownloadError, match="more than the disk has free"):
        fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)


def test_a_damaged_lock_is_named(hub, models_dir):
    models_dir.mkdir(parents=True)
    (models_dir / "dalle-mini.lock.json").write_text('{"dalle-mini/dalle-mini": 3}')
    with pytest.raises(CheckpointError, match=r"dalle-mini\.lock\.json is damaged"):
        fetch("dalle-mini", models_dir, quietly, endpoint=hub.url)
