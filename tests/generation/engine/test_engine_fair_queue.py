"""Users take turns, whoever asks for most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engine.fair_queue import FairQueue

USERS = st.one_of(st.none(), st.sampled_from("abcd"))


def test_users_take_turns_and_their_own_items_go_by_age():
    queue = FairQueue[str]()
    for user, item in [("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1"), (None, "n1"), ("b", "b2")]:
        queue.push(user, item)

    assert [queue.pop() for _ in range(6)] == ["a1", "b1", "n1", "a2", "b2", "a3"]


def test_a_removed_item_does_not_come():
    queue = FairQueue[str]()
    queue.push("a", "a1")
    queue.push("a", "a2")

    queue.remove("a", "a1")

    assert list(queue) == ["a2"]
    with pytest.raises((KeyError, ValueError)):
        queue.remove("a", "a1")


def test_nothing_comes_from_an_empty_queue():
    with pytest.raises(KeyError):
        FairQueue[str]().pop()


@given(st.lists(st.one_of(USERS.map(lambda user: ("push", user)), st.just(("pop", None)))))
def test_looking_shows_exactly_what_popping_will_give(actions):
    queue = FairQueue[tuple[str | None, int]]()
    for number, (action, user) in enumerate(actions):
        if action == "push":
            queue.push(user, (user, number))
        elif queue:
            queue.pop()
    seen = list(queue)

    assert len(queue) == len(seen)
    assert [queue.pop() for _ in seen] == seen


@given(st.lists(USERS, min_size=1), USERS)
def test_a_newcomer_waits_for_at_most_one_item_of_each_other_user(waiting, newcomer):
    queue = FairQueue[str | None]()
    for user in waiting:
        if user != newcomer:
            queue.push(user, user)
    queue.push(newcomer, newcomer)

    ahead = list(queue)[: list(queue).index(newcomer)]

    assert len(ahead) == len(set(ahead))
