"""The models that Nonet knows by name: the one that ships with it and those that it can fetch."""

from collections.abc import Mapping
from dataclasses import dataclass

from generation.models.dalle.text.hashtags import WORD_LIST


@dataclass(frozen=True)
class HubSource:
    """Files of one repository of the Hugging Face hub."""

    repo: str
    patterns: tuple[str, ...] = ()
    """Of those that are taken; a pipeline of diffusers tells by itself what it consists of."""
    revision: str | None = None
    """The commit it is pinned to. If None, the first fetch decides and a lock file holds later ones to it."""
    folder: str = ""
    """Under which they are kept."""
    suffix: str = ""
    """Taken off their names, where one repository holds several models."""


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """A model that can be fetched."""

    display_name: str = ""
    description: str = ""
    licence: str = ""
    sources: tuple[HubSource, ...]
    pipeline: bool = False
    """Whether its one source is a pipeline of diffusers, which is kept as it is; else it is converted."""


FLAX_FILES = (
    "config.json",
    "flax_model*.msgpack",
    "flax_model*.index.json",
    "tokenizer.json",
    "vocab.json",
    "merges.txt",
)
VQGAN = HubSource(
    "dalle-mini/vqgan_imagenet_f16_16384",
    ("config.json", "flax_model.msgpack"),
    revision="e93a26e7707683d349bf5d5c41c5b0ef69b677a9",  # that of dalle-mini's own notebook
    folder="vqgan",
)


def _min_dalle(size: str, suffix: str) -> CatalogueEntry:
    names = ("vocab{}.json", "merges{}.txt", "encoder{}.pt", "decoder{}.pt")
    return CatalogueEntry(
        display_name=f"min(DALL·E) {size}",
        description=f"DALL·E {size} in half precision, as kuprel/min-dalle converted it.",
        licence="MIT",
        sources=(
            HubSource("kuprel/min-dalle", tuple(name.format(suffix) for name in names), suffix=suffix),
            HubSource("kuprel/min-dalle", ("detoker.pt",)),
        ),
    )


CATALOGUE: Mapping[str, CatalogueEntry] = {
    "dalle-mini": CatalogueEntry(
        display_name="DALL·E Mini",
        description="The model of the 2022 craze: 438 million parameters, about 2 GB to fetch.",
        licence="Apache-2.0",
        sources=(HubSource("dalle-mini/dalle-mini", (*FLAX_FILES, WORD_LIST)), VQGAN),
    ),
    "dalle-mega": CatalogueEntry(
        display_name="DALL·E Mega",
        description="Its larger sister: 2.6 billion parameters, about 10 GB to fetch.",
        licence="Apache-2.0",
        sources=(
            HubSource("dalle-mini/dalle-mega", FLAX_FILES),
            HubSource("dalle-mini/dalle-mini", (WORD_LIST,)),
            VQGAN,
        ),
    ),
    "min-dalle-mini": _min_dalle("Mini", "_mini"),
    "min-dalle-mega": _min_dalle("Mega", ""),
    "sdxl-turbo": CatalogueEntry(
        display_name="SDXL Turbo",
        description="Photographs and paintings in four steps: for a GPU; about 7 GB to fetch.",
        licence="Stability AI, non-commercial",
        sources=(HubSource("stabilityai/sdxl-turbo"),),
        pipeline=True,
    ),
    "stable-diffusion-1.5": CatalogueEntry(
        display_name="Stable Diffusion 1.5",
        description="The classic of 2022: for a GPU; about 3 GB to fetch.",
        licence="CreativeML OpenRAIL-M",
        sources=(HubSource("stable-diffusion-v1-5/stable-diffusion-v1-5"),),
        pipeline=True,
    ),
}
