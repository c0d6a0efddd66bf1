"""What X has cost: by day and by kind of call, as a table and as bars."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.bar import Bar
from rich.console import Console, Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from bot.twitter.budget import Budget
from bot.twitter.prices import MICROS, CallKind
from db.api_calls import DaySpent, Spent
from db.mentions import MentionDecision

_BAR_CHARS = 40


@dataclass(frozen=True, slots=True)
class Costs:
    """All that `nonet twitter costs` shows."""

    days: Sequence[DaySpent]
    budget: Budget
    answers: int
    """Replies posted in these days."""
    mentions: Mapping[tuple[MentionDecision, str], int]
    """Mentions of these days by what became of them, and why."""

    @property
    def total_micros(self) -> int:
        """Of all these days."""
        return sum(row.cost_micros for row in self.days)

    def as_json(self) -> dict[str, object]:
        """For machines; money in dollars."""
        return {
            "total_usd": self.total_micros / MICROS,
            "per_1000_answers_usd": self.per_thousand_answers,
            "left_usd": self.budget.left.cost_micros / MICROS,
            "left_calls": self.budget.left.calls,
            "mentions": {_name(*outcome): number for outcome, number in self.mentions.items()},
            "days": [
                {
                    "day": row.day,
                    "kind": row.kind,
                    "calls": row.calls,
                    "failed": row.failed,
                    "resources": row.resources,
                    "usd": row.cost_micros / MICROS,
                }
                for row in self.days
            ],
        }

    @property
    def per_thousand_answers(self) -> float | None:
        """What a thousand answers cost, with all that was read and tried around them; in dollars."""
        return 1000 * self.total_micros / MICROS / self.answers if self.answers else None


def costs_of(
    days: Sequence[DaySpent], budget: Budget, mentions: Mapping[tuple[MentionDecision, str], int]
) -> Costs:
    """The costs of these days."""
    answers = sum(row.calls - row.failed for row in days if row.kind == CallKind.REPLY)
    return Costs(days, budget, answers, mentions)


def show(costs: Costs, console: Console) -> None:
    """Print bars by day, a table by kind, and what is left of the caps."""
    parts: list[RenderableType] = [Text("Nothing has been asked of X in these days.")]
    if costs.days:
        parts = [_bars(costs.days), Text(), _kinds(costs.days), Text()]
    if costs.mentions:
        parts.append(Text(f"Mentions: {_listed(costs.mentions)}."))
    per_thousand = costs.per_thousand_answers
    if per_thousand is not None:
        parts.append(Text(f"{costs.answers} answers; 1,000 of them cost {per_thousand:.2f} USD."))
    parts += [
        _cap("Today", costs.budget.today, costs.budget.daily),
        _cap("This month", costs.budget.this_month, costs.budget.monthly),
    ]
    console.print(Group(*parts))


def _bars(days: Sequence[DaySpent]) -> Table:
    """A bar for every day, also those without a call."""
    by_day: dict[str, int] = defaultdict(int)
    for row in days:
        by_day[row.day] += row.cost_micros
    table = Table("day", _number("USD"), "", box=None, pad_edge=False)
    most = max(by_day.values(), default=0) or 1
    for day in _every_day(sorted(by_day)):
        bar = Bar(size=most, begin=0, end=by_day[day], width=_BAR_CHARS, color="cyan")
        table.add_row(day, f"{by_day[day] / MICROS:.3f}", bar)
    return table


def _every_day(days: Sequence[str]) -> Iterator[str]:
    if not days:
        return
    day, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    while day <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def _kinds(days: Sequence[DaySpent]) -> Table:
    """A row for every kind of call, and one for all."""
    numbers = (_number(name) for name in ("calls", "failed", "billed", "USD"))
    table = Table("call", *numbers, box=None, pad_edge=False)
    for kind in sorted({row.kind for row in days}):
        table.add_row(kind, *_sums([row for row in days if row.kind == kind]))
    table.add_row("all", *_sums(days), style="bold")
    return table


def _sums(rows: Sequence[DaySpent]) -> list[str]:
    counts = (
        sum(row.calls for row in rows),
        sum(row.failed for row in rows),
        sum(row.resources for row in rows),
    )
    return [*(f"{count:,}" for count in counts), f"{sum(row.cost_micros for row in rows) / MICROS:.3f}"]


def _number(name: str) -> Column:
    return Column(name, justify="right")


def _listed(mentions: Mapping[tuple[MentionDecision, str], int]) -> str:
    most_first = sorted(mentions.items(), key=lambda item: -item[1])
    return ", ".join(f"{number:,} {_name(*outcome)}" for outcome, number in most_first)


def _name(decision: MentionDecision, reason: str) -> str:
    return f"{decision} ({reason})" if reason else str(decision)


def _cap(name: str, spent: Spent, cap: Spent) -> Text:
    return Text(
        f"{name}: {spent.cost_micros / MICROS:.3f} of {cap.cost_micros / MICROS:.2f} USD, "
        f"{spent.calls:,} of {cap.calls:,} calls."
    )
