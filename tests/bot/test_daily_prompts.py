"""There is a good prompt for every day, everywhere another one, and none that anyone must be ashamed of."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.prompts.daily import LONGEST_CHARS, daily_prompts, prompts_for
from bot.prompts.random_prompt import prompt_lists
from moderation.normalise import clean
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import Decision

DAYS_OF_A_LEAP_YEAR = 366
TOO_ALIKE = 0.5
"""Share of the words of two prompts that both have, from which they are the same joke."""
SMALL_WORDS = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "its",
    "of",
    "on",
    "that",
    "the",
}


def all_prompts() -> list[str]:
    lists = daily_prompts()
    return [*lists.dated.values(), *lists.pool]


def days_of(year: int) -> list[date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [first + timedelta(days) for days in range((last - first).days + 1)]


def test_there_is_one_for_each_day_of_a_leap_year() -> None:
    prompts = all_prompts()
    assert len(prompts) == len(set(prompts)) == DAYS_OF_A_LEAP_YEAR


def test_each_is_clean_and_fits_where_prompts_are_shown() -> None:
    assert [
        prompt for prompt in all_prompts() if prompt != clean(prompt) or len(prompt) > LONGEST_CHARS
    ] == []


def test_no_two_tell_the_same_joke() -> None:
    words = {prompt: set(re.findall(r"\w+", prompt.lower())) - SMALL_WORDS for prompt in all_prompts()}
    others = {
        prompt: set(re.findall(r"\w+", prompt.lower())) - SMALL_WORDS for prompt in prompt_lists()["funny"]
    }
    alike = [
        (one, other)
        for one, mine in words.items()
        for other, theirs in (words | others).items()
        if one != other and len(mine & theirs) / len(mine | theirs) >= TOO_ALIKE
    ]
    assert alike == []


def test_the_strictest_policy_takes_all_of_them_without_a_second_look(text_filter: TextFilter) -> None:
    verdicts = zip(all_prompts(), text_filter.check_all(all_prompts(), Policy.named("strict")), strict=True)
    assert [prompt for prompt, verdict in verdicts if verdict.decision is not Decision.ALLOW] == []


def test_every_date_exists() -> None:
    days = {f"{day:%m-%d}" for day in days_of(2028)}
    assert set(daily_prompts().dated) <= days
    assert "02-29" in daily_prompts().dated


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2100])
def test_a_year_repeats_nothing(year: int) -> None:
    firsts = Counter(prompts_for(day, "a server")[0] for day in days_of(year))
    assert firsts.most_common(1)[0][1] == 1


def test_what_is_bound_to_a_date_comes_first() -> None:
    assert prompts_for(date(2026, 3, 14), "any")[0] == daily_prompts().dated["03-14"]
    assert prompts_for(date(2028, 2, 29), "any")[0] == daily_prompts().dated["02-29"]


@given(st.dates(date(1970, 1, 1), date(9999, 12, 31)), st.text(max_size=20))
def test_any_day_of_any_year_can_fall_back_on_the_whole_pool(day: date, whose: str) -> None:
    prompts = prompts_for(day, whose)
    assert len(prompts) == len(set(prompts))
    assert set(prompts) >= set(daily_prompts().pool)
    assert prompts == prompts_for(day, whose)


def test_neighbours_and_years_differ() -> None:
    day = date(2026, 6, 10)
    assert f"{day:%m-%d}" not in daily_prompts().dated
    here, there, later = (
        prompts_for(day, "1"),
        prompts_for(day, "2"),
        prompts_for(day.replace(year=2027), "1"),
    )
    assert here != there
    assert here != later
    same = sum(prompts_for(one, "1")[0] == prompts_for(one, "2")[0] for one in days_of(2026))
    assert same < len(daily_prompts().dated) + 10
