"""The knobs of schedules and of the house's chores."""

from typing import Annotated, Literal, Self

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import Field, model_validator

from bot.setting_types import Count, DiscordId, Seconds, Section, Word

Source = Literal["suggestions", "own", "shipped", "best"]
"""A `PromptSource`, by name: reading settings must not wait for the database's modules."""
DEFAULT_SOURCES: tuple[Source, ...] = ("suggestions", "own", "shipped")
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
VOTE_HOURS, REPEAT_DAYS = 22.0, 180
"""The votes of a day are counted before the next prompt."""
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class PromptSettings(Section):
    """A prompt of the day. Replace `daily` by its name; there may be any number of them."""

    time: str = Field(default="12:00", description="When, on the clocks of its zone.")
    zone: str = Field(default="UTC", description="Name of the time zone, as Europe/Berlin.")
    weekdays: Annotated[tuple[Day, ...], MinLen(1)] = Field(
        default=DAYS, description="The days on which it runs."
    )
    front: Literal["web", "discord"] = Field(default="web", description="Where: web is the page /today.")
    server: DiscordId | Literal[""] = Field(default="", description="Discord: the id of the server.")
    channel: DiscordId | Literal[""] = Field(default="", description="Discord: the id of the channel.")
    sources: Annotated[tuple[Source, ...], MinLen(1)] = Field(
        default=DEFAULT_SOURCES,
        description="Where prompts come from, the preferred first; there is best (of yesterday) too.",
    )
    repeat_days: Count = Field(default=REPEAT_DAYS, description="Days within which no prompt is repeated.")
    style: str = Field(default="", description="The style that it is painted in.")
    thread: bool = Field(default=True, description="Discord: open a thread below it.")
    vote_hours: Annotated[float, Ge(0), Le(168)] = Field(
        default=VOTE_HOURS, description="Discord: hours for votes and remixes; 0: no contest."
    )
    winner_role: DiscordId | Literal[""] = Field(
        default="", description="Discord: the id of a role that the winner has until the next one."
    )
    on_twitter: bool = Field(default=False, description="Post it on X too.")

    @model_validator(mode="after")
    def _it_has_a_place(self) -> Self:
        if self.front == "discord" and not (self.server and self.channel):
            raise ValueError("front discord needs server and channel")
        return self


class ScheduleSettings(Section):
    """Prompts of the day, and the house's own chores at set times."""

    web_prompt: bool = Field(
        default=True,
        description="Paint a prompt of the day for the web page at 12:00 UTC, unless one is set below.",
    )
    grace_minutes: Annotated[float, Gt(0), Le(1440)] = Field(
        default=180.0, description="Minutes within which a missed slot is made up for."
    )
    check_every_s: Seconds = Field(
        default=15.0, description="Seconds between looks for schedules changed elsewhere, and missed slots."
    )
    lease_s: Seconds = Field(
        default=60.0, description="Seconds after which a silent process's slot or chore is taken by another."
    )
    retry_s: Seconds = Field(
        default=30.0, description="Seconds before a slot that failed is tried again, doubled each time."
    )
    suggestion_votes: Count = Field(
        default=3, description="Members who must want a suggestion before it is taken by itself."
    )
    suggestions_each: Count = Field(
        default=3, description="Suggestions of one member that may wait for one schedule."
    )
    entries_each: Count = Field(
        default=3, description="Remixes that one member may have in the contest of a day."
    )
    history_days: Annotated[float, Ge(1)] = Field(
        default=400.0, description="Days that it is remembered what became of slots."
    )
    prompts: dict[Word, PromptSettings] = Field(default={})
