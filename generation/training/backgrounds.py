"""Places behind the subject, as small drawings on the token grid.

Large areas keep to whole cells (16 pixels) and small things stay clear of the middle, where the subject
stands: outlines are then seen over few plain colours, and the codes that this saves go to the subjects.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np

from generation.training.icons import Pixels, render_svg
from generation.training.reading import tsv_rows
from generation.training.shapes import SIDE, disc, dots, ground, margin, oval, rect, shape, sky

VARIANTS = 6

PLAIN_COLOURS = {
    "white": "#ffffff",
    "light blue": "#bfe3ff",
    "pink": "#ffd1e0",
    "yellow": "#fff0a8",
    "green": "#c9f2c7",
    "purple": "#dccbff",
}


@dataclass(frozen=True)
class Place:
    """A kind of background and the words for it."""

    preposition: str
    names: tuple[str, ...]


@cache
def load_places() -> dict[str, Place]:
    """Read the places by their keys."""
    return {
        key: Place(preposition, tuple(name.strip() for name in names.split(",")))
        for key, preposition, names in tsv_rows("places.tsv")
    }


@cache
def background(key: str, variant: int) -> Pixels:
    """Paint a place or a plain colour, (SIDE, SIDE, 3); do not write into it."""
    if key in PLAIN_COLOURS:
        code = PLAIN_COLOURS[key].removeprefix("#")
        return np.broadcast_to(np.frombuffer(bytes.fromhex(code), np.uint8), (SIDE, SIDE, 3))
    body = _PAINTERS[key](Random(f"{key} {variant}"))  # noqa: S311 - a drawing, not a secret
    return render_svg(f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}">{body}</svg>')[
        ..., :3
    ]


def _beach(rng: Random) -> str:
    sun = disc(rng.choice([32, 160]), 32, 16, "#ffe04a")
    return sky("#8fd6ff", 80) + rect(0, 80, SIDE, 48, "#2f8fd8") + ground("#f4dc9a", 128) + sun


def _ocean(rng: Random) -> str:
    return sky(rng.choice(["#1f6fb8", "#2a86c8"])) + dots(rng, 9, 4, "#8fd0ff") + ground("#d8c488", 176)


def _space(rng: Random) -> str:
    planet = disc(rng.choice([24, 168]), 24, 20, rng.choice(["#d88c4a", "#7a6fd8", "#c8c8d0"]))
    return sky("#0b0d2a") + dots(rng, 24, 2, "#ffffff") + planet


def _moon(rng: Random) -> str:
    earth = disc(rng.choice([32, 160]), 32, 16, "#4a90d8")
    craters = oval(24, 152, 16, 5, "#989ca6") + oval(168, 168, 16, 5, "#989ca6")
    return (
        sky("#0b0d2a", 128) + dots(rng, 12, 2, "#ffffff", (0, 128)) + ground("#b9bcc4", 128) + craters + earth
    )


def _towers(rng: Random, air: str, walls: list[str], windows: str) -> str:
    body = sky(air)
    for x in range(0, SIDE, 32):
        top = rng.choice([16, 32, 48, 64])
        body += rect(x, top, 32, 144 - top, rng.choice(walls))
        rows = range(top + 4, 144 if x in (0, 160) else 48, 16)
        body += "".join(rect(x + dx, y, 8, 8, windows) for y in rows for dx in (4, 20))
    return body + ground("#55585f", 144) + "".join(rect(x, 182, 16, 4, "#f2f2f2") for x in range(8, SIDE, 32))


def _city(rng: Random) -> str:
    return _towers(rng, rng.choice(["#a8dcff", "#ffd9b0"]), ["#8a93a8", "#a87f6f", "#6f86a8"], "#dff1ff")


def _night_city(rng: Random) -> str:
    return _towers(rng, "#1b2348", ["#3a4060", "#2c3350"], "#ffe27a")


def _tree(x: float, ground: float, fill: str) -> str:
    crown = shape(fill, (x - 16, ground - 16), (x + 16, ground - 16), (x, ground - 80))
    return rect(x - 4, ground - 16, 8, 16, "#7a4f2a") + crown


def _forest(rng: Random) -> str:
    trees = "".join(_tree(x, ground, "#2e7d4a") for x in (16, 176) for ground in (112, 144))
    tops = "".join(
        shape("#3f9a55", (x - 16, 64), (x + 16, 64), (x, rng.choice([16, 32]))) for x in range(16, SIDE, 32)
    )
    hedge = rect(0, 64, SIDE, 48, "#3f9a55")
    return sky(rng.choice(["#cdeecb", "#bfe3ff"])) + tops + hedge + ground("#6fb558", 112) + trees


def _snow(rng: Random) -> str:
    left = shape("#9fb4cc", (-32, 128), (48, 32), (112, 128)) + shape("#ffffff", (28, 56), (48, 32), (64, 56))
    right = shape("#8aa2bf", (80, 128), (144, 48), (224, 128))
    return sky("#cfe6fa") + right + left + ground("#fdfdff", 128) + dots(rng, 14, 2.5, "#ffffff", (0, 128))


def _desert(rng: Random) -> str:
    air = sky(rng.choice(["#ffd98a", "#9fdcff"]))
    dunes = oval(56, 160, 120, 32, "#e8b860") + oval(176, 168, 112, 40, "#d9a450")
    return air + dunes + ground("#e8b860", 160) + disc(rng.choice([32, 160]), 32, 16, "#fff3b0")


def _farm(rng: Random) -> str:
    x = rng.choice([0, 128])
    barn = rect(x + 8, 64, 48, 64, "#c8453a") + shape("#8f2f28", (x, 64), (x + 64, 64), (x + 32, 32))
    door = rect(x + 24, 96, 16, 32, "#ffffff")
    return sky("#a8dcff", 112) + ground("#7cc257", 112) + barn + door


def _field(rng: Random) -> str:
    flowers = "".join(dots(rng, 5, 4, fill, (112, SIDE)) for fill in ("#ffffff", "#ffde59", "#ff8fb0"))
    cloud = oval(rng.choice([48, 144]), 32, 28, 10, "#ffffff")
    return sky("#a8dcff", 112) + ground("#7cc257", 112) + flowers + cloud


def _room(rng: Random) -> str:
    window = rect(16, 16, 48, 48, "#9fd8ff") + rect(38, 16, 4, 48, "#ffffff") + rect(16, 38, 48, 4, "#ffffff")
    picture = rect(128, 16, 48, 32, "#7a5a3a") + rect(132, 20, 40, 24, "#ffe9b8")
    return sky(rng.choice(["#f3dfc1", "#cfe0d8", "#e4d3ea"]), 128) + ground("#b98a5a", 128) + window + picture


def _kitchen(rng: Random) -> str:
    cupboards = "".join(rect(x + 2, 2, 44, 44, rng.choice(["#d08a4a", "#c87f44"])) for x in (0, 48, 96))
    fridge = rect(152, 16, 40, 112, "#dfe6ec") + rect(158, 48, 4, 24, "#99a3ad")
    return (
        sky("#fff5dc", 128) + cupboards + rect(0, 112, 152, 16, "#8a8f98") + ground("#c87f44", 128) + fridge
    )


def _shop(rng: Random) -> str:
    goods = ["#e8584f", "#4f8fe8", "#f2c14a", "#58b368", "#b07fd8"]
    body = sky("#eef2f5") + rect(0, 0, SIDE, 16, "#2a6fd0")
    for shelf in (48, 80, 112):
        columns = [x for x in range(0, SIDE, 16) if shelf == 48 or not 32 <= x < 160]
        body += "".join(rect(x + 2, shelf - 22, 12, 22, rng.choice(goods)) for x in columns)
        body += "".join(rect(x, shelf, 16, 6, "#8a8f98") for x in columns)
    return body + ground("#d0d4da", 128)


def _office(rng: Random) -> str:
    panes = "".join(rect(x, 16, 4, 48, "#ffffff") for x in (62, 126))
    desk = rect(112, 112, 80, 8, "#8a5a34") + rect(128, 80, 40, 28, rng.choice(["#222222", "#2f6fd0"]))
    return sky("#dbe4ec", 128) + rect(16, 16, 160, 48, "#9fd0f2") + panes + ground("#8d98a5", 128) + desk


def _stage(rng: Random) -> str:
    lights = rng.sample(["#7a3fb0", "#c03f8a", "#3f6fc0"], 2)
    beams = shape(lights[0], (40, 0), (0, 144), (64, 144)) + shape(
        lights[1], (152, 0), (128, 144), (192, 144)
    )
    curtains = rect(0, 0, 16, 144, "#b02a34") + rect(176, 0, 16, 144, "#b02a34")
    return sky("#2a1038") + beams + ground("#8a4a2a", 144) + curtains


def _disco(rng: Random) -> str:
    colours = ["#ff4fa0", "#4fd8ff", "#ffe04a", "#8f5fff"]
    tiles = [(x, y) for x, y in margin(128) if x % 32 == 0 or y == 176]
    floor = "".join(rect(x, y, 16, 16, rng.choice(colours)) for x, y in tiles)
    balls = "".join(disc(x, 24, 16, "#dfe6f5") + disc(x - 4, 20, 4, "#ffffff") for x in (32, 160))
    return sky("#2a0f4a", 128) + ground("#6a2fa0", 128) + floor + balls


def _volcano(rng: Random) -> str:
    cone = shape("#5a4038", (-32, 144), (64, 16), (128, 16), (224, 144))
    lava = shape("#ff5a1f", (64, 16), (128, 16), (136, 48), (112, 36), (96, 48), (72, 36))
    glow = dots(rng, 8, 6, "#ffb02a", (144, SIDE))
    return sky(rng.choice(["#ff9a5a", "#5a1f28"])) + cone + lava + ground("#7a2f1f", 144) + glow


def _hell(rng: Random) -> str:
    fires = ["#ff7a1f", "#ffb02a", "#e8401f"]
    flames = "".join(
        shape(rng.choice(fires), (x - 16, SIDE), (x + 16, SIDE), (x, SIDE - rng.choice([48, 80, 112])))
        for x in (0, 16, 176, 192)
    )
    floor = ground("#e8401f", 160) + dots(rng, 8, 6, "#ffb02a", (176, SIDE))
    return sky("#7a0f12") + flames + floor


def _clouds(rng: Random) -> str:
    spots = rng.sample([(32, 24), (160, 40), (24, 104), (168, 120), (40, 176), (150, 180)], 4)
    clouds = "".join(oval(x, y, 24, 10, "#ffffff") + oval(x + 8, y - 8, 14, 8, "#ffffff") for x, y in spots)
    return sky(rng.choice(["#8fd0ff", "#aee0ff"])) + clouds


def _road(rng: Random) -> str:
    dashes = "".join(rect(x, 182, 16, 4, "#ffe04a") for x in range(8, SIDE, 32))
    cloud = oval(rng.choice([48, 144]), 32, 28, 10, "#ffffff")
    return sky("#a8dcff", 96) + rect(0, 96, SIDE, 32, "#7cc257") + ground("#5a5d64", 128) + dashes + cloud


def _school(rng: Random) -> str:
    board = rect(16, 16, 160, 80, "#7a4f2a") + rect(20, 20, 152, 72, "#2f6b4f")
    chalk = "".join(rect(rng.choice([32, 48]), y, rng.choice([48, 80, 112]), 4, "#e8f5ee") for y in (28, 40))
    return sky("#f0e2b8", 128) + board + chalk + ground("#b98a5a", 128)


def _castle(rng: Random) -> str:
    roof = rng.choice(["#c8453a", "#4a5fc0"])
    towers = "".join(
        rect(x, 48, 32, 80, "#85859a") + shape(roof, (x - 4, 48), (x + 36, 48), (x + 16, 8)) for x in (8, 152)
    )
    return sky("#b8d8f5") + rect(32, 64, 128, 64, "#9a9aa8") + towers + ground("#7cc257", 128)


def _party(rng: Random) -> str:
    confetti = "".join(dots(rng, 7, 4, fill) for fill in ("#ff4fa0", "#4fb8ff", "#ffd21f", "#58c368"))
    balloons = "".join(
        rect(x - 1, 40, 2, 48, "#888888") + oval(x, 28, 13, 16, fill)
        for x, fill in ((24, "#e8584f"), (168, "#4f8fe8"))
    )
    return sky(rng.choice(["#ffe3ee", "#e3f1ff"])) + confetti + balloons


def _jungle(rng: Random) -> str:
    leaves = "".join(
        oval(x, y, 24, 8, rng.choice(["#3f9a4a", "#2f7a3f", "#5ab85a"]))
        for y in (8, 24)
        for x in range(16, SIDE, 48)
    )
    trunks = rect(4, 0, 8, 144, "#6a4526") + rect(180, 0, 8, 144, "#6a4526")
    return sky("#1f5a38") + leaves + trunks + ground("#3a7a3a", 144)


def _court(rng: Random) -> str:
    pillars = "".join(rect(x + 3, 0, 10, 112, rng.choice(["#8a5a34", "#96623a"])) for x in (0, 16, 160, 176))
    bench = rect(32, 80, 128, 48, "#8a5a34") + rect(24, 72, 144, 8, "#a87444")
    return sky("#6a4526", 112) + pillars + ground("#4f3018", 112) + bench


def _rain(rng: Random) -> str:
    lines = "".join(
        f'<line x1="{x + 10}" y1="{y + 2}" x2="{x + 6}" y2="{y + 14}" stroke="#cfe3ff" stroke-width="2"/>'
        for x, y in rng.sample(margin(0, 160), 26)
    )
    return sky("#7f8fa5") + lines + ground("#5f6b7d", 160)


_PAINTERS: dict[str, Callable[[Random], str]] = {
    "beach": _beach,
    "ocean": _ocean,
    "space": _space,
    "moon": _moon,
    "city": _city,
    "night_city": _night_city,
    "forest": _forest,
    "snow": _snow,
    "desert": _desert,
    "farm": _farm,
    "field": _field,
    "room": _room,
    "kitchen": _kitchen,
    "shop": _shop,
    "office": _office,
    "stage": _stage,
    "disco": _disco,
    "volcano": _volcano,
    "hell": _hell,
    "sky": _clouds,
    "road": _road,
    "school": _school,
    "castle": _castle,
    "party": _party,
    "jungle": _jungle,
    "court": _court,
    "rain": _rain,
}
