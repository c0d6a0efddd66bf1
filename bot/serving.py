"""How generation services are told to serve: `nonet serve`, and our own."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from bot.at_work import at_work
from bot.embedded_service import EmbeddedService
from bot.settings import Settings
from generation.service.options import ServiceOptions


async def serve_generation(
    options: ServiceOptions, announce: Callable[[str], None], stop: asyncio.Event
) -> None:
    """Keep a generation service running by itself, until `stop` is set.

    Args:
        options: of the service.
        announce: told its address when its model is loaded.
        stop: to be set by the caller, for instance by a signal.

    Raises:
        NonetError: it can't start; the message says why.
    """
    async with (
        EmbeddedService(options) as service,
        at_work(announce_when(service.ready, announce, service.url)),
    ):
        await stop.wait()


async def announce_when(
    ready: Callable[[], Awaitable[None]], announce: Callable[[str], None], address: str
) -> None:
    """Tell the address once what is there is ready."""
    await ready()
    announce(address)


def service_options(settings: Settings, host: str | None = None, port: int | None = None) -> ServiceOptions:
    """How `nonet serve` is to serve, there or where the settings say.

    Raises:
        ServiceOptionsError: it would be open to everyone.
    """
    chosen = settings.generation
    return _options(
        settings,
        host=host or chosen.host,
        port=chosen.port if port is None else port,
        api_key=chosen.api_key.get_secret_value(),
        more_api_keys=tuple(key.get_secret_value() for key in chosen.more_api_keys),
    )


def embedded_options(settings: Settings) -> ServiceOptions:
    """How our own service is to serve us alone: no other program here knows the key."""
    return _options(settings, host="127.0.0.1", port=0, api_key=secrets.token_urlsafe(32))


def _options(
    settings: Settings, *, host: str, port: int, api_key: str, more_api_keys: tuple[str, ...] = ()
) -> ServiceOptions:
    chosen = settings.generation
    return ServiceOptions(
        model=chosen.model,
        models_dir=settings.models_dir,
        host=host,
        port=port,
        api_key=api_key,
        more_api_keys=more_api_keys,
        device=chosen.device,
        precision=chosen.precision,
        threads=chosen.threads,
        body_limit_bytes=chosen.body_limit_bytes,
        picture_limit_bytes=chosen.picture_limit_bytes,
        slots_memory_bytes=chosen.slots_memory_bytes,
        models_memory_bytes=chosen.models_memory_bytes,
        reranker=chosen.reranker,
        candidates=chosen.candidates,
        queue_limit=chosen.queue_limit,
        requests_per_user=chosen.requests_per_user,
        requests_per_key=chosen.requests_per_key,
        kept_answers_bytes=chosen.kept_answers_bytes,
        kept_answers_s=chosen.kept_answers_s,
        grace_s=chosen.grace_s,
    )
