"""What is wrong around Nonet is told in a sentence, with an exit code, and without a traceback."""

import shutil
import socket
from pathlib import Path

import pytest

from generation.models.library import PRETRAINED


def assert_says(done, *parts: str) -> None:
    assert done.returncode == 1, done.stdout
    for part in parts:
        assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use(nonet) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        nonet.environment["NONET_WEB__PORT"] = str(other.getsockname()[1])
        assert_says(nonet("run"), "in use", "NONET_WEB__PORT")
        assert nonet("check").returncode == 1


@pytest.mark.parametrize("command", [("run",), ("draw", "a cat"), ("db", "upgrade")])
def test_a_data_folder_that_cannot_be_made(nonet, command) -> None:
    (nonet.folder / "file").touch()
    nonet.environment["NONET_DATA_DIR"] = str(nonet.folder / "file" / "data")

    assert_says(nonet(*command), "file/data")


def test_a_service_that_cannot_be_reached(nonet) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    nonet.environment["NONET_GENERATION__URL"] = f"http://127.0.0.1:{port}"

    assert_says(nonet("draw", "a cat"), "generation service")
    assert nonet("check").returncode == 1


def test_a_config_with_a_mistake(nonet) -> None:
    (nonet.folder / "config.toml").write_text("[web]\nprot = 1\n")

    assert_says(nonet("run"), "There is no setting web.prot")
    assert nonet("check").returncode == 1


def test_a_model_that_has_not_been_fetched(nonet) -> None:
    nonet.environment["NONET_GENERATION__MODEL"] = "dalle-mini"

    assert_says(nonet("draw", "a cat"), "nonet models fetch dalle-mini")
    assert_says(nonet("run"), "nonet models fetch dalle-mini")
    assert nonet("check").returncode == 1


@pytest.fixture
def copied_model(nonet) -> Path:
    """A copy of the shipped model, to be spoilt, which Nonet is told to paint with."""
    copy = nonet.folder / "data" / "models" / "spoilt"
    shutil.copytree(PRETRAINED / "nonet-small", copy)
    nonet.environment["NONET_GENERATION__MODEL"] = "spoilt"
    return copy


@pytest.mark.parametrize("file", ["model.safetensors", "config.json", "tokenizer.json"])
def test_a_truncated_checkpoint(nonet, copied_model, file) -> None:
    whole = (copied_model / file).read_bytes()
    (copied_model / file).write_bytes(whole[: len(whole) // 2])

    assert_says(nonet("draw", "a cat"), file)
    checked = nonet("check")
    assert checked.returncode == 1
    assert file in checked.stdout


def test_a_missing_file_of_a_checkpoint(nonet, copied_model) -> None:
    (copied_model / "vqgan.safetensors").unlink()

    assert_says(nonet("draw", "a cat"), "vqgan.safetensors")


def test_a_service_open_to_everyone_needs_a_key(nonet) -> None:
    assert_says(nonet("serve", "--host", "0.0.0.0"), "key")


def test_a_database_that_cannot_be_reached(nonet) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    nonet.environment["NONET_DATABASE__URL"] = f"postgresql://nonet:hush@127.0.0.1:{port}/nonet"
    done = nonet("db", "upgrade")

    assert_says(done, "database")
    assert "hush" not in done.stderr
