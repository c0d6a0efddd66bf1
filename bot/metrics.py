"""Numbers for Prometheus: all that this process counts, on a port of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import start_http_server

from bot.errors import SettingsError
from bot.setting_sections import MetricsSettings


@contextmanager
def served_metrics(settings: MetricsSettings) -> Iterator[None]:
    """Serve them meanwhile, if a port is set. Raises `SettingsError` if it can't be listened on."""
    if not settings.port:
        yield
        return
    try:
        server, thread = start_http_server(settings.port, settings.host)
    except OSError as error:
        raise SettingsError(f"metrics.port {settings.port} can't be used: {error.strerror}.") from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
