"""Prompts by chance are new each time, harmless, and fit where they are shown."""

import random

import pytest

from bot.prompts.random_prompt import LONGEST_CHARS, prompt_lists, random_prompt
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import Decision


def test_there_are_two_hundred_written_ones_and_many_more_combinations() -> None:
    lists = prompt_lists()
    assert len(lists["funny"]) >= 200
    assert len(lists["who"]) * len(lists["doing"]) * len(lists["where"]) >= 50_000


@pytest.mark.parametrize("part", ["funny", "who", "doing", "where"])
def test_none_is_there_twice(part: str) -> None:
    lines = prompt_lists()[part]
    assert sorted(lines) == sorted(set(lines))


def test_the_longest_fit_into_the_id_of_a_button() -> None:
    lists = prompt_lists()
    longest = {part: max(map(len, lines)) for part, lines in lists.items()}
    assert longest["funny"] <= LONGEST_CHARS
    assert longest["who"] + longest["doing"] + longest["where"] + 2 <= LONGEST_CHARS


def test_the_strictest_policy_takes_all_of_them_without_a_second_look(text_filter: TextFilter) -> None:
    strict, chance = Policy.named("strict"), random.Random(2)
    prompts = [*prompt_lists()["funny"], *(random_prompt(chance) for _ in range(500))]
    verdicts = zip(prompts, text_filter.check_all(prompts, strict), strict=True)
    assert [prompt for prompt, verdict in verdicts if verdict.decision is not Decision.ALLOW] == []


def test_chance_gives_written_prompts_and_combinations() -> None:
    written = set(prompt_lists()["funny"])
    chance = random.Random(1)
    drawn = [random_prompt(chance) for _ in range(200)]
    assert len(set(drawn)) > 100
    assert any(prompt in written for prompt in drawn)
    assert any(prompt not in written for prompt in drawn)
