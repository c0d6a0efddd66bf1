"""Every knob of Nonet, typed, from `config.toml` and the environment. `bot.setting_sections` has them."""

import os
import tomllib
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as SourceError

from bot.errors import SettingsError
from bot.schedule_settings import ScheduleSettings
from bot.setting_sections import (
    ContestSettings,
    DatabaseSettings,
    DiscordSettings,
    GenerationSettings,
    ImageSettings,
    LimitSettings,
    LogSettings,
    MetricsSettings,
    ModerationSettings,
    QueueSettings,
    TierSettings,
    WebSettings,
)
from bot.setting_types import Word
from bot.twitter_settings import TwitterSettings


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
    schedule: ScheduleSettings = ScheduleSettings()
    contests: ContestSettings = ContestSettings()
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
