"""What a picture file says of itself: prompt, model, seed, and that it was made with AI.

PNG, WebP and JPEG carry it as XMP with the IPTC fields for generated pictures; PNG also as plain text chunks.
Sources: IPTC Photo Metadata Standard 2025.1 (DigitalSourceType, AIPromptInformation, AISystemUsed), XMP
specification parts 1 and 3.
"""

import io
import re
from dataclasses import dataclass
from typing import Any, Self
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from PIL import Image, PngImagePlugin

from db.jobs import Job

MADE_WITH_AI = "Made with AI by Nonet"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

KEPT_CHARS = 2_000
"""Of a longer prompt, the file keeps the beginning: a JPEG segment holds less than 64 KiB."""

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "nonet": "urn:nonet:picture:1",
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PNG_XMP = "XML:com.adobe.xmp"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a picture comes from."""

    prompt: str
    model: str
    seed: int
    job_id: str = ""

    @classmethod
    def of_job(cls, job: Job, seed: int | None = None) -> Self:
        """Of a job's collage, or of its sample with this seed."""
        return cls(job.prompt, job.model, job.seed if seed is None else seed, job.id)


def marks(provenance: Provenance, picture_format: str) -> dict[str, Any]:
    """Arguments that make `Image.save` write the provenance into a PNG, WEBP or JPEG file."""
    xmp = _xmp(provenance)
    if picture_format != "PNG":
        return {"xmp": xmp.encode()}
    text = PngImagePlugin.PngInfo()
    for keyword, value in _plain_texts(provenance).items():
        text.add_itxt(keyword, value)
    text.add_itxt(_PNG_XMP, xmp)
    return {"pnginfo": text}


def read_provenance(picture: bytes) -> Provenance | None:
    """The provenance that `marks` wrote into a file, or None if there is none of ours."""
    with Image.open(io.BytesIO(picture), formats=("PNG", "WEBP", "JPEG")) as image:
        xmp = image.info.get("xmp") or image.info.get(_PNG_XMP)
    if not xmp or b"<!" in (xmp if isinstance(xmp, bytes) else xmp.encode()):
        return None  # ours declares no entities, and nobody else's may
    try:
        root = ElementTree.fromstring(xmp)  # noqa: S314 - no entities
        return Provenance(
            prompt=_text(root, "Iptc4xmpExt:AIPromptInformation"),
            model=_text(root, "Iptc4xmpExt:AISystemUsed"),
            seed=int(_text(root, "nonet:seed")),
            job_id=_text(root, "nonet:job"),
        )
    except (ElementTree.ParseError, ValueError):  # somebody else's XMP
        return None


def _text(root: ElementTree.Element, name: str) -> str:
    return root.findtext(f".//{name}", "", _NAMESPACES)


def _plain_texts(provenance: Provenance) -> dict[str, str]:
    """The text chunks of a PNG; keywords as in the PNG specification where it has one."""
    return {
        "Description": _storable(provenance.prompt),
        "Software": "Nonet",
        "Source": MADE_WITH_AI,
        "Model": _storable(provenance.model),
        "Seed": str(provenance.seed),
    }


def _xmp(provenance: Provenance) -> str:
    prompt, model = escape(_storable(provenance.prompt)), escape(_storable(provenance.model))
    namespaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {namespaces}><rdf:Description rdf:about="">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{prompt}</rdf:li></rdf:Alt></dc:description>'
        "<xmp:CreatorTool>Nonet</xmp:CreatorTool>"
        f"<photoshop:Credit>{MADE_WITH_AI}</photoshop:Credit>"
        f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>"
        f"<Iptc4xmpExt:AIPromptInformation>{prompt}</Iptc4xmpExt:AIPromptInformation>"
        f"<Iptc4xmpExt:AISystemUsed>{model}</Iptc4xmpExt:AISystemUsed>"
        f"<nonet:seed>{provenance.seed}</nonet:seed><nonet:job>{escape(provenance.job_id)}</nonet:job>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def _storable(text: str) -> str:
    return _NOT_IN_XML.sub("", text)[:KEPT_CHARS]
