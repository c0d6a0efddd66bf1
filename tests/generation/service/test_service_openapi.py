"""Whether the service is as its description says, asked in ways that nobody thought of."""

import asyncio
from threading import Event, Thread

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from generation.service.openapi import describe
from generation.service.options import ServiceOptions
from generation.service.server import serve_models

KEY = "a key"
FIT = {"model": "gradient", "size": "auto", "prefix_tokens": [], "first_sample": 1, "deadline_s": None}
"""With these a request that is as described can be painted by the model that is here."""

schema = schemathesis.openapi.from_dict(describe())


@pytest.fixture
def url(gradient, cards, tmp_path):
    """A service in a thread of its own: schemathesis waits for its answers."""
    options = ServiceOptions(model="gradient", models_dir=tmp_path, api_key=KEY, grace_s=0.05)
    ports: list[int] = []
    begun, loop, stop = Event(), asyncio.new_event_loop(), asyncio.Event()

    def ready(port):
        ports.append(port)
        begun.set()

    serving = serve_models(cards, lambda _: gradient, options, ready, stop)
    thread = Thread(target=loop.run_until_complete, args=(serving,))
    thread.start()
    assert begun.wait(10)
    yield f"http://127.0.0.1:{ports[0]}"
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


def test_the_description_is_sound():
    schema.validate()


def plainly(value):
    """4.0 as 4: JSON Schema counts both as whole numbers, but nobody writes them so."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@schema.parametrize()
@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_answer_is_as_described(case, url):
    unfit = []
    case.headers.pop("Idempotency-Key", None)  # else the next example may be one that was answered already
    if case.meta.generation.mode.is_positive:
        if case.operation.path == "/v1/images/generations" and isinstance(case.body, dict):
            case.body = {name: plainly(value) for name, value in (case.body | FIT).items()}
        elif case.operation.path == "/v1/images/edits":
            unfit = [positive_data_acceptance]  # the model that is here reads no pictures
    headers = {"Authorization": f"Bearer {KEY}"}
    case.call_and_validate(base_url=url, headers=headers, excluded_checks=unfit)
