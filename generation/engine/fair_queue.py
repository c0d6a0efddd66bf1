"""A queue that shares its turns evenly between users."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Users take turns, in the order in which they came to wait; each user's own items go by age.

    However much one user asks for, another's next item waits for at most one item of each other user.
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[str | None, deque[Item]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __iter__(self) -> Iterator[Item]:
        """The waiting items in the order of their turns."""
        turns = deque(iter(items) for items in self._waiting.values())
        while turns:
            own = turns.popleft()
            for item in own:
                yield item
                turns.append(own)
                break

    def push(self, user: str | None, item: Item) -> None:
        """Let an item of this user wait; all items without a user count as one user's."""
        self._waiting.setdefault(user, deque()).append(item)

    def take(self, user: str | None, item: Item) -> None:
        """Give an item its turn, usually the first: it leaves, and its user's next waits behind all others.

        Raises KeyError or ValueError if it does not wait here.
        """
        self.remove(user, item)
        if user in self._waiting:
            self._waiting.move_to_end(user)

    def remove(self, user: str | None, item: Item) -> None:
        """Take out one item of this user, without a turn.

        Raises KeyError or ValueError if it does not wait here.
        """
        items = self._waiting[user]
        items.remove(item)
        if not items:
            del self._waiting[user]
