"""What a client may ask for: request bodies of the OpenAI Images API with our additional parameters."""

import json
from typing import Annotated, Any, ClassVar, Literal, NoReturn, Self, TypeVar

from annotated_types import Ge, Gt, Le, MaxLen
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from generation.errors import BadParameterError
from generation.protocol import PROMPT_LIMIT_CHARS, SAMPLES_PER_JOB, SEED_LIMIT, GenerationRequest, Priority
from generation.service.pictures import PictureFormat

USER_LIMIT_CHARS = 512
PREFIX_LIMIT_TOKENS = 4_096
"""DALL-E Mini draws 256; a model's own check is stricter."""
DEADLINE_LIMIT_S = 86_400
SHOWN_VALUE_CHARS = 60
"""How much of a wrong value an error message repeats."""

RESIZED = {"256x256": 256, "512x512": 512, "1024x1024": 1024}

Sample = Annotated[int, Ge(1), Le(SAMPLES_PER_JOB)]
Percent = Annotated[int, Ge(0), Le(100)]
Token = Annotated[int, Ge(0), Le(2**20)]


class ImagesBody(BaseModel):
    """The body of `POST /v1/images/generations`; `null` means the default."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)
    events: ClassVar[str] = "image_generation"
    """What the official events of its stream are called after."""

    prompt: Annotated[str, MaxLen(PROMPT_LIMIT_CHARS), Field(json_schema_extra={"pattern": r"\S"})]
    model: Annotated[str, MaxLen(200)] | None = None
    n: Sample | None = None
    size: Annotated[str, MaxLen(20)] | None = None
    response_format: Literal["b64_json", "url"] | None = None
    output_format: PictureFormat | None = None
    output_compression: Percent | None = None
    stream: bool | None = None
    partial_images: Annotated[int, Ge(0), Le(3)] | None = None
    user: Annotated[str, MaxLen(USER_LIMIT_CHARS)] | None = None

    negative_prompt: Annotated[str, MaxLen(PROMPT_LIMIT_CHARS)] | None = None
    seed: Annotated[int, Ge(0), Le(SEED_LIMIT - 1)] | None = None
    first_sample: Sample | None = None
    temperature: Annotated[float, Ge(0.01), Le(100)] | None = None
    top_k: Annotated[int, Ge(0), Le(2**20)] | None = None
    top_p: Annotated[float, Gt(0), Le(1)] | None = None
    guidance: Annotated[float, Ge(0), Le(100)] | None = None
    prefix_tokens: list[Token] | None = None
    return_tokens: bool | None = None
    priority: Priority | None = None
    deadline_s: Annotated[float, Gt(0), Le(DEADLINE_LIMIT_S)] | None = None

    # OpenAI's, for models that heed them: ours paint the same whatever they say.
    quality: Literal["standard", "hd", "low", "medium", "high", "auto"] | None = None
    moderation: Literal["low", "auto"] | None = None
    background: Literal["opaque", "auto"] | None = None
    style: Literal["vivid", "natural"] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.prompt.strip():
            raise PydanticCustomError("prompt", "The prompt is empty.")
        last = (self.first_sample or 1) + (self.n or 1) - 1
        if last > SAMPLES_PER_JOB:
            raise PydanticCustomError(
                "first_sample", f"Samples are numbered 1 to {SAMPLES_PER_JOB}; this asks for number {last}."
            )
        if len(self.prefix_tokens or ()) > PREFIX_LIMIT_TOKENS:
            raise PydanticCustomError(
                "prefix_tokens", f"'prefix_tokens' may have at most {PREFIX_LIMIT_TOKENS} tokens."
            )
        return self

    def request(self) -> GenerationRequest:
        """What is asked of the engine."""
        return GenerationRequest(
            prompt=self.prompt,
            negative_prompt=(self.negative_prompt or "").strip(),
            seed=self.seed,
            n=self.n or 1,
            first_sample=self.first_sample or 1,
            model=self.model,
            temperature=self.temperature,
            top_k=self.top_k,
            top_p=self.top_p,
            guidance=self.guidance,
            partial_images=(self.partial_images or 0) if self.stream else 0,
            user=self.user,
            priority=self.priority or "normal",
            deadline_s=self.deadline_s,
            prefix_tokens=tuple(self.prefix_tokens or ()),
            return_tokens=self.return_tokens or False,
        )

    def side(self, picture_size: int) -> int:
        """Side of the pictures to send, in pixels, if the model paints `picture_size`.

        Raises:
            BadParameterError: no such size is offered.
        """
        sizes = {"auto": picture_size, f"{picture_size}x{picture_size}": picture_size} | RESIZED
        size = self.size or "auto"
        if size not in sizes:
            raise BadParameterError(
                f"'size' must be one of {', '.join(sizes)}, not {_shown(size)}.", param="size"
            )
        return sizes[size]


Body = TypeVar("Body", bound=ImagesBody)


def read_body(body: bytes, kind: type[Body]) -> Body:
    """Read a request body of a kind.

    Raises:
        BadParameterError: it is not JSON, or not such a request; the message says what would be right.
    """
    try:
        values = json.loads(body, parse_constant=_refuse_constant)
    except RecursionError:
        raise BadParameterError("The body is nested too deeply.", code="invalid_json") from None
    except ValueError as error:  # malformed JSON, text that is not UTF-8, numbers of thousands of digits
        raise BadParameterError(f"The body is not valid JSON: {error}.", code="invalid_json") from None
    if not isinstance(values, dict):
        raise BadParameterError("The body must be a JSON object.", code="invalid_json")
    return check_body(values, kind)


def check_body(values: dict[str, Any], kind: type[Body]) -> Body:
    """A request body from its fields. Raises BadParameterError."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise _bad_parameter(error.errors(include_url=False, include_context=False)[0]) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _bad_parameter(detail: ErrorDetails) -> BadParameterError:
    kind, value = detail["type"], detail["input"]
    if not detail["loc"]:  # one of `_consistent`: the type names the parameter, and the text says it all
        return BadParameterError(detail["msg"], param=kind)
    param = str(detail["loc"][0])[:SHOWN_VALUE_CHARS]
    if kind == "missing":
        return BadParameterError(f"'{param}' is missing.", param, code="missing_required_parameter")
    if kind == "extra_forbidden":
        return BadParameterError(f"There is no parameter {_shown(param)}.", param, code="unknown_parameter")
    code = "invalid_type" if kind.endswith("_type") else "invalid_value"
    rule = detail["msg"].removeprefix("Input ").removeprefix("String ")
    found = f"{len(value)}" if kind == "string_too_long" else _shown(value)
    return BadParameterError(f"'{param}' {rule}, not {found}.", param, code=code)


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= SHOWN_VALUE_CHARS else text[:SHOWN_VALUE_CHARS] + "…"
