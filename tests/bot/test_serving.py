"""How `nonet serve` is told to serve, from settings and its own arguments."""

import asyncio

import pytest

from bot.serving import embedded_options, serve_generation, service_options
from bot.settings import Settings
from generation.errors import ServiceOptionsError
from generation.service.options import ServiceOptions


@pytest.fixture
def open_settings(tmp_path, monkeypatch):
    """Settings that would let everyone in, but for what is said otherwise."""
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    return Settings.model_validate({"generation": {"host": "0.0.0.0", "port": 9000}})


def test_an_address_that_is_asked_for_is_the_one_that_counts(open_settings):
    options = service_options(open_settings, host="127.0.0.1", port=0)
    assert (options.host, options.port) == ("127.0.0.1", 0)


def test_our_own_service_is_for_us_alone(open_settings):
    options = embedded_options(open_settings)
    assert (options.host, options.port) == ("127.0.0.1", 0)
    assert len(options.api_key) >= 32


def test_settings_that_let_everyone_in_are_refused(open_settings):
    with pytest.raises(ServiceOptionsError, match=r"0\.0\.0\.0"):
        service_options(open_settings)


async def test_who_stops_it_does_not_wait_for_its_model(tmp_path):
    stop, told = asyncio.Event(), []
    stop.set()
    await serve_generation(ServiceOptions(model="not here", models_dir=tmp_path), told.append, stop)
    assert told == []


def test_limits_and_further_keys_go_to_the_service(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    chosen = {
        "api_key": "ours",
        "more_api_keys": [" theirs\n", ""],
        "requests_per_user": 7,
        "requests_per_key": 70,
        "slots_memory_bytes": 10**9,
        "models_memory_bytes": 4 * 10**9,
        "grace_s": 60,
        "reranker": "tiny-clip",
        "candidates": 3,
    }
    settings = Settings.model_validate({"generation": chosen})

    options = service_options(settings)

    assert options.all_keys == ("ours", "theirs")
    assert (options.requests_per_user, options.requests_per_key, options.grace_s) == (7, 70, 60)
    assert (options.slots_memory_bytes, options.models_memory_bytes) == (10**9, 4 * 10**9)
    assert (options.reranker, options.candidates) == ("tiny-clip", 3)
    assert "theirs" not in repr(settings)
    assert embedded_options(settings).all_keys[0] not in {"ours", "theirs"}
    assert len(embedded_options(settings).all_keys) == 1
