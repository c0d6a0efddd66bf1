"""Users take turns, whoever asks for most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engine.fair_queue import FairQueue

USERS = st.one_of(st.none(), st.sampled_from("abcd"))


def take(queue):
    """The next item; all items here are pairs that begin with their user."""
    item = next(iter(queue))
    queue.take(item[0], item)
    return item


def filled(users):
    queue = FairQueue[tuple[str | None, int]]()
    for number, user in enumerate(users):
        queue.push(user, (user, number))
    return queue


def test_users_take_turns_and_their_own_items_go_by_age():
    queue = filled(["a", "a", "a", "b", None, "b"])

    assert [take(queue) for _ in range(6)] == [("a", 0), ("b", 3), (None, 4), ("a", 1), ("b", 5), ("a", 2)]
    assert len(queue) == 0


def test_who_had_a_turn_out_of_order_waits_behind_the_others():
    queue = filled(["a", "b", "b", "c"])

    queue.take("b", ("b", 1))

    assert list(queue) == [("a", 0), ("c", 3), ("b", 2)]


def test_a_removed_item_does_not_come_and_costs_no_turn():
    queue = filled(["a", "b", "a"])

    queue.remove("a", ("a", 0))

    assert list(queue) == [("a", 2), ("b", 1)]
    with pytest.raises((KeyError, ValueError)):
        queue.remove("a", ("a", 0))


@given(st.lists(st.one_of(USERS.map(lambda user: ("push", user)), st.just(("take", None)))))
def test_looking_shows_exactly_what_taking_will_give(actions):
    queue = FairQueue[tuple[str | None, int]]()
    for number, (action, user) in enumerate(actions):
        if action == "push":
            queue.push(user, (user, number))
        elif queue:
            take(queue)
    seen = list(queue)

    assert len(queue) == len(seen)
    assert [take(queue) for _ in seen] == seen


@given(st.lists(USERS, min_size=1), USERS)
def test_a_newcomer_waits_for_at_most_one_item_of_each_other_user(waiting, newcomer):
    queue = filled([user for user in waiting if user != newcomer])
    queue.push(newcomer, (newcomer, -1))

    ahead = [user for user, _ in list(queue)[: list(queue).index((newcomer, -1))]]

    assert len(ahead) == len(set(ahead))
