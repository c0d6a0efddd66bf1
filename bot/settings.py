"""Every knob of Nonet, typed, from `config.toml` and the environment."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from annotated_types import Ge, Gt, Le, Lt
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as SourceError

from bot.errors import SettingsError
from bot.setting_types import Bytes, Count, DiscordId, Port, Seconds, Secret, Section, WebAddress, Word
from bot.twitter_settings import TwitterSettings
from generation.protocol import PROMPT_LIMIT_CHARS


class WebSettings(Section):
    """The web page."""

    enabled: bool = Field(default=True, description="Serve the web page.")
    host: str = Field(
        default="127.0.0.1", description="Address to listen on; 0.0.0.0 lets other machines in."
    )
    port: Port = Field(default=8000, description="TCP port; 0 takes any free one.")
    public_url: WebAddress = Field(
        default="", description="Address that people use, for shared links; empty: http://host:port."
    )
    body_limit_bytes: Bytes = Field(default=65_536, description="Largest request body, in bytes.")
    watchers_limit: Count = Field(default=500, description="Most pages that may watch jobs at once.")


class GenerationSettings(Section):
    """The generation service, embedded or elsewhere."""

    url: WebAddress = Field(
        default="", description="OpenAI-compatible service to use; empty: `nonet run` starts its own."
    )
    api_key: Secret = Field(
        default=SecretStr(""), description="Bearer key sent to `url`, and asked for by `nonet serve`."
    )
    model: str = Field(default="nonet-small", description="Model that paints when a request names none.")
    models_dir: str = Field(default="", description="Where fetched models are; empty: models in data_dir.")
    device: Literal["auto", "cpu", "cuda"] = Field(default="auto", description="Where the model runs.")
    precision: Literal["auto", "fp32", "bf16"] = Field(
        default="auto", description="Number format of the weights."
    )
    threads: Annotated[int, Ge(0)] = Field(
        default=0, description="CPU threads of the model; 0: the cores that are free."
    )
    host: str = Field(default="127.0.0.1", description="Address that `nonet serve` listens on.")
    port: Port = Field(default=8001, description="TCP port of `nonet serve`; 0 takes any free one.")
    body_limit_bytes: Bytes = Field(
        default=65_536, description="Largest request body of the service, in bytes."
    )
    queue_limit: Count = Field(default=1_000, description="Most requests that the service keeps waiting.")
    timeout_s: Seconds = Field(
        default=900.0, description="Longest time for one request, in seconds, without any event."
    )
    partial_images: Annotated[int, Ge(0), Le(3)] = Field(
        default=3, description="Previews of each sample while it is painted."
    )


class DatabaseSettings(Section):
    """Where jobs are kept."""

    url: Secret = Field(
        default=SecretStr(""),
        description="SQLAlchemy URL (postgresql://...); empty: SQLite, nonet.db in data_dir.",
    )
    pool_size: Count = Field(
        default=5, description="Most connections to PostgreSQL at once, for each process."
    )
    busy_timeout_s: Seconds = Field(default=10.0, description="How long SQLite waits for a lock, in seconds.")


class QueueSettings(Section):
    """How jobs are taken from the queue."""

    workers: Count = Field(default=2, description="Jobs that one process renders at once.")
    lease_s: Seconds = Field(
        default=30.0, description="Seconds after which a silent worker's job is taken by another."
    )
    heartbeat_s: Seconds = Field(
        default=5.0, description="Seconds between a worker's signs of life; under lease_s / 2."
    )
    poll_s: Seconds = Field(default=1.0, description="Seconds between looks into an empty queue.")
    attempts: Count = Field(default=5, description="Renderings of a job before it is given up.")
    retry_s: Seconds = Field(
        default=5.0,
        description="Seconds before a failed rendering or delivery is tried again, doubled each time.",
    )

    @model_validator(mode="after")
    def _leases_outlive_heartbeats(self) -> Self:
        if self.heartbeat_s > self.lease_s / 2:
            raise ValueError(
                f"heartbeat_s ({self.heartbeat_s:g}) must be at most half of lease_s ({self.lease_s:g})"
            )
        return self


class LimitSettings(Section):
    """What one requester may ask for."""

    prompt_chars: Annotated[int, Ge(1), Le(PROMPT_LIMIT_CHARS)] = Field(
        default=1_000, description="Longest prompt, in characters; at most 4,000."
    )
    waiting_per_requester: Count = Field(default=5, description="Jobs that one requester may have waiting.")
    per_hour_per_requester: Count = Field(
        default=60, description="Jobs that one requester may ask for in an hour."
    )
    waiting_total: Count = Field(default=10_000, description="Jobs that may wait in all.")
    waiting_by_role: Count = Field(
        default=20, description="Most waiting jobs that a server may allow someone for a role."
    )
    per_hour_by_role: Count = Field(
        default=240, description="Most jobs in an hour that a server may allow someone for a role."
    )


class TierSettings(Section):
    """More for some: who buys it, has it by a role, or is granted it. Replace `patron` by its name."""

    waiting: Count = Field(default=10, description="Jobs that one requester may have waiting.")
    per_hour: Count = Field(default=300, description="Jobs that one requester may ask for in an hour.")
    priority: Literal["high", "normal"] = Field(
        default="high", description="Class in the queue; high goes before all normal ones."
    )
    by_role: bool = Field(default=False, description="Whether servers may give it to their roles.")


class ImageSettings(Section):
    """The image store and the collage."""

    retention_days: Annotated[float, Gt(0)] = Field(
        default=90.0, description="Days that finished pictures are kept."
    )
    store_limit_bytes: Bytes = Field(
        default=10_000_000_000, description="Size of the image store at which the oldest go, in bytes."
    )
    collage_limit_bytes: Bytes = Field(default=5_000_000, description="Largest collage file, in bytes.")
    gutter_px: Annotated[int, Ge(0), Le(64)] = Field(
        default=8, description="Space between the samples of a collage, in pixels."
    )
    vary_kept_share: Annotated[float, Gt(0), Lt(1)] = Field(
        default=0.5, description="Share of a sample, from its top, that its variations keep."
    )


class ModerationSettings(Section):
    """The content filter."""

    policy: Literal["strict", "standard", "relaxed"] = Field(
        default="standard", description="How much the filter refuses."
    )
    extra_words: tuple[Word, ...] = Field(default=(), description="Further words to refuse.")
    allowed_words: tuple[Word, ...] = Field(default=(), description="Words never to refuse by themselves.")


class DiscordSettings(Section):
    """The Discord front."""

    token: Secret = Field(default=SecretStr(""), description="Bot token; empty: Discord is off.")
    shard_count: Annotated[int, Ge(0)] = Field(
        default=0, description="Shards of all processes together; 0: as many as Discord advises."
    )
    shard_ids: tuple[Annotated[int, Ge(0)], ...] = Field(
        default=(), description="Shards of this process, if there are several; empty: all of them."
    )
    operators: tuple[DiscordId, ...] = Field(
        default=(),
        description="User ids of those who may use /status; empty: the application's owner or team.",
    )
    premium: dict[DiscordId, Word] = Field(
        default={}, description="Tier that each SKU of the application gives; empty: nothing is sold."
    )

    @model_validator(mode="after")
    def _shards_exist(self) -> Self:
        wrong = [number for number in self.shard_ids if number >= self.shard_count]
        if wrong:
            raise ValueError(
                f"shard_ids must be below shard_count ({self.shard_count}), which {wrong} are not"
            )
        return self


class MetricsSettings(Section):
    """Numbers for Prometheus, on a port of their own, which nobody else should reach."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: Port = Field(default=0, description="TCP port of /metrics; 0: none.")


