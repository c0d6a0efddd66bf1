"""The keys of the bot's account: from the settings, or from the file that `nonet twitter login` writes."""

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.errors import SettingsError, StorageError
from bot.settings import Settings
from bot.twitter_settings import TwitterSettings

EXPIRY_MARGIN_S = 60.0
"""Before its end, an access token counts as expired."""
NO_KEYS = "X needs keys of the bot's account: run `nonet twitter login`, or set twitter.access_token."


@dataclass(frozen=True, slots=True)
class AppKeys:
    """OAuth 1.0a: those of the app."""

    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UserKeys:
    """OAuth 1.0a: those of the account. They do not expire."""

    token: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def account_id(self) -> str | None:
        """Of the account, with which X begins its tokens; None for a token of another kind."""
        begin, dash, _ = self.token.partition("-")
        return begin if dash and begin.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Tokens:
    """OAuth 2: an access token for two hours, and a refresh token that buys the next pair, once."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: float
    """In seconds since 1970."""

    @property
    def account_id(self) -> None:
        """Can't be told from these."""

    @property
    def expired(self) -> bool:
        """Whether the access token is, or soon will be, worth nothing."""
        return time.time() > self.expires_at - EXPIRY_MARGIN_S


class KeyFile:
    """The file of the keys, readable by Nonet's own user only. It is always whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> UserKeys | Tokens | None:
        """The keys; None if nobody has logged in.

        Raises:
            StorageError: the file can't be read, or holds something else.
        """
        try:
            stored = json.loads(self._path.read_text())
            return Tokens(**stored["oauth2"]) if "oauth2" in stored else UserKeys(**stored["oauth1"])
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"{self._path} can't be read: {error.strerror}.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise StorageError(f"{self._path} holds no keys; remove it and log in again.") from error

    def write(self, keys: UserKeys | Tokens) -> None:
        """Keep these instead. Raises `StorageError`."""
        name = "oauth2" if isinstance(keys, Tokens) else "oauth1"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, partial = tempfile.mkstemp(dir=self._path.parent, prefix=".keys-")  # mode 0600
            with os.fdopen(descriptor, "w") as file:
                json.dump({name: asdict(keys)}, file)
                file.flush()
                os.fsync(file.fileno())
            Path(partial).replace(self._path)
        except OSError as error:
            raise StorageError(f"{self._path} can't be written: {error.strerror}.") from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else renews the keys meanwhile: a refresh token works only once. Blocks."""
        with self._path.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def key_file(settings: Settings) -> KeyFile:
    """Where `nonet twitter login` keeps what it gets."""
    return KeyFile(settings.data_dir / "twitter-keys.json")


def app_keys(settings: TwitterSettings) -> AppKeys:
    """The app's keys for OAuth 1.0a. Raises `SettingsError` if they are not set."""
    key, secret = settings.consumer_key.get_secret_value(), settings.consumer_secret.get_secret_value()
    if not key or not secret:
        raise SettingsError("X needs the app's keys: set twitter.consumer_key and twitter.consumer_secret.")
    return AppKeys(key, secret)


def client_keys(settings: TwitterSettings) -> tuple[str, str]:
    """The app's id and secret for OAuth 2; a public client has no secret. Raises `SettingsError`."""
    client_id = settings.client_id.get_secret_value()
    if not client_id:
        raise SettingsError("OAuth 2 needs the app's client id: set twitter.client_id.")
    return client_id, settings.client_secret.get_secret_value()


def account_keys(settings: Settings) -> UserKeys | Tokens:
    """The account's keys: those of the settings, or else of the file.

    Raises:
        SettingsError: there are none.
        StorageError: the file can't be read.
    """
    chosen = settings.twitter
    token, secret = chosen.access_token.get_secret_value(), chosen.access_token_secret.get_secret_value()
    if token and secret:
        return UserKeys(token, secret)
    keys = key_file(settings).read()
    if keys is None:
        raise SettingsError(NO_KEYS)
    return keys
