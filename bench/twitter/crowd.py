"""A crowd of people who mention the bot in every way that there is."""

from dataclasses import dataclass, field

from bench.twitter.world import Account, Post, World

OTHERS = ("untold", "empty", "impatient", "repost", "stop")
"""Ways of reaching the bot that deserve no reply, of which each comes once in twenty mentions."""
EVERY = 20


@dataclass
class Crowd:
    """Posts that reach the bot; `deserving` are those to be answered."""

    world: World
    posts: list[Post] = field(default_factory=list)
    deserving: list[Post] = field(default_factory=list)

    def mention(self, count: int) -> None:
        """So many people write a post each; a quarter of them in a way that deserves no reply."""
        for _ in range(count):
            number = len(self.posts)
            place = number % EVERY
            if place % 4 == 3:
                self.posts.append(self._other(OTHERS[place // 4], number))
            else:
                self._ask(number)

    def ask(self, count: int) -> None:
        """So many people ask for pictures."""
        for _ in range(count):
            self._ask(len(self.posts))

    def _ask(self, number: int) -> None:
        post = self.world.add_post(self._person(number), f"@nonet {number} red foxes on a hill")
        self.posts.append(post)
        self.deserving.append(post)

    def _other(self, way: str, number: int) -> Post:
        person, before = self._person(number), self.posts[-1]
        match way:
            case "untold":  # X alone has put our handle there
                return self.world.add_post(person, "what a nice idea", replied_to=before)
            case "empty":
                return self.world.add_post(person, "@nonet https://t.co/abc")
            case "impatient":
                return self.world.add_post(before.author, "@nonet and a blue one", replied_to=before)
            case "repost":
                text = f"RT @{before.author.handle}: {before.text}"
                return self.world.add_post(person, text, reposted=before)
            case _:
                return self.world.add_post(person, "@nonet please stop")

    def _person(self, number: int) -> Account:
        return self.world.add_account(f"person{number}")