class LogSettings(Section):
    """What is written to the log."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least important line to write."
    )
    format: Literal["text", "json"] = Field(default="text", description="For people or for machines.")
    prompts: bool = Field(default=False, description="Whether lines may hold what people asked for.")


class Settings(BaseSettings):
    """All settings. Build it with `load_settings`, which turns mistakes into `SettingsError`."""

    model_config = SettingsConfigDict(
        env_prefix="NONET_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    data_dir: Path = Field(default=Path("data"), description="Everything that Nonet writes goes in here.")
    web: WebSettings = WebSettings()
    generation: GenerationSettings = GenerationSettings()
    database: DatabaseSettings = DatabaseSettings()
    queue: QueueSettings = QueueSettings()
    limits: LimitSettings = LimitSettings()
    tiers: dict[Word, TierSettings] = Field(default={})
    images: ImageSettings = ImageSettings()
    moderation: ModerationSettings = ModerationSettings()
    discord: DiscordSettings = DiscordSettings()
    twitter: TwitterSettings = TwitterSettings()
    metrics: MetricsSettings = MetricsSettings()
    log: LogSettings = LogSettings()

    @model_validator(mode="after")
    def _what_is_sold_exists(self) -> Self:
        unknown = set(self.discord.premium.values()) - set(self.tiers)
        if unknown:
            raise ValueError(f"The tier {min(unknown)}, which discord.premium sells, is not in tiers")
        return self

    @property
    def database_url(self) -> str:
        """The URL for SQLAlchemy's async engine."""
        url = self.database.url.get_secret_value()
        return url or f"sqlite+aiosqlite:///{self.data_dir / 'nonet.db'}"

    @property
    def models_dir(self) -> Path:
        """Where fetched models are kept."""
        chosen = self.generation.models_dir
        return Path(chosen) if chosen else self.data_dir / "models"

    @property
    def images_dir(self) -> Path:
        """Where finished pictures are kept."""
        return self.data_dir / "images"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over secret files, these over `config.toml`."""
        del dotenv_settings
        secrets = NestedSecretsSettingsSource(
            file_secret_settings,
            secrets_dir=os.environ.get("NONET_SECRETS_DIR"),
            secrets_dir_missing="error",
            secrets_prefix="nonet_",
            secrets_nested_delimiter="__",
        )
        return init_settings, env_settings, secrets, TomlConfigSettingsSource(settings_cls, config_path())


def config_path() -> Path:
    """The file named by NONET_CONFIG, or `config.toml` in the current folder."""
    return Path(os.environ.get("NONET_CONFIG", "config.toml"))


def load_settings() -> Settings:
    """Read the settings from `config_path()` and the environment.

    Raises:
        SettingsError: a file that was named but is not there, TOML that can't be read, an unknown setting
            or a value out of range; the message names each of them.
    """
    path = config_path()
    if "NONET_CONFIG" in os.environ and not path.is_file():
        raise SettingsError(f"NONET_CONFIG names {path}, which is not a file.")
    secrets_dir = os.environ.get("NONET_SECRETS_DIR")
    if secrets_dir and not Path(secrets_dir).is_dir():
        raise SettingsError(f"NONET_SECRETS_DIR names {secrets_dir}, which is not a folder.")
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}, or a file of a secret, can't be read: {error}.") from error
    except SourceError as error:
        raise SettingsError(f'{error}; a list is written as JSON, ["one", "two"].') from error
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_problem(detail) for detail in error.errors(include_input=False))
        ) from error


def _problem(detail: Any) -> str:
    setting = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        return f"There is no setting {setting}; config.example.toml lists them all."
    if detail["type"] == "string_pattern_mismatch":  # of a WebAddress
        return f"Setting {setting}: it should begin with http:// or https:// and a host."
    if not setting:  # about how several fit together
        return f"{detail['msg'].removeprefix('Value error, ')}."
    return f"Setting {setting}: {detail['msg']}."
