from bot.web.rate_limit import KEYS_LIMIT, RateLimit


def test_each_key_has_its_own_count_and_gets_it_back():
    now = 0.0
    limit = RateLimit(2, 60, clock=lambda: now)
    assert [limit.take("a"), limit.take("a"), limit.take("a"), limit.take("b")] == [True, True, False, True]
    now = 60.0
    assert limit.take("a")


def test_refused_uses_do_not_count():
    now = 0.0
    limit = RateLimit(1, 60, clock=lambda: now)
    for now in range(0, 120, 10):
        assert limit.take("a") == (now in {0, 60})


def test_memory_is_bounded():
    limit = RateLimit(1, 60)
    for number in range(KEYS_LIMIT + 1):
        limit.take(str(number))
    assert limit.take("0")
    assert not limit.take(str(KEYS_LIMIT))
