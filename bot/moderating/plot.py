"""The report as a picture: an SVG of bars, which any browser shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bot.moderating.report import Report
from db.cases import CaseDecision

WIDTH_PX = 960
_MARGIN_PX, _LABEL_PX, _COUNT_PX = 32, 190, 60
_BAR_PX, _STEP_PX, _HEAD_PX, _BETWEEN_PX = 22, 34, 64, 40
_BACKGROUND, _INK, _QUIET = "#ffffff", "#1d1830", "#6b6580"
_FONT = "font-family='Helvetica, Arial, sans-serif'"


@dataclass(frozen=True, slots=True)
class Part:
    """A colour of the bars, and what it stands for."""

    name: str
    colour: str


REFUSED = {
    "refuse": Part("refused", "#7c4dff"),
    "review": Part("let through, with doubts", "#ffb300"),
    "remove": Part("removed by moderators", "#b3123f"),
}
DECIDED: Mapping[CaseDecision | None, Part] = {
    CaseDecision.UPHELD: Part("right", "#2e7d5b"),
    CaseDecision.REMOVED: Part("right, and removed", "#b3123f"),
    CaseDecision.DISMISSED: Part("wrong", "#9aa0b5"),
    CaseDecision.MOOT: Part("deleted before", "#d9dbe5"),
    None: Part("open", "#ffb300"),
}
_KINDS = {"report": "Reports", "review": "Doubts of the filter", "appeal": "Appeals"}


def report_svg(report: Report) -> str:
    """Two charts of bars: what was refused, by category; and how cases ended, by what brought them."""
    refused = {
        category.replace("_", " "): [report.refusals[category][key] for key in REFUSED]
        for category in report.categories
    }
    decided = {_KINDS[kind]: [counts[key] for key in DECIDED] for kind, counts in report.cases.items()}
    dates = f"{report.since:%d %b %Y} to {report.until:%d %b %Y}"
    top = _MARGIN_PX + 30
    first = _chart("What was refused", refused, list(REFUSED.values()), top)
    second_top = top + _height(refused) + _BETWEEN_PX
    second = _chart("What moderators decided", decided, list(DECIDED.values()), second_top)
    height = second_top + _height(decided) + _MARGIN_PX
    return "\n".join(
        [
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH_PX}' height='{height}' "
            f"viewBox='0 0 {WIDTH_PX} {height}' role='img' aria-label='Moderation, {dates}'>",
            f"<rect width='100%' height='100%' fill='{_BACKGROUND}'/>",
            _text(_MARGIN_PX, _MARGIN_PX + 12, f"Moderation, {dates}", size=22, bold=True),
            *first,
            *second,
            "</svg>\n",
        ]
    )


def _height(rows: Mapping[str, Sequence[int]]) -> int:
    return _HEAD_PX + _STEP_PX * max(len(rows), 1)


def _chart(title: str, rows: Mapping[str, Sequence[int]], parts: Sequence[Part], top: int) -> list[str]:
    """Bars from left to right, all to the same scale, each with its total behind it."""
    shown = [_text(_MARGIN_PX, top + 18, title, size=16, bold=True), *_legend(parts, top + 40)]
    most = max((sum(row) for row in rows.values()), default=0)
    if not most:
        return [*shown, _text(_MARGIN_PX, top + _HEAD_PX + 16, "Nothing in this time.", colour=_QUIET)]
    scale = (WIDTH_PX - 2 * _MARGIN_PX - _LABEL_PX - _COUNT_PX) / most
    for number, (label, counts) in enumerate(rows.items()):
        y = top + _HEAD_PX + number * _STEP_PX
        shown.append(_text(_MARGIN_PX + _LABEL_PX - 10, y + 16, label, anchor="end"))
        x = float(_MARGIN_PX + _LABEL_PX)
        for part, count in zip(parts, counts, strict=True):
            if count:
                shown.append(_bar(x, y, count * scale, part, count))
                x += count * scale
        shown.append(_text(x + 8, y + 16, f"{sum(counts):,}", colour=_QUIET))
    return shown


def _legend(parts: Sequence[Part], y: int) -> list[str]:
    shown, x = [], _MARGIN_PX
    for part in parts:
        shown.append(f"<rect x='{x}' y='{y - 11}' width='12' height='12' rx='2' fill='{part.colour}'/>")
        shown.append(_text(x + 18, y, part.name, size=13, colour=_QUIET))
        x += 18 + 7 * len(part.name) + 24
    return shown


def _bar(x: float, y: int, width: float, part: Part, count: int) -> str:
    return (
        f"<rect x='{x:.1f}' y='{y}' width='{max(width, 1):.1f}' height='{_BAR_PX}' fill='{part.colour}'>"
        f"<title>{escape(part.name)}: {count:,}</title></rect>"
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 14,
    bold: bool = False,
    colour: str = _INK,
    anchor: str = "start",
) -> str:
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {_FONT} font-size='{size}'{weight} fill='{colour}' "
        f"text-anchor='{anchor}'>{escape(words)}</text>"
    )
