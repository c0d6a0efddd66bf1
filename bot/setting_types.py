"""What settings are made of: sections of `config.toml`, and the kinds of values in them."""

from typing import Annotated

from annotated_types import Ge, Gt, Le
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, SecretStr, StringConstraints

Port = Annotated[int, Ge(0), Le(65535)]
Count = Annotated[int, Ge(1)]
Seconds = Annotated[float, Gt(0)]
Bytes = Annotated[int, Ge(1)]
Money = Annotated[float, Ge(0)]
"""Dollars."""
_LEAST_SECRET_CHARS = 16


def _not_short(secret: SecretStr) -> SecretStr:
    if 0 < len(secret.get_secret_value()) < _LEAST_SECRET_CHARS:
        raise ValueError(f"must have at least {_LEAST_SECRET_CHARS} characters, or none")
    return secret


Secret = Annotated[
    SecretStr, BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value)
]
"""Without the line's end and other space that come along when a secret is pasted or read from a file."""
LongSecret = Annotated[Secret, AfterValidator(_not_short)]
"""Too long to be guessed; or empty."""
WebAddress = Annotated[str, StringConstraints(pattern=r"^(https?://[^/\s]+\S*)?$")]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


DiscordId = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    StringConstraints(pattern=r"^\d{1,20}$"),
]
"""As Discord writes it, in digits; TOML may leave out the quotes."""


class Section(BaseModel):
    """A table of `config.toml`. Unknown keys are errors, so that a typing mistake is never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)
