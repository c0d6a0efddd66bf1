"""What Prometheus reads."""

from prometheus_client.parser import text_string_to_metric_families


async def read(ask):
    """Every sample: {(name, labels): value}."""
    _, text = await ask.get("/metrics")
    return {
        (sample.name.removeprefix("nonet_generation_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_what_was_painted_is_counted(asking, gradient):
    ask = await asking(gradient)
    before = await read(ask)
    await ask("a cat", n=4)
    await ask("a cat", n=0)
    await ask("a cat", path="/nothing")

    after = await read(ask)

    def more(*name):
        return after[name] - before.get(name, 0)

    assert after["requests_total", "finished"] == 1
    assert more("steps_total", "gradient") == 8
    assert more("step_seconds_count", "gradient") == 8
    assert after["rows_in_use", "gradient"] == 0
    assert after["slots", "gradient"] == 36
    assert after["model_memory_bytes", "gradient"] == 1000
    assert after["model_loads_total", "gradient"] == 1
    for stage in ("waiting", "painting", "drawing"):
        assert after["stage_seconds_count", stage] == 1
        assert after["stage_seconds_bucket", "+Inf", stage] == 1
    assert after["http_requests_total", "POST", "/v1/images/generations", "200"] == 1
    assert after["http_requests_total", "POST", "/v1/images/generations", "400"] == 1
    assert after["http_requests_total", "unknown", "unknown", "404"] == 1


async def test_those_who_wait_are_counted_by_priority(asking, gated, until):
    ask = await asking(gated)
    asked = [ask.later("first", n=9)]
    gated.permit(1)
    await until(lambda: gated.step_taken)
    asked += [ask.later(priority, priority=priority) for priority in ("high", "low", "low")]
    async with ask.session.get(f"{ask.url}/healthz"):
        pass

    counted = await read(ask)
    gated.permit(1000)

    assert counted["requests_painting",] == 1
    assert counted["rows_in_use", "gradient"] == 9
    waiting = [counted["requests_waiting", priority] for priority in ("high", "normal", "low")]
    assert waiting == [1, 0, 2]
    for one in asked:
        assert (await one)[0] == 200


async def test_who_goes_before_the_answer_is_counted_as_gone(asking, gated, until):
    ask = await asking(gated)
    given_up = ask.later("given up")
    gated.permit(1)
    await until(lambda: gated.step_taken)
    given_up.cancel()
    gated.permit(100)

    route = ("http_requests_total", "POST", "/v1/images/generations", "499")
    while route not in (counted := await read(ask)):
        pass
    assert counted[route] == 1
