"""Which account is ours costs a cent to ask, so that it is asked as seldom as possible."""

from bot.twitter.account import Account
from bot.twitter.api import XApi
from bot.twitter.posts import Me
from db.session import Database


class Directory(XApi):
    """Knows one account, and counts who asks."""

    def __init__(self, me: Me) -> None:
        self.answer = me
        self.asked = 0

    async def me(self) -> Me:
        self.asked += 1
        return self.answer


async def test_it_is_asked_once_and_then_remembered(database: Database) -> None:
    x = Directory(Me("7", "nonet"))
    for _ in range(2):
        account = Account(x, database, "7")
        assert [await account.me() for _ in range(2)] == [x.answer] * 2
    assert x.asked == 1


async def test_keys_of_another_account_make_it_ask_again(database: Database) -> None:
    await Account(Directory(Me("7", "nonet")), database, "7").me()
    x = Directory(Me("8", "other"))
    assert (await Account(x, database, "8").me()).username == "other"


async def test_keys_that_tell_another_id_than_x_make_it_ask_once_a_process(database: Database) -> None:
    x = Directory(Me("7", "nonet"))
    account = Account(x, database, "8")
    for _ in range(3):
        await account.me()
    assert x.asked == 1
