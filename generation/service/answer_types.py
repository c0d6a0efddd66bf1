"""The shapes of all that the service answers: what the type checker holds us to, and `/openapi.json` tells.

They are those of the OpenAI Images API, with what we add to them.
"""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no others before Python 3.12

from generation.service.pictures import PictureFormat


class TokensDetails(TypedDict):
    """What tokens were of."""

    text_tokens: int
    image_tokens: int


class Usage(TypedDict):
    """What was read and written, in tokens of the model."""

    input_tokens: int
    input_tokens_details: TokensDetails
    output_tokens: int
    output_tokens_details: TokensDetails
    total_tokens: int


class Image(TypedDict):
    """A finished sample, in one of two ways."""

    b64_json: NotRequired[str]
    url: NotRequired[str]
    """A data: URL."""
    sample: int
    tokens: NotRequired[tuple[int, ...]]


class ImagesResponse(TypedDict):
    """A plain answer."""

    created: int
    data: list[Image]
    background: Literal["opaque"]
    output_format: PictureFormat
    size: NotRequired[str]
    usage: Usage
    model: str
    seed: int


PictureEventType = Literal[
    "image_generation.partial_image",
    "image_generation.completed",
    "image_edit.partial_image",
    "image_edit.completed",
]


class PictureEvent(TypedDict):
    """A picture in a stream: a preview, or a finished sample."""

    type: PictureEventType
    b64_json: str
    created_at: int
    size: str
    quality: Literal["auto"]
    background: Literal["opaque"]
    output_format: PictureFormat
    sample: int
    seed: int
    model: str
    partial_image_index: NotRequired[int]
    """Of a preview."""
    tokens: NotRequired[tuple[int, ...]]
    """Of a finished sample."""
    usage: NotRequired[Usage]
    """Of a finished sample, with the whole prompt."""


class QueuedEvent(TypedDict):
    """The request waits."""

    type: Literal["image_generation.queued"]
    place: int
    expected_s: float


class ProgressEvent(TypedDict):
    """The request is being painted."""

    type: Literal["image_generation.progress"]
    done: int
    total: int
    expected_s: float


class Error(TypedDict):
    """What went wrong."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(TypedDict):
    """An answer that says what went wrong."""

    error: Error
    request_id: str


class ErrorEvent(ErrorBody):
    """The last event of a stream that fails."""

    type: Literal["error"]


StreamEvent = QueuedEvent | ProgressEvent | PictureEvent | ErrorEvent


class Sampling(TypedDict):
    """The settings with which a model paints best."""

    temperature: float
    top_k: int
    top_p: float
    guidance: float


class Tokens(TypedDict):
    """How a model writes a picture down."""

    rows: int
    columns: int
    codes: int
    starts: tuple[int, ...]


class OurModel(TypedDict):
    """What we add to a model's card."""

    picture_size: int
    samples: int
    defaults: Sampling
    image_tokens: Tokens | None
    reads_pictures: bool
    display_name: str
    licence: str


class Model(TypedDict):
    """A model that can be asked for."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str
    nonet: OurModel


class ModelList(TypedDict):
    """Every model that can be asked for."""

    object: Literal["list"]
    data: list[Model]


class Health(TypedDict):
    """How the service is."""

    status: Literal["ok", "ready", "loading", "draining"]
