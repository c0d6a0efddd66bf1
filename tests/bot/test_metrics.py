"""Numbers for Prometheus, on a port of their own."""

import socket
import urllib.request

import pytest

from bot.errors import SettingsError
from bot.metrics import served_metrics
from bot.setting_sections import MetricsSettings


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def test_metrics_are_served_meanwhile() -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/metrics"
    with served_metrics(MetricsSettings(port=port)), urllib.request.urlopen(url) as answer:
        assert b"# HELP" in answer.read()
    with pytest.raises(OSError):
        urllib.request.urlopen(url)


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SettingsError, match=str(port)), served_metrics(MetricsSettings(port=port)):
            pass


def test_without_a_port_nothing_is_served() -> None:
    with served_metrics(MetricsSettings()):
        pass
