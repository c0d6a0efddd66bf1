"""Says what is in a scene, in one of the many ways in which people would ask for it."""

import re
from random import Random

from generation.training.backgrounds import load_places
from generation.training.concepts import load_concepts
from generation.training.hats import load_hats
from generation.training.phrases import phrases
from generation.training.scenes import Scene

COUNT_WORDS = {  # an empty one leaves the plural to tell
    2: ("two", "two", "2", "a pair of", "a couple of", ""),
    3: ("three", "three", "3", "a trio of", ""),
    4: (
        "",
        "four",
        "4",
        "many",
        "a lot of",
        "a group of",
        "an army of",
        "a crowd of",
        "lots of",
        "five",
        "several",
    ),
}
HYBRIDS = (
    "half {0} half {1}",
    "a {0} {1}",
    "a {0} {1} hybrid",
    "a {1} shaped like a {0}",
    "a {1} with the head of a {0}",
    "a {0} made of {1}",
    "a cross between a {0} and a {1}",
    "{0} {1}",
    "a {1} {0}",
    "a {0} in the shape of a {1}",
    "a {0} turning into a {1}",
)
ARTICLES = {  # of a name in another language; the Japanese have particles after it
    "de": ("ein {}", "eine {}", "einen {}", "der {}", "die {}", "das {}", "{}"),
    "es": ("un {}", "una {}", "el {}", "la {}", "{}"),
    "fr": ("un {}", "une {}", "le {}", "la {}", "{}"),
    "ja": ("{}", "{}", "{} の絵", "{} が"),
    "pt": ("um {}", "uma {}", "o {}", "a {}", "{}"),
}
PLURALS = {
    "mouse": "mice",
    "wolf": "wolves",
    "sheep": "sheep",
    "fish": "fish",
    "man": "men",
    "woman": "women",
    "child": "children",
    "goose": "geese",
    "tooth": "teeth",
    "foot": "feet",
    "knife": "knives",
    "loaf": "loaves",
    "elf": "elves",
    "calf": "calves",
    "deer": "deer",
}


def caption(scene: Scene, rng: Random) -> str:
    """Describe a scene in lower case; every thing named is in the picture, not every thing in it is named."""
    table = phrases()
    text = _subjects(scene, rng)
    if scene.hat:
        hat = rng.choice(load_hats()[scene.hat].names)
        text += rng.choice((" wearing {}", " wearing {}", " in {}", " with {}", " with {} on")).format(
            with_article(hat, rng)
        )
    if scene.activity:
        text += " " + rng.choice(table["activity"][scene.activity]["say"])
    text += _where(scene, rng)
    if scene.style:
        text = rng.choice(table["style"][scene.style]["frames"]).format(text)
    elif rng.random() < 0.15:
        text = rng.choice(table["empty"]["frames"]).format(text)
    return text.lower()


def _subjects(scene: Scene, rng: Random) -> str:
    plain = scene.layout == "single" and not (scene.colour or scene.size or scene.activity or scene.hat)
    translations = load_concepts()[scene.subjects[0]].translations
    if plain and translations and rng.random() < 0.15:
        language, name = rng.choice(translations)
        return rng.choice(ARTICLES[language]).format(name)
    names = [name_of(subject, rng) for subject in scene.subjects]
    if scene.layout == "crowd":
        words = f"{rng.choice(COUNT_WORDS[scene.count])} {_described(plural(names[0]), scene, rng)}"
        return words.lstrip()
    if scene.layout == "hybrid":
        text = rng.choice(HYBRIDS).format(*names)
        return re.sub(r"\ba (?=[aeiou])", "an ", text, flags=re.IGNORECASE)
    first = with_article(_described(names[0], scene, rng), rng, proper=names[0][0].isupper())
    if scene.layout == "single":
        return first
    say = rng.choice(phrases()[scene.layout][scene.relation]["say"])
    return f"{first} {say} {with_article(names[1], rng)}"


def name_of(subject: int, rng: Random) -> str:
    """One of a concept's names; the usual one most often."""
    concept = load_concepts()[subject]
    draw = rng.random()
    if draw < 0.4:
        return concept.names[0]
    if draw < 0.55:
        return rng.choice(concept.names[:4])
    return rng.choice(concept.nouns if concept.nouns and draw < 0.7 else concept.names)


def _described(name: str, scene: Scene, rng: Random) -> str:
    words = [name]
    if scene.colour:
        words.insert(0, scene.colour)
    if scene.size:
        words.insert(0, rng.choice(phrases()["size"][scene.size]))
    if rng.random() < 0.12:
        words.insert(0, rng.choice(phrases()["empty"]["adjectives"]))
    return " ".join(words)


def with_article(name: str, rng: Random, *, proper: bool = False) -> str:
    """Put "a", "an", "the" or nothing before a name; nothing before proper names and plurals."""
    many = name.endswith("s") and not name.endswith(("ss", "us"))
    if proper or many or name[0].isupper() or rng.random() < 0.15:
        return name
    if rng.random() < 0.15:
        return f"{rng.choice(('the', 'my', 'this', 'his', 'some'))} {name}"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def plural(name: str) -> str:
    """The plural of a name's last word: "a polar bear", "polar bears"."""
    *before, last = name.split(" ")
    if last in PLURALS:
        last = PLURALS[last]
    elif last.endswith(("s", "x", "ch", "sh")):
        last = last if last.endswith("s") and not last.endswith(("ss", "us")) else last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return " ".join([*before, last])


def _where(scene: Scene, rng: Random) -> str:
    place = load_places().get(scene.background)
    if place is None:
        if scene.layout == "single" and rng.random() < 0.08:
            return f" on a {scene.background} background"
        return ""
    draw = rng.random()
    name = place.names[0] if draw < 0.35 else rng.choice(place.names)
    if name.startswith(("the ", "a ")) and rng.random() < 0.2:
        name = name.split(" ", 1)[1]
    how = place.preposition if rng.random() < 0.6 else rng.choice(phrases()["empty"]["places"])
    return f" {how} {name}"
