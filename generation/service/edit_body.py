"""Bodies of `POST /v1/images/edits`: JSON with a picture as data URL, or a form with a picture as file."""

import base64
import json
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from annotated_types import Gt, Lt, MaxLen
from pydantic import BaseModel, ConfigDict

from generation.errors import BadParameterError
from generation.protocol import GenerationRequest
from generation.service.request_body import ImagesBody, check_body, read_body

FIELDS_LIMIT = 40
"""Parts of a form."""
_PICTURE_PARTS = ("image", "image[]")


class ImageRef(BaseModel):
    """One of OpenAI's references to a picture. Only data URLs are followed: links may lead anywhere."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    image_url: str


class EditBody(ImagesBody):
    """As for new pictures, with the picture that they go on from."""

    events: ClassVar[str] = "image_edit"

    images: Annotated[list[ImageRef], MaxLen(16)]
    kept_share: Annotated[float, Gt(0), Lt(1)] | None = None
    input_fidelity: Literal["high", "low"] | None = None
    """OpenAI's; ours keep what they keep exactly as their codes can."""

    def request(self) -> GenerationRequest:
        """What is asked of the engine, besides the picture."""
        asked = super().request()
        return asked if self.kept_share is None else replace(asked, kept_share=self.kept_share)

    def picture(self) -> bytes:
        """The file of the one picture. Raises BadParameterError."""
        if len(self.images) != 1:
            raise _not_one_picture(str(len(self.images)))
        if self.prefix_tokens:
            raise BadParameterError("'prefix_tokens' and a picture exclude each other.", "prefix_tokens")
        head, comma, encoded = self.images[0].image_url.partition(",")
        if not (head.startswith("data:image/") and head.endswith(";base64") and comma):
            raise BadParameterError("A picture must come as a data: URL in base64.", param="images")
        try:
            return base64.b64decode(encoded, validate=True)
        except ValueError:
            raise BadParameterError("The picture is not base64.", param="images") from None


def _not_one_picture(how_many: str) -> BadParameterError:
    return BadParameterError(f"One picture is wanted, not {how_many}.", param="images")


async def read_edit(http: web.Request, body_limit_bytes: int, picture_limit_bytes: int) -> EditBody:
    """Read a request for pictures that go on from one.

    Raises:
        BadParameterError: it is not such a request.
        web.HTTPException: its body is of another type, or too large.
    """
    limit_bytes = body_limit_bytes + picture_limit_bytes * 4 // 3 + 4  # base64 takes four letters for three
    if http.content_type == "application/json":
        return read_body(await _read(http.content, limit_bytes), EditBody)
    if http.content_type == "multipart/form-data":
        return check_body(await _read_form(http, body_limit_bytes, picture_limit_bytes), EditBody)
    raise web.HTTPUnsupportedMediaType(text="The body must be application/json or multipart/form-data.")


async def _read_form(http: web.Request, fields_limit_bytes: int, picture_limit_bytes: int) -> dict[str, Any]:
    try:
        return await _read_parts(await http.multipart(), fields_limit_bytes, picture_limit_bytes)
    except (ValueError, HttpProcessingError):
        raise BadParameterError("The form is not well-formed.", code="invalid_form") from None


async def _read_parts(
    form: MultipartReader, fields_limit_bytes: int, picture_limit_bytes: int
) -> dict[str, Any]:
    values: dict[str, Any] = {"images": []}
    parts = 0
    async for part in form:
        parts += 1
        if not isinstance(part, BodyPartReader) or parts > FIELDS_LIMIT:
            raise BadParameterError("The form has more parts than it should.", code="invalid_form")
        if part.name in _PICTURE_PARTS:
            if values["images"]:
                raise _not_one_picture("more")
            encoded = base64.b64encode(await _read_part(part, picture_limit_bytes)).decode()
            values["images"].append({"image_url": f"data:image/*;base64,{encoded}"})
        elif part.name:
            text = await _read_part(part, fields_limit_bytes)
            fields_limit_bytes -= len(text)
            values[part.name] = _typed(part.name, text.decode("utf-8", "replace"))
    return values


def _typed(name: str, text: str) -> Any:
    """A field of a form, all of which are texts, as the type that the body wants; else the text."""
    field = EditBody.model_fields.get(name)
    if field is None or "str" in str(field.annotation) or "Literal" in str(field.annotation):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


async def _read_part(part: BodyPartReader, limit_bytes: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        _check_size(len(content), limit_bytes)
    return bytes(content)


async def _read(stream: Any, limit_bytes: int) -> bytes:
    content = bytearray()
    async for chunk in stream.iter_any():
        content += chunk
        _check_size(len(content), limit_bytes)
    return bytes(content)


def _check_size(size_bytes: int, limit_bytes: int) -> None:
    if size_bytes > limit_bytes:
        raise web.HTTPRequestEntityTooLarge(max_size=limit_bytes, actual_size=size_bytes)
