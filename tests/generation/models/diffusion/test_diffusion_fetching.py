"""Pipelines fetched from the hub, and kept beside models of our own form."""

import json

import pytest

from generation.errors import CheckpointError, DownloadError
from generation.models.library import fetch, find, list_models, verify
from generation.models.loading import load
from tests.generation.models.hub_stand_in import COMMIT, running_hub

EXTRAS = {
    "README.md": b"not wanted",
    "sd_xl_turbo_1.0.safetensors": b"all in one file",
    "unet/diffusion_pytorch_model.bin": b"a pickle",
    "unet/diffusion_pytorch_model.non_ema.safetensors": b"of training",
    "unet/openvino_model.xml": b"",
    "vae_decoder/config.json": b"{}",
    "safety_checker/config.json": b"{}",
    "safety_checker/model.fp16.safetensors": b"",
    "../tokenizer/x.txt": b"leads elsewhere",
    "tokenizer/../../x.txt": b"leads elsewhere",
    "tokenizer/.x.txt": b"",
}


def files_of(directory):
    paths = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def hub(made_once):
    """A hub with SDXL Turbo, in two precisions and with a lot besides, and with somebody's tiny pipeline."""
    with running_hub() as hub:
        turbo = files_of(made_once / "turbo")
        halves = {name.replace(".safetensors", ".fp16.safetensors"): data for name, data in turbo.items()}
        hub.repos["stabilityai/sdxl-turbo"] = turbo | halves | EXTRAS
        hub.repos["Somebody/Tiny-Diffusion"] = files_of(made_once / "diffusion")
        yield hub


@pytest.fixture
def models_dir(tmp_path):
    """Where fetched models go; it does not exist yet."""
    return tmp_path / "models"


def quietly(file, here, size):
    pass


def test_a_pipeline_of_the_catalogue_is_fetched_verified_and_paints(hub, models_dir):
    seen = set()
    directory = fetch("sdxl-turbo", models_dir, lambda name, *_: seen.add(name), endpoint=hub.url)
    assert directory == find("sdxl-turbo", models_dir) == models_dir / "sdxl-turbo"
    assert {name for name in seen if name.endswith(".safetensors")} == {
        "text_encoder/model.fp16.safetensors",
        "text_encoder_2/model.fp16.safetensors",
        "unet/diffusion_pytorch_model.fp16.safetensors",
        "vae/diffusion_pytorch_model.fp16.safetensors",
    }
    assert not seen & EXTRAS.keys()
    report = verify("sdxl-turbo", models_dir)
    assert report.ok
    assert report.files == len(seen) + 1  # and our own
    assert load(directory).begin("a cat", 1, [1], load(directory).defaults).steps == 4
    origins = json.loads((directory / "manifest.json").read_text())["sources"]
    assert origins == [f"https://huggingface.co/stabilityai/sdxl-turbo/tree/{COMMIT}"]
    assert not list((models_dir / ".downloads").iterdir())
    [status] = [status for status in list_models(models_dir) if status.name == "sdxl-turbo"]
    assert (status.ready, status.display_name) == (True, "SDXL Turbo")
    assert "non-commercial" in status.licence


def test_any_repository_of_diffusers_can_be_fetched(hub, models_dir):
    directory = fetch("Somebody/Tiny-Diffusion", models_dir, quietly, endpoint=hub.url)
    assert directory == find("tiny-diffusion", models_dir)
    assert load(directory).text_length("cats") == 5  # ca, t, s and both ends
    assert fetch("Somebody/Tiny-Diffusion", models_dir, quietly, endpoint="http://127.0.0.1:1") == directory


def test_a_stopped_fetch_goes_on_where_it_stopped(hub, models_dir):
    with pytest.raises(KeyboardInterrupt):
        fetch("sdxl-turbo", models_dir, stop_at_the_decoder, endpoint=hub.url)
    assert not (models_dir / "sdxl-turbo").exists()
    before = {name for name, _ in hub.requests}
    hub.requests.clear()
    fetch("sdxl-turbo", models_dir, quietly, endpoint=hub.url)
    assert before & {name for name, _ in hub.requests} <= {"vae/diffusion_pytorch_model.fp16.safetensors"}


def stop_at_the_decoder(file, here, size):
    if file.startswith("vae/diffusion"):
        raise KeyboardInterrupt


def test_a_later_fetch_is_held_to_the_commit_of_the_first(hub, models_dir):
    with pytest.raises(KeyboardInterrupt):
        fetch("sdxl-turbo", models_dir, stop_at_the_decoder, endpoint=hub.url)
    hub.commits["stabilityai/sdxl-turbo"] = "beef" + "0" * 36
    with pytest.raises(DownloadError, match=f"at {COMMIT} can't be looked up"):
        fetch("sdxl-turbo", models_dir, quietly, endpoint=hub.url)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"model_index.json": None}, "not a repository of diffusers"),
        ({"model_index.json": b'{"_class_name": "FluxPipeline"}'}, "these can be used"),
        ({"model_index.json": b'{"vae": ["..", "Vae"]}'}, "unknown here"),
    ],
)
def test_what_cannot_be_used_is_refused_before_its_weights_come(hub, models_dir, change, complaint):
    files = hub.repos["stabilityai/sdxl-turbo"] | change
    hub.repos["stabilityai/sdxl-turbo"] = {name: data for name, data in files.items() if data is not None}
    with pytest.raises(CheckpointError, match=complaint):
        fetch("sdxl-turbo", models_dir, quietly, endpoint=hub.url)
    assert not [name for name, _ in hub.requests if name.endswith(".safetensors")]


def test_pickled_weights_are_not_fetched(hub, models_dir):
    files = hub.repos["Somebody/Tiny-Diffusion"]
    hub.repos["Somebody/Tiny-Diffusion"] = {
        name.replace(".safetensors", ".bin"): data for name, data in files.items()
    }
    with pytest.raises(DownloadError, match="no safetensors"):
        fetch("Somebody/Tiny-Diffusion", models_dir, quietly, endpoint=hub.url)


def test_a_changed_file_in_a_folder_is_named(hub, models_dir):
    directory = fetch("sdxl-turbo", models_dir, quietly, endpoint=hub.url)
    (directory / "scheduler" / "scheduler_config.json").write_text("{}")
    [problem] = verify("sdxl-turbo", models_dir).problems
    assert problem.startswith("scheduler/scheduler_config.json ")
